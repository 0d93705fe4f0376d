#include "core/parse/time_context.h"

#include "core/parse/civil.h"

namespace taffrail {
namespace {

constexpr int kMinYear = 1678;  // The whole years that int64 ns can hold.
constexpr int kMaxYear = 2261;
constexpr int64_t kYearSlackSeconds = kSecondsPerDay;
constexpr int64_t kDaySlackSeconds = 300;

int64_t FloorDivide(int64_t value, int64_t divisor) {
  return value / divisor - (value % divisor < 0 ? 1 : 0);
}

// Seconds since 1970, UTC, before the correction.
int64_t StatedSeconds(int64_t days, const CivilFields& fields,
                      const TimeContext& context) {
  const int64_t local_s = days * kSecondsPerDay + fields.seconds;
  return fields.offset_s ? local_s - *fields.offset_s
                         : context.zone.ToUtc(local_s);
}

// The day that the source's clock showed at `utc_s`.
int64_t LocalDay(int64_t utc_s, const CivilFields& fields,
                 const TimeContext& context) {
  const int64_t offset_s =
      fields.offset_s.value_or(context.zone.OffsetAt(utc_s));
  return FloorDivide(utc_s + offset_s, kSecondsPerDay);
}

// Seconds of a moment of the world on the source's clock, which may be wrong.
int64_t OnItsClock(int64_t ns, const TimeContext& context) {
  return FloorDivide(ns, kNsPerSecond) -
         FloorDivide(context.correction_ns, kNsPerSecond);
}

// Days since 1970 of the latest year in which the time is no later than a day
// after the reference.
std::optional<int64_t> InferYear(const CivilFields& fields,
                                 const TimeContext& context) {
  const int64_t limit_s =
      OnItsClock(context.reference_ns, context) + kYearSlackSeconds;
  int year = CivilFromDays(LocalDay(limit_s, fields, context)).year;
  // Eight years cover the longest wait for a 29 February (1896 to 1904).
  for (const int oldest = year - 8; year >= oldest; --year) {
    if (!IsDate(year, fields.month, fields.day)) continue;
    const int64_t days = DaysFromCivil({year, fields.month, fields.day});
    if (StatedSeconds(days, fields, context) <= limit_s) return days;
  }
  return std::nullopt;
}

int64_t InferDay(const CivilFields& fields, const TimeContext& context) {
  if (!context.near_ns) {
    const int64_t limit_s =
        OnItsClock(context.reference_ns, context) + kDaySlackSeconds;
    const int64_t day = LocalDay(limit_s, fields, context);
    return StatedSeconds(day, fields, context) <= limit_s ? day : day - 1;
  }
  // By what the clock shows: a day may have 23 hours.
  const int64_t near_s = OnItsClock(*context.near_ns, context);
  const int64_t shown_s =
      near_s + fields.offset_s.value_or(context.zone.OffsetAt(near_s));
  const int64_t day = FloorDivide(shown_s, kSecondsPerDay);
  const int64_t ahead_s = day * kSecondsPerDay + fields.seconds - shown_s;
  if (ahead_s > kSecondsPerDay / 2) return day - 1;
  return ahead_s < -kSecondsPerDay / 2 ? day + 1 : day;
}

}  // namespace

bool IsDate(int year, int month, int day) {
  return month >= 1 && month <= 12 && day >= 1 &&
         day <= DaysInMonth(year, month);
}

std::optional<int64_t> ResolveTime(const CivilFields& fields,
                                   const TimeContext& context) {
  std::optional<int64_t> days;
  switch (fields.date) {
    case CivilFields::Date::kFull:
      if (!IsDate(fields.year, fields.month, fields.day)) return std::nullopt;
      days = DaysFromCivil({fields.year, fields.month, fields.day});
      break;
    case CivilFields::Date::kNoYear:
      days = InferYear(fields, context);
      break;
    case CivilFields::Date::kNone:
      days = InferDay(fields, context);
      break;
  }
  constexpr int64_t kFirstDay = DaysFromCivil({kMinYear, 1, 1});
  constexpr int64_t kLastDay = DaysFromCivil({kMaxYear, 12, 31});
  if (!days || *days < kFirstDay || *days > kLastDay) return std::nullopt;
  const int64_t ns =
      StatedSeconds(*days, fields, context) * kNsPerSecond + fields.fraction_ns;
  int64_t corrected;
  if (__builtin_add_overflow(ns, context.correction_ns, &corrected)) {
    return std::nullopt;
  }
  return corrected;
}

}  // namespace taffrail
