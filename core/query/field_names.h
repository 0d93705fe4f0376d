#ifndef TAFFRAIL_CORE_QUERY_FIELD_NAMES_H_
#define TAFFRAIL_CORE_QUERY_FIELD_NAMES_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/parse/field_value.h"
#include "core/store/partition.h"

namespace taffrail {

// What a field's name in a query stands for. A record's field of just that
// name; if it has none, the first that it has of what the name is short for
// (`status` is http.response.status_code); if none of these either, its field
// whose name ends in ".name", the one with the shortest name. So what a name is
// in a record depends on that record alone.
class FieldName {
 public:
  // In any case.
  explicit FieldName(std::string_view name);

  const std::string& lower() const { return lower_; }

  // How near `attribute`, in any case, is to it, 0 the nearest; none: it is
  // another. Of two with one rank the lesser name counts.
  std::optional<uint32_t> Rank(std::string_view attribute) const;
  // `attribute` is called just so, or it is what the name is short for.
  bool Calls(std::string_view attribute) const;

 private:
  std::string lower_;
  std::vector<std::string_view> aliases_;
};

// The one of a record's fields that the name stands for, or null.
const ParsedField* NearestField(const FieldName& name,
                                const std::vector<ParsedField>& fields);

// The attributes of one partition that a name stands for. Follows the partition
// as it grows.
class FieldAttributes {
 public:
  // Takes in those that have come since; true if there are any.
  bool Update(const FieldName& name, const Partition& partition);

  // By falling nearness: in a record the first counts that it has.
  const std::vector<uint32_t>& all() const { return attributes_; }

 private:
  size_t seen_ = 0;
  std::vector<std::pair<std::pair<uint32_t, std::string>, uint32_t>> ranked_;
  std::vector<uint32_t> attributes_;
};

// ns in the unit that a field's name ends with (wait_ms); a second if none.
int64_t NsPerUnitOfField(std::string_view name);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_QUERY_FIELD_NAMES_H_
