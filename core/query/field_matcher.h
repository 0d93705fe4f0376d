#ifndef TAFFRAIL_CORE_QUERY_FIELD_MATCHER_H_
#define TAFFRAIL_CORE_QUERY_FIELD_MATCHER_H_

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "core/base/status.h"
#include "core/query/block_reader.h"
#include "core/query/field_names.h"
#include "core/query/query.h"

namespace taffrail {

// What one question for a field comes to in one partition: the attributes of
// that name and, of each, the entries of its dictionary that match. Follows the
// partition as it grows. Owned by a search.
class FieldMatcher {
 public:
  explicit FieldMatcher(const FieldIs& wanted)
      : wanted_(wanted), name_(wanted.name) {}

  // Takes in the attributes that have come since.
  void Update(const Partition& partition);
  // A block with all its attributes in columns has no match.
  bool impossible() const { return attributes_.all().empty(); }
  // Every value stands in the text as it is asked for.
  bool Literal(const Partition& partition) const;
  // The records that match. The partition must be open.
  StatusOr<BlockBits> Evaluate(BlockReader& block);

 private:
  Status EvaluateAttribute(uint32_t number, const AttributeColumn& column,
                           BlockReader& block, BlockBits* bits);
  Status EvaluateParsed(BlockReader& block, BlockBits* bits);

  const FieldIs& wanted_;
  const FieldName name_;
  FieldAttributes attributes_;
  // Of each entry of an attribute's dictionary: matches.
  std::map<uint32_t, std::vector<bool>> entries_;
};

// All of a search's, made when they are first needed.
class FieldMatchers {
 public:
  FieldMatcher& Of(const FieldIs& wanted, const Partition& partition) {
    FieldMatcher& matcher =
        matchers_.try_emplace(std::pair(&wanted, &partition), wanted)
            .first->second;
    matcher.Update(partition);
    return matcher;
  }

 private:
  std::map<std::pair<const FieldIs*, const Partition*>, FieldMatcher> matchers_;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_QUERY_FIELD_MATCHER_H_
