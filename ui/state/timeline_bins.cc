#include "ui/state/timeline_bins.h"

#include <algorithm>
#include <numeric>

#include "ui/text/civil_time.h"

namespace taffrail::ui {
namespace {

constexpr int64_t kMicro = 1'000;
constexpr int64_t kRoundWidths[] = {
    kMicro,
    10 * kMicro,
    100 * kMicro,
    kNanosPerMilli,
    2 * kNanosPerMilli,
    10 * kNanosPerMilli,
    20 * kNanosPerMilli,
    100 * kNanosPerMilli,
    200 * kNanosPerMilli,
    kNanosPerSecond,
    2 * kNanosPerSecond,
    10 * kNanosPerSecond,
    20 * kNanosPerSecond,
    kNanosPerMinute,
    2 * kNanosPerMinute,
    10 * kNanosPerMinute,
    30 * kNanosPerMinute,
    kNanosPerHour,
    2 * kNanosPerHour,
    6 * kNanosPerHour,
    12 * kNanosPerHour,
    kNanosPerDay,
    2 * kNanosPerDay,
    8 * kNanosPerDay,
    32 * kNanosPerDay,
    128 * kNanosPerDay,
    512 * kNanosPerDay,
};

int64_t FloorTo(int64_t time, int64_t width) {
  const int64_t rest = time % width;
  return time - (rest < 0 ? rest + width : rest);
}

// As many bins of `width` as hold the whole range.
int64_t BinsFor(const TimeRange& range, int64_t width) {
  return (FloorTo(range.to_ns, width) - FloorTo(range.from_ns, width)) / width +
         1;
}

int64_t WidthFor(const TimeRange& range, int64_t least, size_t max_bins) {
  for (const int64_t width : kRoundWidths) {
    if (width % least == 0 &&
        BinsFor(range, width) <= static_cast<int64_t>(max_bins)) {
      return width;
    }
  }
  return least;
}

}  // namespace

uint64_t Total(const SeverityCounts& counts) {
  return std::accumulate(counts.begin(), counts.end(), uint64_t{0});
}

TimelineBins ToTimelineBins(const v1::Histogram& histogram,
                            std::optional<TimeRange> all, size_t max_bins) {
  TimelineBins bins;
  const int64_t bin_count = histogram.bin_count();
  if (bin_count == 0 && !all) return bins;
  const int64_t width = std::max<int64_t>(1, histogram.width_ns());
  TimeRange range = all.value_or(TimeRange{
      histogram.t0_ns(), histogram.t0_ns() + (bin_count - 1) * width});
  if (bin_count > 0) {
    const int64_t last = histogram.t0_ns() + (bin_count - 1) * width;
    range.from_ns = std::min(range.from_ns, histogram.t0_ns());
    range.to_ns = std::max(range.to_ns, last);
  }
  bins.width_ns = WidthFor(range, width, max_bins);
  bins.t0_ns = FloorTo(range.from_ns, bins.width_ns);
  bins.counts.resize(static_cast<size_t>(BinsFor(range, bins.width_ns)));
  for (int i = 0; i < histogram.counts_size(); ++i) {
    constexpr int kClasses = std::tuple_size_v<SeverityCounts>;
    const int64_t time = histogram.t0_ns() + i / kClasses * width;
    const auto bin = static_cast<size_t>((time - bins.t0_ns) / bins.width_ns);
    bins.counts[bin][static_cast<size_t>(i % kClasses)] += histogram.counts(i);
  }
  return bins;
}

}  // namespace taffrail::ui
