#ifndef TAFFRAIL_CORE_QUERY_HISTOGRAM_H_
#define TAFFRAIL_CORE_QUERY_HISTOGRAM_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>

#include "core/parse/severity.h"

namespace taffrail {

using SeverityCounts = std::array<uint64_t, kSeverityClasses>;

// Counts by time and severity class in bins of one round width that grows by
// itself: when the counts no longer fit, each bin is merged into one of the
// next width, which holds it whole. So histograms of different widths, of
// shards that saw different times, add up exactly.
class Histogram {
 public:
  explicit Histogram(size_t max_bins) : max_bins_(max_bins) {}

  int64_t width_ns() const { return width_ns_; }
  // By the start of the bin, a multiple of the width. Empty bins are absent.
  const std::map<int64_t, SeverityCounts>& bins() const { return bins_; }

  void Add(int64_t time_ns, size_t severity_class, uint64_t count);
  // Adds bins of `width_ns`, which must be one of the round widths.
  void AddBin(int64_t start_ns, int64_t width_ns, const SeverityCounts& counts);
  // Whether [t0, t1] would fall into one bin as things are.
  bool InOneBin(int64_t t0_ns, int64_t t1_ns) const;
  void Clear();

 private:
  void Widen();
  void Fit();

  size_t max_bins_;
  size_t width_index_ = 0;
  int64_t width_ns_ = 1000;
  std::map<int64_t, SeverityCounts> bins_;
};

// The greatest multiple of `width` that is not after `time` (the least of all
// where there is none).
int64_t FloorTo(int64_t time, int64_t width);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_QUERY_HISTOGRAM_H_
