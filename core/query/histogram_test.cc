#include "core/query/histogram.h"

#include <gtest/gtest.h>

namespace taffrail {
namespace {

constexpr int64_t kSecond = 1000000000;

uint64_t Total(const Histogram& histogram) {
  uint64_t total = 0;
  for (const auto& [start, counts] : histogram.bins()) {
    for (uint64_t count : counts) total += count;
  }
  return total;
}

TEST(Histogram, WidensUntilItFitsAndLosesNothing) {
  Histogram histogram(300);
  for (int64_t i = 0; i < 10000; ++i) histogram.Add(i * kSecond, 3, 1);
  EXPECT_EQ(Total(histogram), 10000u);
  EXPECT_LE(histogram.bins().size(), 300u);
  EXPECT_EQ(histogram.width_ns(), 60 * kSecond);
}

TEST(Histogram, HoldsTheWholeRangeOfTimes) {
  Histogram histogram(300);
  histogram.Add(INT64_MIN + 1000, 0, 1);
  histogram.Add(0, 0, 1);
  histogram.Add(INT64_MAX, 6, 1);
  EXPECT_EQ(Total(histogram), 3u);
}

TEST(Histogram, TimesBeforeTheEpochFallIntoTheirOwnBin) {
  EXPECT_EQ(FloorTo(-1, 10), -10);
  EXPECT_EQ(FloorTo(-10, 10), -10);
  EXPECT_EQ(FloorTo(9, 10), 0);
}

TEST(Histogram, PartsAddUpToTheWhole) {
  Histogram whole(100);
  Histogram even(100);
  Histogram odd(100);
  for (int64_t i = 0; i < 5000; ++i) {
    int64_t time = i * i * 1000000;
    whole.Add(time, i % 7, 1);
    (i % 2 ? odd : even).Add(time, i % 7, 1);
  }
  Histogram sum(100);
  for (const Histogram* part : {&even, &odd}) {
    for (const auto& [start, counts] : part->bins()) {
      sum.AddBin(start, part->width_ns(), counts);
    }
  }
  EXPECT_EQ(sum.width_ns(), whole.width_ns());
  EXPECT_EQ(sum.bins(), whole.bins());
}

}  // namespace
}  // namespace taffrail
