#ifndef TAFFRAIL_CORE_QUERY_TEMPLATE_COUNTER_H_
#define TAFFRAIL_CORE_QUERY_TEMPLATE_COUNTER_H_

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/base/status.h"
#include "core/query/histogram.h"
#include "core/query/search.h"

namespace taffrail {

// Equal parts of a span of time.
struct TimeBins {
  int64_t t0_ns = 0;
  int64_t width_ns = 1;
  uint32_t count = 1;

  // What is outside counts to the nearest.
  uint32_t Of(int64_t time_ns) const;
};

// What the records are that are instances of one leaf.
struct LeafTally {
  uint64_t records = 0;
  SeverityCounts severities = {};
  int64_t first_ns = INT64_MAX;
  RowKey newest = {INT64_MIN, 0, 0};
  std::vector<uint64_t> bins;
  // EncodeLeaf(), if no partition has it in its list.
  std::optional<std::string> masked;

  void Add(const LeafTally& other);
};

// Counts records that it is shown, block by block, by their leaves.
class TemplateCounter {
 public:
  explicit TemplateCounter(const TimeBins& bins) : bins_(bins) {}
  TemplateCounter(const TemplateCounter&) = delete;
  TemplateCounter& operator=(const TemplateCounter&) = delete;

  // Counts the records of the block that are in `of`. Its partition must be
  // open.
  Status Look(BlockReader& block, const BlockBits& of);

  const std::unordered_map<LeafId, LeafTally>& tallies() const {
    return tallies_;
  }

 private:
  const TimeBins bins_;
  std::unordered_map<LeafId, LeafTally> tallies_;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_QUERY_TEMPLATE_COUNTER_H_
