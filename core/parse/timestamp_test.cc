#include "core/parse/timestamp.h"

#include <gtest/gtest.h>

#include <string>

#include "core/parse/civil.h"

namespace taffrail {
namespace {

constexpr int64_t At(int year, int month, int day, int hour = 0, int minute = 0,
                     int second = 0, int64_t ns = 0) {
  return (DaysFromCivil({year, month, day}) * kSecondsPerDay + hour * 3600 +
          minute * 60 + second) *
             kNsPerSecond +
         ns;
}

constexpr TimeContext kContext = {At(2026, 11, 22, 12)};

// The ns of a text that is a time and nothing else; -1 when it is not.
int64_t Whole(std::string_view text) {
  const auto time = ParseTimestamp(text, kContext);
  return time && time->length == text.size() ? time->ns : -1;
}

TEST(Timestamp, Iso8601InAllItsDress) {
  const int64_t second = At(2026, 11, 22, 13, 24, 7);
  const int64_t micros = second + 418'203'000;
  EXPECT_EQ(Whole("2026-11-22T13:24:07Z"), second);
  EXPECT_EQ(Whole("2026-11-22 13:24:07"), second);
  EXPECT_EQ(Whole("2026-11-22T13:24:07.418203Z"), micros);
  EXPECT_EQ(Whole("2026-11-22 13:24:07,418203"), micros);
  EXPECT_EQ(Whole("2026-11-22T13:24:07.418203000999Z"), micros);
  EXPECT_EQ(Whole("2026-11-22T13:24:07.000000001"), second + 1);
  EXPECT_EQ(Whole("2026-11-22T14:24:07+01:00"), second);
  EXPECT_EQ(Whole("2026-11-22T08:54:07-0430"), second);
  EXPECT_EQ(Whole("2026-11-22T14:24:07+01"), second);
  EXPECT_EQ(Whole("2026-11-22 13:24:07.418203 UTC"), micros);
  EXPECT_EQ(Whole("2026/11/22 13:24:07"), second);
}

TEST(Timestamp, WithoutAYearIsTheLatestThatIsNotInTheFuture) {
  EXPECT_EQ(Whole("Jun  9 06:06:01"), At(2026, 6, 9, 6, 6, 1));
  EXPECT_EQ(Whole("Jun 9 06:06:01"), At(2026, 6, 9, 6, 6, 1));
  EXPECT_EQ(Whole("Jun 09 06:06:01.5"), At(2026, 6, 9, 6, 6, 1, 500'000'000));
  EXPECT_EQ(Whole("Nov 23 11:59:59"), At(2026, 11, 23, 11, 59, 59));
  EXPECT_EQ(Whole("Nov 23 12:00:01"), At(2025, 11, 23, 12, 0, 1));
  EXPECT_EQ(Whole("Dec 31 23:59:59"), At(2025, 12, 31, 23, 59, 59));
  EXPECT_EQ(Whole("03-17 16:13:38.811"),
            At(2026, 3, 17, 16, 13, 38, 811'000'000));
  EXPECT_EQ(Whole("10.30 16:49:06"), At(2026, 10, 30, 16, 49, 6));
}

TEST(Timestamp, LeapDayWithoutAYearGoesToALeapYear) {
  EXPECT_EQ(Whole("Feb 29 00:00:00"), At(2024, 2, 29));
  // 1900 was none, so in 1903 the last one was seven years ago.
  const auto time = ParseTimestamp("Feb 29 00:00:00", {At(1903, 6, 1)});
  ASSERT_TRUE(time);
  EXPECT_EQ(time->ns, At(1896, 2, 29));
}

TEST(Timestamp, NewYearWithinADayOfTheReference) {
  const TimeContext context = {At(2026, 12, 31, 12)};
  EXPECT_EQ(ParseTimestamp("Jan  1 00:00:00", context)->ns, At(2027, 1, 1));
}

TEST(Timestamp, OtherShapes) {
  EXPECT_EQ(Whole("081109 203615"), At(2008, 11, 9, 20, 36, 15));
  EXPECT_EQ(Whole("691109 203615"), At(1969, 11, 9, 20, 36, 15));
  EXPECT_EQ(Whole("10/Oct/2000:13:55:36 -0700"), At(2000, 10, 10, 20, 55, 36));
  EXPECT_EQ(Whole("22/Nov/2026:13:24:07.418 +0000"),
            At(2026, 11, 22, 13, 24, 7, 418'000'000));
}

TEST(Timestamp, LengthLeavesTheRest) {
  EXPECT_EQ(ParseTimestamp("2026-11-22T13:24:07Z INFO x", kContext)->length,
            20u);
  EXPECT_EQ(ParseTimestamp("2026-11-22 13:24:07 -12 x", kContext)->length, 19u);
  EXPECT_EQ(ParseTimestamp("2026-11-22 13:24:07, x", kContext)->length, 19u);
  EXPECT_EQ(ParseTimestamp("2026-11-22 13:24:07. x", kContext)->length, 19u);
}

TEST(Timestamp, CalendarAndClockAreChecked) {
  for (const char* text :
       {"2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z",
        "2026-01-00T00:00:00Z", "2026-01-01T24:00:01Z", "2026-01-01T00:60:00Z",
        "2026-01-01T00:00:61Z", "1677-12-31T00:00:00Z", "2262-01-01T00:00:00Z",
        "0811091 203615", "081109 2036155", "Foo  9 06:06:01", "Jun  9 6:06:01",
        "Jun 31 06:06:01", "10/Okt/2000:13:55:36", "2026-11-2", "", "2026"}) {
    EXPECT_FALSE(ParseTimestamp(text, kContext)) << text;
  }
}

TEST(Timestamp, LeapSecondAndTheDaysEndAreTheNextSecond) {
  EXPECT_EQ(Whole("2024-02-29T23:59:60Z"), At(2024, 3, 1));
  EXPECT_EQ(Whole("2016-12-31T23:59:60.5Z"),
            At(2017, 1, 1, 0, 0, 0, 500'000'000));
  EXPECT_EQ(Whole("2024-02-29T24:00:00Z"), At(2024, 3, 1));
}

TEST(Timestamp, NoPrefixOfATimeIsReadPastItsEnd) {
  const std::string text = "2026-11-22T13:24:07.418203+01:00";
  for (size_t size = 0; size < text.size(); ++size) {
    // On the heap and exactly this long, so that a sanitizer sees.
    const std::string prefix = text.substr(0, size);
    const auto time = ParseTimestamp(prefix, kContext);
    if (time) {
      EXPECT_LE(time->length, size);
    }
  }
}

TEST(Epoch, UnitByTheNumberOfDigits) {
  const int64_t ns = At(2018, 7, 10, 0, 31, 14, 631'000'000);
  EXPECT_EQ(ParseEpoch("1531182674"), ns - 631'000'000);
  EXPECT_EQ(ParseEpoch("1531182674.631"), ns);
  EXPECT_EQ(ParseEpoch("1531182674631"), ns);
  EXPECT_EQ(ParseEpoch("1531182674631.5"), ns + 500'000);
  EXPECT_EQ(ParseEpoch("1531182674631000"), ns);
  EXPECT_EQ(ParseEpoch("1531182674631000000"), ns);
}

TEST(Epoch, OtherNumbersAreNone) {
  for (const char* text :
       {"", "0", "153118267", "15311826746", "-1531182674", "1531182674x",
        "9999999999999999999", "15311826746310000001", "1531182674."}) {
    EXPECT_FALSE(ParseEpoch(text)) << text;
  }
}

TEST(Civil, DaysAndBack) {
  EXPECT_EQ(DaysFromCivil({1970, 1, 1}), 0);
  EXPECT_EQ(DaysFromCivil({2000, 3, 1}), 11'017);
  for (int64_t days = -110'000; days < 110'000; ++days) {
    const CivilDay civil = CivilFromDays(days);
    ASSERT_EQ(DaysFromCivil(civil), days);
    ASSERT_LE(civil.day, DaysInMonth(civil.year, civil.month));
  }
}

TEST(Timestamp, YearFirstMayHaveHalvesOfTheDay) {
  const auto ns = [](std::string_view text) {
    const auto time = ParseTimestamp(text, {});
    return time && time->length == text.size() ? time->ns : -1;
  };
  EXPECT_EQ(ns("2026-11-22 01:24:07.5 PM"), ns("2026-11-22 13:24:07.5"));
  EXPECT_EQ(ns("2026/11/22 12:24:07 AM"), ns("2026/11/22 00:24:07"));
}

}  // namespace
}  // namespace taffrail
