#include "core/parse/time_context.h"

#include <gtest/gtest.h>

#include <string_view>
#include <utility>

#include "core/parse/civil.h"
#include "core/parse/timestamp.h"

namespace taffrail {
namespace {

constexpr int64_t At(int year, int month, int day, int hour = 0, int minute = 0,
                     int second = 0) {
  return (DaysFromCivil({year, month, day}) * kSecondsPerDay + hour * 3600 +
          minute * 60 + second) *
         kNsPerSecond;
}

TimeContext Berlin() {
  TimeContext context = {.reference_ns = At(2026, 11, 22, 12)};
  context.zone = *TimeZone::FromPeriods(
      {{0, 3600, "CET"},
       {At(2026, 3, 29, 1) / kNsPerSecond, 7200, "CEST"},
       {At(2026, 10, 25, 1) / kNsPerSecond, 3600, "CET"}});
  return context;
}

int64_t Ns(std::string_view text, const TimeContext& context) {
  const auto time = ParseTimestamp(text, context);
  return time ? time->ns : -1;
}

TEST(TimeContext, ZoneIsThatOfTimesThatStateNone) {
  const TimeContext context = Berlin();
  EXPECT_EQ(Ns("2026-07-01 12:00:00", context), At(2026, 7, 1, 10));
  EXPECT_EQ(Ns("2026-12-01 12:00:00", context), At(2026, 12, 1, 11));
  EXPECT_EQ(Ns("2026-07-01 12:00:00Z", context), At(2026, 7, 1, 12));
  EXPECT_EQ(Ns("2026-07-01 12:00:00+05:30", context), At(2026, 7, 1, 6, 30));
}

TEST(TimeContext, TimesThatTheClocksSkipOrRepeat) {
  const TimeContext context = Berlin();
  EXPECT_EQ(Ns("2026-03-29 02:30:00", context), At(2026, 3, 29, 1, 30));
  EXPECT_EQ(Ns("2026-10-25 02:30:00", context), At(2026, 10, 25, 0, 30));
  // What is stated is not in doubt.
  EXPECT_EQ(Ns("2026-10-25 02:30:00 CET", context), At(2026, 10, 25, 1, 30));
}

TEST(TimeContext, AbbreviationMeansWhatItMeansInTheZone) {
  TimeContext context = Berlin();
  EXPECT_EQ(Ns("2026-12-01 12:00:00 CST", context), At(2026, 12, 1, 18));
  context.zone = *TimeZone::FromPeriods({{0, 8 * 3600, "CST"}});
  EXPECT_EQ(Ns("2026-12-01 12:00:00 CST", context), At(2026, 12, 1, 4));
  EXPECT_EQ(Ns("2026-12-01 12:00:00 UTC", context), At(2026, 12, 1, 12));
}

TEST(TimeContext, CorrectionIsAddedToEveryTime) {
  TimeContext context = {.reference_ns = At(2026, 11, 22, 12),
                         .correction_ns = 90 * kNsPerSecond};
  EXPECT_EQ(Ns("2026-11-22 12:00:00", context), At(2026, 11, 22, 12, 1, 30));
  EXPECT_EQ(Ns("2026-11-22 12:00:00+01:00", context),
            At(2026, 11, 22, 11, 1, 30));
  EXPECT_EQ(Ns("Nov 22 11:00:00", context), At(2026, 11, 22, 11, 1, 30));
  EXPECT_EQ(ParseTimestampAs(TimeShape::kEpoch, "1795348800", context)->ns,
            At(2026, 11, 22, 12, 1, 30));
  EXPECT_EQ(ParseEpoch("1795348800", context.correction_ns),
            At(2026, 11, 22, 12, 1, 30));
  // A clock that began in 1970 when the machine started.
  context.correction_ns = At(2026, 11, 22);
  EXPECT_EQ(Ns("1970-01-01 03:00:00", context), At(2026, 11, 22, 3));
  EXPECT_EQ(Ns("Jan  1 03:00:00", context), At(2026, 11, 22, 3));
  context.correction_ns = INT64_MAX;
  EXPECT_FALSE(ParseTimestamp("2026-11-22 12:00:00", context));
}

TEST(TimeContext, NewYearIsThatOfTheZone) {
  // In Berlin it is 2027 already.
  TimeContext context = Berlin();
  context.reference_ns = At(2026, 12, 30, 23, 30);
  EXPECT_EQ(Ns("Jan  1 00:30:00", context), At(2026, 12, 31, 23, 30));
  EXPECT_EQ(Ns("Jan  1 00:30:01", context), At(2025, 12, 31, 23, 30, 1));
}

TEST(TimeContext, TimeOfDayIsOfTheLatestDayThatIsNotInTheFuture) {
  const TimeContext utc = {.reference_ns = At(2026, 11, 22, 12)};
  EXPECT_EQ(Ns("11:59:00", utc), At(2026, 11, 22, 11, 59));
  EXPECT_EQ(Ns("12:05:00", utc), At(2026, 11, 22, 12, 5));
  EXPECT_EQ(Ns("12:05:01", utc), At(2026, 11, 21, 12, 5, 1));
  EXPECT_EQ(Ns("12:30:00", Berlin()), At(2026, 11, 22, 11, 30));
  EXPECT_EQ(Ns("13:30:00", Berlin()), At(2026, 11, 21, 12, 30));
}

TEST(TimeContext, TimeOfDayIsNearestToTheRecordBefore) {
  TimeContext context = {.reference_ns = At(2026, 11, 22, 12)};
  context.near_ns = At(2026, 5, 5, 23, 59);
  EXPECT_EQ(Ns("23:58:00", context), At(2026, 5, 5, 23, 58));
  EXPECT_EQ(Ns("00:00:01", context), At(2026, 5, 6, 0, 0, 1));
  context.near_ns = At(2026, 5, 6, 0, 1);
  EXPECT_EQ(Ns("23:59:00", context), At(2026, 5, 5, 23, 59));
  // Noon of a day gives all of that day.
  context.near_ns = At(2026, 5, 5, 12);
  EXPECT_EQ(Ns("00:00:00", context), At(2026, 5, 5));
  EXPECT_EQ(Ns("23:59:59", context), At(2026, 5, 5, 23, 59, 59));
}

TEST(TimeContext, NoonGivesAllOfADayOfAnyLength) {
  TimeContext context = Berlin();
  for (const CivilDay day : {CivilDay{2026, 3, 29}, CivilDay{2026, 10, 25}}) {
    const int64_t noon_s = DaysFromCivil(day) * kSecondsPerDay + 12 * 3600;
    context.near_ns = context.zone.ToUtc(noon_s) * kNsPerSecond;
    const auto utc_ns = [&](int64_t of_day_s) {
      return context.zone.ToUtc(noon_s - 12 * 3600 + of_day_s) * kNsPerSecond;
    };
    EXPECT_EQ(Ns("00:00:00", context), utc_ns(0));
    EXPECT_EQ(Ns("23:59:59", context), utc_ns(86'399));
  }
}

TEST(TimeContext, OrderDecidesOnlyWhatTheNumbersDoNot) {
  TimeContext context;
  EXPECT_EQ(Ns("03/04/2026 00:00:00", context), At(2026, 3, 4));
  EXPECT_EQ(Ns("03-04-2026 00:00:00", context), At(2026, 4, 3));
  EXPECT_EQ(Ns("26/03/04 00:00:00", context), At(2026, 3, 4));
  context.date_order = DateOrder::kDayFirst;
  EXPECT_EQ(Ns("03/04/2026 00:00:00", context), At(2026, 4, 3));
  EXPECT_EQ(Ns("03/24/2026 00:00:00", context), At(2026, 3, 24));
  EXPECT_EQ(Ns("03/04/26 00:00:00", context), At(2026, 4, 3));
  context.date_order = DateOrder::kMonthFirst;
  EXPECT_EQ(Ns("03-04-2026 00:00:00", context), At(2026, 3, 4));
  EXPECT_EQ(Ns("24/03/2026 00:00:00", context), At(2026, 3, 24));
  EXPECT_EQ(Ns("03/04/26 00:00:00", context), At(2026, 3, 4));
}

TEST(TimeContext, WrongClocksAreReadAsTheyAre) {
  const TimeContext context = {.reference_ns = At(2026, 11, 22)};
  EXPECT_EQ(Ns("1970-01-01 00:00:00", context), 0);
  EXPECT_EQ(Ns("2099-12-31 23:59:59", context), At(2099, 12, 31, 23, 59, 59));
  EXPECT_FALSE(ParseTimestamp("0000-00-00 00:00:00", context));
  EXPECT_FALSE(ParseTimestamp("9999-12-31 23:59:59", context));
}

TEST(TimeContext, DaysFarFromTheReferenceStayInBounds) {
  for (const int64_t reference : {INT64_MIN, INT64_MAX}) {
    for (const int64_t correction : {INT64_MIN, int64_t{0}, INT64_MAX}) {
      TimeContext context = Berlin();
      context.reference_ns = reference;
      context.correction_ns = correction;
      (void)ParseTimestamp("Nov 22 13:24:07", context);
      (void)ParseTimestamp("13:24:07", context);
      context.near_ns = reference;
      (void)ParseTimestamp("13:24:07", context);
    }
  }
}

}  // namespace
}  // namespace taffrail
