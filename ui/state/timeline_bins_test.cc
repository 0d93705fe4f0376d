#include "ui/state/timeline_bins.h"

#include <gtest/gtest.h>

#include "ui/text/civil_time.h"

namespace taffrail::ui {
namespace {

constexpr int64_t kNoon = 1'795'348'800 * kNanosPerSecond;  // 2026-11-22 12:00

v1::Histogram HistogramOf(int64_t t0_ns, int64_t width_ns, uint32_t bins) {
  v1::Histogram histogram;
  histogram.set_t0_ns(t0_ns);
  histogram.set_width_ns(width_ns);
  histogram.set_bin_count(bins);
  for (uint32_t i = 0; i < bins * 7; ++i) histogram.add_counts(i % 7 == 5);
  return histogram;
}

uint64_t Sum(const TimelineBins& bins) {
  uint64_t sum = 0;
  for (const SeverityCounts& counts : bins.counts) sum += Total(counts);
  return sum;
}

TEST(TimelineBins, CoverAllTimeThoughFewMatch) {
  const TimeRange all{kNoon - 3 * kNanosPerHour, kNoon + 3 * kNanosPerHour};
  const TimelineBins bins =
      ToTimelineBins(HistogramOf(kNoon, kNanosPerSecond, 90), all, 300);
  EXPECT_EQ(bins.width_ns, 2 * kNanosPerMinute);
  EXPECT_EQ(bins.t0_ns, all.from_ns);
  EXPECT_EQ(bins.counts.size(), 181u);
  EXPECT_EQ(bins.counts[90][5], 90u);
  EXPECT_EQ(Sum(bins), 90u);
}

TEST(TimelineBins, OfAllRecordsStayAsTheyAre) {
  const v1::Histogram histogram = HistogramOf(kNoon, kNanosPerMinute, 200);
  const TimelineBins bins = ToTimelineBins(
      histogram, TimeRange{kNoon + 5, kNoon + 199 * kNanosPerMinute + 7}, 300);
  EXPECT_EQ(bins.width_ns, kNanosPerMinute);
  EXPECT_EQ(bins.counts.size(), 200u);
}

TEST(TimelineBins, AxisIsThereWithoutMatches) {
  const TimelineBins bins = ToTimelineBins(
      v1::Histogram(), TimeRange{kNoon, kNoon + kNanosPerHour}, 300);
  EXPECT_EQ(bins.counts.size(), 181u);
  EXPECT_EQ(Sum(bins), 0u);
  EXPECT_TRUE(
      ToTimelineBins(v1::Histogram(), std::nullopt, 300).counts.empty());
}

TEST(TimelineBins, NothingIsLostBeyondTheKnownRange) {
  const TimelineBins bins =
      ToTimelineBins(HistogramOf(-7 * kNanosPerDay, kNanosPerDay, 20),
                     TimeRange{0, kNanosPerDay}, 300);
  EXPECT_EQ(Sum(bins), 20u);
}

}  // namespace
}  // namespace taffrail::ui
