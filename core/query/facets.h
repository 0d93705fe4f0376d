#ifndef TAFFRAIL_CORE_QUERY_FACETS_H_
#define TAFFRAIL_CORE_QUERY_FACETS_H_

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/base/status.h"
#include "core/base/text_hash.h"
#include "core/query/attribute_reader.h"

namespace taffrail {

// How often each value of a field is in records that it is shown, block by
// block. Exact, but of no more than kMaxValues different ones.
class FacetCounter {
 public:
  static constexpr size_t kMaxValues = 100'000;

  // A field's name, in any case.
  explicit FacetCounter(std::string_view name);
  FacetCounter(const FacetCounter&) = delete;
  FacetCounter& operator=(const FacetCounter&) = delete;

  // Counts the records of the block that are in `of`. Its partition must be
  // open.
  Status Look(BlockReader& block, const BlockBits& of);

  // Records that have the field.
  uint64_t records() const { return records_; }
  // By what a query would say: whole numbers and booleans as they are written,
  // durations with a unit.
  std::map<std::string, uint64_t> Counts() const;
  // There were more values than are counted.
  bool cut() const { return cut_; }

 private:
  class Visitor;

  uint64_t* CountOf(std::string_view text);

  AttributeReader field_;
  uint64_t records_ = 0;
  bool cut_ = false;
  uint64_t left_out_ = 0;
  TextMap<uint64_t> texts_;
  std::map<ValueKind, std::unordered_map<int64_t, uint64_t>> numbers_;
  // Of each entry of an attribute's dictionary; null until the first is met.
  std::map<std::pair<const Partition*, uint32_t>, std::vector<uint64_t*>>
      entries_;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_QUERY_FACETS_H_
