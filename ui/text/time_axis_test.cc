#include "ui/text/time_axis.h"

#include <gtest/gtest.h>

#include "ui/text/civil_time.h"

namespace taffrail::ui {
namespace {

constexpr int64_t kNoon = 1'795'348'800 * kNanosPerSecond;  // 2026-11-22 12:00

TEST(TimeTicks, StandOnRoundLocalTimes) {
  const auto ticks =
      TimeTicks(kNoon + 600 * kNanosPerSecond, kNoon + 6 * kNanosPerHour, 1000,
                90, TimeZone::Fixed(3600));
  ASSERT_EQ(ticks.size(), 6u);
  EXPECT_EQ(ticks[0].label, "14:00");
  EXPECT_EQ(ticks[0].time_ns, kNoon + kNanosPerHour);
}

TEST(TimeTicks, MidnightIsADate) {
  const auto ticks =
      TimeTicks(kNoon, kNoon + 2 * kNanosPerDay, 600, 90, TimeZone::Fixed(0));
  ASSERT_GE(ticks.size(), 2u);
  EXPECT_EQ(ticks[0].label, "12:00");
  EXPECT_EQ(ticks[1].label, "23 Nov");
}

TEST(TimeTicks, ReachFromMicrosecondsToYears) {
  EXPECT_EQ(
      TimeTicks(kNoon, kNoon + 10'000, 1000, 90, TimeZone::Fixed(0))[1].label,
      "12:00:00.000 001");
  const auto years = TimeTicks(kNoon - 3000 * kNanosPerDay, kNoon, 1000, 90,
                               TimeZone::Fixed(0));
  ASSERT_FALSE(years.empty());
  EXPECT_EQ(years[0].label, "Jan 2019");
  EXPECT_LE(years.size(), 11u);
}

TEST(TimeTicks, EmptyRangeHasNone) {
  EXPECT_TRUE(TimeTicks(kNoon, kNoon, 1000, 90, TimeZone::Fixed(0)).empty());
}

}  // namespace
}  // namespace taffrail::ui
