#include "ui/text/civil_time.h"

#include <gtest/gtest.h>

namespace taffrail::ui {
namespace {

constexpr int64_t kNoon = 1'795'348'800 * kNanosPerSecond;  // 2026-11-22 12:00

TEST(CivilTime, IsOfTheZone) {
  const CivilTime time = ToCivil(kNoon + 7'418'203'000, TimeZone::Fixed(3600));
  EXPECT_EQ(IsoDate(time), "2026-11-22");
  EXPECT_EQ(ClockText(time, ClockPrecision::kMicros), "13:00:07.418 203");
}

TEST(CivilTime, GoesBelow1970) {
  const CivilTime time = ToCivil(-1, TimeZone::Fixed(0));
  EXPECT_EQ(IsoDate(time), "1969-12-31");
  EXPECT_EQ(ClockText(time, ClockPrecision::kNanos), "23:59:59.999 999 999");
}

TEST(CivilTime, LocalNanosGoBack) {
  const TimeZone zone = TimeZone::Fixed(-12'600);
  EXPECT_EQ(FromLocalNanos(ToLocalNanos(kNoon, zone), zone), kNoon);
}

TEST(CivilTime, PrecisionIsTheFinestUnit) {
  EXPECT_EQ(PrecisionOf(kNoon), ClockPrecision::kSeconds);
  EXPECT_EQ(PrecisionOf(kNoon + 5'000'000), ClockPrecision::kMillis);
  EXPECT_EQ(PrecisionOf(kNoon + 5'000), ClockPrecision::kMicros);
  EXPECT_EQ(PrecisionOf(kNoon + 5), ClockPrecision::kNanos);
}

TEST(RangeText, SaysTheDateOnlyWhereNeeded) {
  const TimeZone zone = TimeZone::Fixed(0);
  EXPECT_EQ(RangeText(kNoon, kNoon + 3 * kNanosPerHour, kNoon, zone),
            "12:00 – 15:00");
  EXPECT_EQ(RangeText(kNoon, kNoon + 3 * kNanosPerHour,
                      kNoon + 2 * kNanosPerDay, zone),
            "22 Nov 12:00 – 15:00");
  EXPECT_EQ(RangeText(kNoon, kNoon + 2 * kNanosPerDay,
                      kNoon + 700 * kNanosPerDay, zone),
            "22 Nov 12:00 – 24 Nov 2026 12:00");
}

TEST(ZoneText, SaysMinutesWhenThereAreAny) {
  EXPECT_EQ(ZoneText(0), "UTC");
  EXPECT_EQ(ZoneText(3600), "UTC+1");
  EXPECT_EQ(ZoneText(-12'600), "UTC−3:30");
}

TEST(DurationText, SaysTheTwoGreatestUnits) {
  EXPECT_EQ(DurationText(6 * kNanosPerHour), "6 h");
  EXPECT_EQ(DurationText(2 * kNanosPerDay + 3 * kNanosPerHour), "2 d 3 h");
  EXPECT_EQ(DurationText(90 * kNanosPerSecond), "1 min 30 s");
  EXPECT_EQ(DurationText(6 * kNanosPerHour - kNanosPerSecond), "6 h");
  EXPECT_EQ(DurationText(54 * kNanosPerMinute), "54 min");
  EXPECT_EQ(DurationText(7'000'000), "7 ms");
  EXPECT_EQ(DurationText(0), "0 s");
}

}  // namespace
}  // namespace taffrail::ui
