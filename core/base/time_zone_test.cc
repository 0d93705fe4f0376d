#include "core/base/time_zone.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

namespace taffrail {
namespace {

int64_t At(int year, unsigned month, unsigned day, int hour, int minute = 0) {
  namespace chrono = std::chrono;
  const chrono::sys_days days(chrono::year(year) / chrono::month(month) /
                              chrono::day(day));
  return days.time_since_epoch().count() * int64_t{86'400} + hour * 3600 +
         minute * 60;
}

// Central Europe's clocks in 2026.
TimeZone Berlin() {
  return *TimeZone::FromPeriods({{0, 3600, "CET"},
                                 {At(2026, 3, 29, 1), 7200, "CEST"},
                                 {At(2026, 10, 25, 1), 3600, "CET"}});
}

TEST(TimeZone, IsUtcUnlessTold) {
  const TimeZone zone;
  EXPECT_EQ(zone.OffsetAt(At(2026, 7, 1, 0)), 0);
  EXPECT_STREQ(zone.At(0).abbreviation, "UTC");
  EXPECT_EQ(zone, TimeZone::Fixed(0));
  EXPECT_EQ(TimeZone::Fixed(-12'600).ToUtc(0), 12'600);
}

TEST(TimeZone, OffsetChangesAtTheVerySecond) {
  const TimeZone zone = Berlin();
  EXPECT_EQ(zone.OffsetAt(INT64_MIN), 3600);
  EXPECT_EQ(zone.OffsetAt(At(2026, 3, 29, 1) - 1), 3600);
  EXPECT_EQ(zone.OffsetAt(At(2026, 3, 29, 1)), 7200);
  EXPECT_STREQ(zone.At(At(2026, 10, 25, 1) - 1).abbreviation, "CEST");
  EXPECT_STREQ(zone.At(INT64_MAX).abbreviation, "CET");
}

TEST(TimeZone, LocalTimesGoToUtc) {
  const TimeZone zone = Berlin();
  EXPECT_EQ(zone.ToUtc(At(2026, 1, 1, 1)), At(2026, 1, 1, 0));
  EXPECT_EQ(zone.ToUtc(At(2026, 7, 1, 2)), At(2026, 7, 1, 0));
  EXPECT_EQ(zone.ToUtc(At(2026, 12, 1, 1)), At(2026, 12, 1, 0));
}

TEST(TimeZone, SkippedTimeMovesForwardByTheGap) {
  const TimeZone zone = Berlin();
  // 02:30 does not exist; 03:30 CEST is meant.
  EXPECT_EQ(zone.ToUtc(At(2026, 3, 29, 2, 30)), At(2026, 3, 29, 1, 30));
  EXPECT_EQ(zone.ToUtc(At(2026, 3, 29, 2)), At(2026, 3, 29, 1));
  EXPECT_EQ(zone.ToUtc(At(2026, 3, 29, 3)), At(2026, 3, 29, 1));
}

TEST(TimeZone, RepeatedTimeIsItsFirstOccurrence) {
  const TimeZone zone = Berlin();
  EXPECT_EQ(zone.ToUtc(At(2026, 10, 25, 2)), At(2026, 10, 25, 0));
  EXPECT_EQ(zone.ToUtc(At(2026, 10, 25, 2, 59)), At(2026, 10, 25, 0, 59));
  EXPECT_EQ(zone.ToUtc(At(2026, 10, 25, 3)), At(2026, 10, 25, 2));
}

TEST(TimeZone, EveryMomentThatIsNoRepetitionGoesThereAndBack) {
  const TimeZone zone = Berlin();
  for (int64_t utc = At(2026, 3, 1, 0); utc < At(2026, 11, 1, 0); utc += 613) {
    const bool repeated =
        utc >= At(2026, 10, 25, 1) && utc < At(2026, 10, 25, 2);
    ASSERT_EQ(zone.ToUtc(utc + zone.OffsetAt(utc)),
              repeated ? utc - 3600 : utc);
  }
}

TEST(TimeZone, SkippedDayOfSamoa) {
  // On 29 December 2011 at midnight the clocks went 24 hours forward.
  const int64_t change = At(2011, 12, 30, 10);
  const TimeZone zone =
      *TimeZone::FromPeriods({{0, -36'000, "-10"}, {change, 50'400, "+14"}});
  EXPECT_EQ(zone.ToUtc(At(2011, 12, 29, 23)), change - 3600);
  EXPECT_EQ(zone.ToUtc(At(2011, 12, 31, 0)), change);
  EXPECT_EQ(zone.ToUtc(At(2011, 12, 30, 12)), change + 12 * 3600);
}

TEST(TimeZone, SerialisedComesBackAsItWas) {
  const TimeZone far_apart = *TimeZone::FromPeriods(
      {{0, 0, "A"}, {INT64_MIN + 1, 60, "B"}, {INT64_MAX, 0, "A"}});
  for (const TimeZone& zone :
       {TimeZone(), TimeZone::Fixed(-12'600), Berlin(), far_apart}) {
    const std::string bytes = zone.Serialize();
    const StatusOr<TimeZone> read = TimeZone::Deserialize(bytes);
    ASSERT_TRUE(read.ok());
    EXPECT_EQ(*read, zone);
    for (size_t size = 0; size < bytes.size(); ++size) {
      EXPECT_FALSE(TimeZone::Deserialize(bytes.substr(0, size)).ok());
    }
    EXPECT_FALSE(TimeZone::Deserialize(bytes + "x").ok());
  }
}

TEST(TimeZone, NonsenseIsRefused) {
  EXPECT_FALSE(TimeZone::FromPeriods({}).ok());
  EXPECT_FALSE(TimeZone::FromPeriods({{0, 100'000, ""}}).ok());
  EXPECT_FALSE(
      TimeZone::FromPeriods({{0, 0, ""}, {5, 1, ""}, {5, 2, ""}}).ok());
}

TEST(TimeZone, HasTheOffsetsThatItEverHad) {
  EXPECT_TRUE(Berlin().HasOffset(3600));
  EXPECT_TRUE(Berlin().HasOffset(7200));
  EXPECT_FALSE(Berlin().HasOffset(0));
}

}  // namespace
}  // namespace taffrail
