#include "core/parse/timestamp.h"

#include "core/base/ascii.h"
#include "core/parse/civil.h"
#include "core/parse/date_order.h"
#include "core/parse/time_reader.h"
#include "core/parse/time_shape.h"

namespace taffrail {
namespace {

using Date = CivilFields::Date;

// POSIX: 69-99 are 19xx.
int CenturyOf(int year) { return year < 69 ? 2000 + year : 1900 + year; }

void ReadClockAndZone(TimeReader& in, const TimeContext& context,
                      CivilFields* fields) {
  fields->seconds = in.Clock(':');
  fields->fraction_ns = in.Fraction();
  fields->offset_s = in.Zone(context.zone);
}

void ReadYearFirstDate(TimeReader& in, CivilFields* fields) {
  fields->year = in.Digits(4);
  const char separator = in.Peek();
  in.Skip(1);
  fields->month = in.Digits(2);
  in.Expect(separator);
  fields->day = in.Digits(2);
}

void ReadYearFirst(TimeReader& in, char separator, const TimeContext& context,
                   CivilFields* fields) {
  if (in.Peek(4) != separator) in.Fail();
  ReadYearFirstDate(in, fields);
  if (!in.Accept('T') && !in.Accept('t')) {
    in.Accept(',');
    in.Expect(' ');
  }
  fields->seconds = in.ShortClock();
  fields->fraction_ns = in.Fraction();
  fields->seconds = in.Meridiem(fields->seconds);
  fields->offset_s = in.Zone(context.zone);
}

void ReadDots(TimeReader& in, const TimeContext& context, CivilFields* fields) {
  if (in.Peek(10) != '-') return ReadYearFirst(in, '.', context, fields);
  if (in.Peek(4) != '.') in.Fail();
  ReadYearFirstDate(in, fields);
  in.Expect('-');
  fields->seconds = in.Clock(in.Peek(2) == '.' ? '.' : ':');
  fields->fraction_ns = in.Fraction();
}

void ReadDb2(TimeReader& in, CivilFields* fields) {
  if (in.Peek(4) != '-') in.Fail();
  ReadYearFirstDate(in, fields);
  in.Expect('-');
  fields->seconds = in.Clock('.');
  fields->fraction_ns = in.Fraction();
  const char sign = in.Peek();
  if (sign != '+' && sign != '-') return;
  if (!IsDigit(in.Peek(1))) return;
  in.Skip(1);
  const int minutes = in.Digits(3);
  constexpr int kMostMinutes = 14 * 60;
  if (minutes > kMostMinutes) in.Fail();
  fields->offset_s = (sign == '-' ? -minutes : minutes) * 60;
}

void ReadIsoBasic(TimeReader& in, const TimeContext& context,
                  CivilFields* fields) {
  fields->year = in.Digits(4);
  fields->month = in.Digits(2);
  fields->day = in.Digits(2);
  if (!in.Accept('T')) in.Expect(' ');
  fields->seconds = in.Clock(in.Peek(2) == ':' ? ':' : '\0');
  fields->fraction_ns = in.Fraction();
  fields->offset_s = in.Zone(context.zone);
}

void ReadBasicDash(TimeReader& in, const TimeContext& context,
                   CivilFields* fields) {
  fields->year = in.Digits(4);
  fields->month = in.Digits(2);
  fields->day = in.Digits(2);
  in.Expect('-');
  fields->seconds = in.UnpaddedClock();
  fields->fraction_ns = in.Fraction();
  fields->offset_s = in.Zone(context.zone);
}

void ReadDayOfYear(TimeReader& in, const TimeContext& context,
                   CivilFields* fields) {
  fields->year = in.Digits(4);
  in.Expect('-');
  const int day = in.Digits(3);
  if (!in.Accept('T')) in.Expect(' ');
  ReadClockAndZone(in, context, fields);
  if (!in.ok() || day < 1) {
    in.Fail();
    return;
  }
  const CivilDay civil =
      CivilFromDays(DaysFromCivil({fields->year, 1, 1}) + day - 1);
  // Day 366 of a common year is the next year's.
  if (civil.year != fields->year) in.Fail();
  fields->month = civil.month;
  fields->day = civil.day;
}

// "Jun  9", "Jun 09" and "Jun 9" are all written.
void ReadMonthAndDay(TimeReader& in, CivilFields* fields) {
  fields->month = in.Month();
  in.Expect(' ');
  const bool padded = in.Accept(' ');
  fields->day = padded ? in.Digits(1) : in.OneOrTwoDigits();
}

// `h:mm:ss`, `1:24:07.418 PM`
void ReadLooseClock(TimeReader& in, CivilFields* fields) {
  fields->seconds = in.LooseClock();
  fields->fraction_ns = in.Fraction();
  fields->seconds = in.Meridiem(fields->seconds);
}

// ` 2026` after a clock.
bool ReadTrailingYear(TimeReader& in, CivilFields* fields) {
  if (!in.YearFollows()) return false;
  in.Skip(1);
  fields->date = Date::kFull;
  fields->year = in.Digits(4);
  return true;
}

void ReadSyslog(TimeReader& in, CivilFields* fields) {
  fields->date = Date::kNoYear;
  ReadMonthAndDay(in, fields);
  in.Expect(' ');
  fields->seconds = in.LooseClock();
  fields->fraction_ns = in.Fraction();
  ReadTrailingYear(in, fields);
}

void ReadMonthDayYear(TimeReader& in, const TimeContext& context,
                      CivilFields* fields) {
  ReadMonthAndDay(in, fields);
  in.Accept(',');
  in.Expect(' ');
  fields->year = in.Digits(4);
  in.Accept(',');
  in.Expect(' ');
  ReadLooseClock(in, fields);
  fields->offset_s = in.Zone(context.zone);
}

void ReadCtime(TimeReader& in, const TimeContext& context,
               CivilFields* fields) {
  in.Weekday();
  in.Expect(' ');
  const TimeReader start = in;
  ReadMonthAndDay(in, fields);
  in.Expect(' ');
  if (in.Peek(2) != ':') {
    in = start;
    return ReadMonthDayYear(in, context, fields);
  }
  ReadClockAndZone(in, context, fields);
  if (!ReadTrailingYear(in, fields)) in.Fail();
}

void ReadDayMonth(TimeReader& in, bool year, const TimeContext& context,
                  CivilFields* fields) {
  fields->date = year ? Date::kFull : Date::kNoYear;
  fields->day = in.OneOrTwoDigits();
  const char separator = in.Peek();
  const bool joined = year && IsLetter(separator);
  if (!joined) {
    if (separator != ' ' && separator != '-') in.Fail();
    in.Skip(1);
  }
  fields->month = in.Month();
  if (year) {
    if (!joined) in.Expect(separator);
    fields->year = in.Digits(4);
  }
  // Erlang has two colons there.
  if (!in.Accept(':')) {
    in.Expect(' ');
  } else if (separator != '-' || !in.Accept(':')) {
    in.Fail();
  }
  ReadClockAndZone(in, context, fields);
}

void ReadRfc1123(TimeReader& in, const TimeContext& context,
                 CivilFields* fields) {
  in.Weekday();
  in.Expect(',');
  in.Expect(' ');
  ReadDayMonth(in, /*year=*/true, context, fields);
}

void ReadClf(TimeReader& in, const TimeContext& context, CivilFields* fields) {
  fields->day = in.Digits(2);
  in.Expect('/');
  fields->month = in.Month();
  in.Expect('/');
  fields->year = in.Digits(4);
  if (!in.Accept(':')) in.Expect(' ');
  ReadClockAndZone(in, context, fields);
}

void ReadNumbersYear(TimeReader& in, const TimeContext& context,
                     CivilFields* fields) {
  const int first = in.OneOrTwoDigits();
  const char separator = in.Peek();
  if (separator != '/' && separator != '-') in.Fail();
  in.Skip(1);
  const int second = in.OneOrTwoDigits();
  in.Expect(separator);
  fields->year = in.Digits(4);
  in.Accept(',');
  in.Expect(' ');
  // The Source engine has a dash there.
  if (in.Accept('-')) in.Expect(' ');
  ReadLooseClock(in, fields);
  fields->offset_s = in.Zone(context.zone);
  const bool day_first = context.date_order == DateOrder::kUnknown
                             ? separator == '-'
                             : context.date_order == DateOrder::kDayFirst;
  SetMonthAndDay(first, second, day_first, fields);
}

void ReadNumbersShort(TimeReader& in, const TimeContext& context,
                      CivilFields* fields) {
  const int first = in.Digits(2);
  in.Expect('/');
  const int second = in.Digits(2);
  in.Expect('/');
  const int third = in.Digits(2);
  in.Expect(' ');
  ReadClockAndZone(in, context, fields);
  if (context.date_order == DateOrder::kUnknown ||
      context.date_order == DateOrder::kYearFirst) {
    fields->year = CenturyOf(first);
    fields->month = second;
    fields->day = third;
    return;
  }
  fields->year = CenturyOf(third);
  SetMonthAndDay(first, second, context.date_order == DateOrder::kDayFirst,
                 fields);
}

void ReadDottedDay(TimeReader& in, const TimeContext& context,
                   CivilFields* fields) {
  fields->day = in.Digits(2);
  in.Expect('.');
  fields->month = in.Digits(2);
  in.Expect('.');
  fields->year = in.Digits(4);
  in.Accept(',');
  in.Expect(' ');
  ReadClockAndZone(in, context, fields);
}

void ReadTwoNumbers(TimeReader& in, char separator, const TimeContext& context,
                    CivilFields* fields) {
  fields->date = Date::kNoYear;
  const int first = in.Digits(2);
  if (separator != '\0') in.Expect(separator);
  const int second = in.Digits(2);
  in.Expect(' ');
  fields->seconds = in.Clock(':');
  fields->fraction_ns = in.Fraction();
  SetMonthAndDay(first, second, context.date_order == DateOrder::kDayFirst,
                 fields);
}

void ReadCompact(TimeReader& in, bool colons, CivilFields* fields) {
  fields->year = CenturyOf(in.Digits(2));
  fields->month = in.Digits(2);
  fields->day = in.Digits(2);
  in.Expect(' ');
  if (!colons) {
    fields->seconds = in.Clock('\0');
    return;
  }
  fields->seconds = in.LooseClock();
  fields->fraction_ns = in.Fraction();
}

void ReadDate(TimeReader& in, CivilFields* fields) {
  const char separator = in.Peek(4);
  if (separator != '-' && separator != '/' && separator != '.') in.Fail();
  ReadYearFirstDate(in, fields);
  if (!in.AtBreak()) in.Fail();
}

void ReadBareClock(TimeReader& in, const TimeContext& context,
                   CivilFields* fields) {
  fields->date = Date::kNone;
  fields->seconds = in.LooseClock();
  fields->fraction_ns = in.Fraction();
  fields->offset_s = in.Zone(context.zone);
  if (!in.AtBreak()) in.Fail();
}

void ReadShape(TimeShape shape, TimeReader& in, const TimeContext& context,
               CivilFields* fields) {
  switch (shape) {
    case TimeShape::kIso8601:
      return ReadYearFirst(in, '-', context, fields);
    case TimeShape::kSlashes:
      return ReadYearFirst(in, '/', context, fields);
    case TimeShape::kSyslog:
      return ReadSyslog(in, fields);
    case TimeShape::kCompact:
      return ReadCompact(in, /*colons=*/false, fields);
    case TimeShape::kClf:
      return ReadClf(in, context, fields);
    case TimeShape::kMonthDay:
      return ReadTwoNumbers(in, '-', context, fields);
    case TimeShape::kMonthDot:
      return ReadTwoNumbers(in, '.', context, fields);
    case TimeShape::kDots:
      return ReadDots(in, context, fields);
    case TimeShape::kDb2:
      return ReadDb2(in, fields);
    case TimeShape::kIsoBasic:
      return ReadIsoBasic(in, context, fields);
    case TimeShape::kBasicDash:
      return ReadBasicDash(in, context, fields);
    case TimeShape::kDayOfYear:
      return ReadDayOfYear(in, context, fields);
    case TimeShape::kCompactClock:
      return ReadCompact(in, /*colons=*/true, fields);
    case TimeShape::kCtime:
      return ReadCtime(in, context, fields);
    case TimeShape::kRfc1123:
      return ReadRfc1123(in, context, fields);
    case TimeShape::kMonthDayYear:
      return ReadMonthDayYear(in, context, fields);
    case TimeShape::kDayMonthYear:
      return ReadDayMonth(in, /*year=*/true, context, fields);
    case TimeShape::kDayMonth:
      return ReadDayMonth(in, /*year=*/false, context, fields);
    case TimeShape::kNumbersYear:
      return ReadNumbersYear(in, context, fields);
    case TimeShape::kNumbersShort:
      return ReadNumbersShort(in, context, fields);
    case TimeShape::kDottedDay:
      return ReadDottedDay(in, context, fields);
    case TimeShape::kDate:
      return ReadDate(in, fields);
    case TimeShape::kClock:
      return ReadBareClock(in, context, fields);
    case TimeShape::kKlog:
      return ReadTwoNumbers(in, '\0', context, fields);
    case TimeShape::kEpoch:
      break;  // It has no fields.
  }
  in.Fail();
}

// The number at the start of `text`, see ParseEpoch.
std::optional<Timestamp> ReadEpoch(std::string_view text,
                                   int64_t correction_ns) {
  size_t digits = 0;
  int64_t value = 0;
  while (digits < text.size() && digits < 19 && IsDigit(text[digits])) {
    // 19 digits may pass int64: the last step is checked.
    if (__builtin_mul_overflow(value, int64_t{10}, &value) ||
        __builtin_add_overflow(value, int64_t{text[digits] - '0'}, &value)) {
      return std::nullopt;
    }
    ++digits;
  }
  int64_t ns_per_unit;
  switch (digits) {
    case 10:
      ns_per_unit = kNsPerSecond;
      break;
    case 13:
      ns_per_unit = 1'000'000;
      break;
    case 16:
      ns_per_unit = 1'000;
      break;
    case 19:
      ns_per_unit = 1;
      break;
    default:
      return std::nullopt;
  }
  TimeReader rest(text.substr(digits));
  // After a colon stands auditd's serial number.
  const int64_t fraction = rest.Peek() == ':' ? 0 : rest.Fraction();
  if (IsDigit(rest.Peek())) return std::nullopt;
  int64_t ns;
  if (__builtin_mul_overflow(value, ns_per_unit, &ns)) return std::nullopt;
  const int64_t rest_ns = fraction * ns_per_unit / kNsPerSecond;
  if (__builtin_add_overflow(ns, rest_ns, &ns) ||
      __builtin_add_overflow(ns, correction_ns, &ns)) {
    return std::nullopt;
  }
  return Timestamp{ns, digits + rest.length(), TimeShape::kEpoch};
}

// The time at the start of `text` that exists; or which does not.
std::optional<Timestamp> ReadAs(TimeShape shape, std::string_view text,
                                const TimeContext& context, bool exists) {
  TimeReader in(text);
  CivilFields fields;
  ReadShape(shape, in, context, &fields);
  // A digit after it means that this was part of a longer number.
  if (!in.shaped() || IsDigit(in.Peek())) return std::nullopt;
  std::optional<int64_t> ns;
  if (in.ok()) ns = ResolveTime(fields, context);
  if (ns.has_value() != exists) return std::nullopt;
  return Timestamp{ns.value_or(0), in.length(), shape};
}

}  // namespace

std::optional<Timestamp> ParseTimestampAs(TimeShape shape,
                                          std::string_view text,
                                          const TimeContext& context) {
  if (shape == TimeShape::kEpoch) {
    return ReadEpoch(text, context.correction_ns);
  }
  return ReadAs(shape, text, context, /*exists=*/true);
}

std::optional<Timestamp> ParseTimestamp(std::string_view text,
                                        const TimeContext& context) {
  const std::optional<TimeShape> shape = ShapeOfTime(text);
  if (!shape) return std::nullopt;
  return ParseTimestampAs(*shape, text, context);
}

std::optional<Timestamp> ParseImpossibleTime(std::string_view text,
                                             const TimeContext& context) {
  const std::optional<TimeShape> shape = ShapeOfTime(text);
  if (!shape) return std::nullopt;
  return ReadAs(*shape, text, context, /*exists=*/false);
}

std::optional<Timestamp> ParsePlausibleEpoch(std::string_view text,
                                             const TimeContext& context) {
  // Most numbers are shorter.
  constexpr size_t kFewestDigits = 10;
  if (text.size() <= kFewestDigits || !IsDigit(text[0]) ||
      !IsDigit(text[kFewestDigits - 1])) {
    return std::nullopt;
  }
  const std::optional<Timestamp> time = ReadEpoch(text, 0);
  constexpr int64_t kEndNs = DaysFromCivil({2100, 1, 1}) * kNsPerDay;
  constexpr int64_t kFirstNs = 1'000'000'000 * kNsPerSecond;
  if (!time || time->ns < kFirstNs || time->ns >= kEndNs) return std::nullopt;
  TimeReader rest(text.substr(time->length));
  if (time->length == text.size() || !rest.AtBreak()) return std::nullopt;
  return ReadEpoch(text, context.correction_ns);
}

std::optional<int64_t> ParseEpoch(std::string_view text,
                                  int64_t correction_ns) {
  const std::optional<Timestamp> time = ReadEpoch(text, correction_ns);
  if (!time || time->length != text.size()) return std::nullopt;
  return time->ns;
}

}  // namespace taffrail
