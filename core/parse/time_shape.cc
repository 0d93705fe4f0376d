#include "core/parse/time_shape.h"

#include "core/parse/time_reader.h"

namespace taffrail {
namespace {

size_t DigitsAt(std::string_view text, size_t at) {
  size_t end = at;
  while (end < text.size() && IsDigit(text[end])) ++end;
  return end - at;
}

char At(std::string_view text, size_t at) {
  return at < text.size() ? text[at] : '\0';
}

// `hh:mm` or `h:mm` stands at `at`, maybe after a blank.
bool IsClockAt(std::string_view text, size_t at) {
  if (At(text, at) == ' ') ++at;
  const size_t digits = DigitsAt(text, at);
  return (digits == 1 || digits == 2) && At(text, at + digits) == ':';
}

// `Nov 22…`, `Sun Nov…`, `Sun, 22…`
std::optional<TimeShape> GuessByName(std::string_view text) {
  if (text[3] == ',') {
    if (!IsWeekdayName(text)) return std::nullopt;
    return TimeShape::kRfc1123;
  }
  if (MonthOfName(text) == 0) {
    if (!IsWeekdayName(text)) return std::nullopt;
    return TimeShape::kCtime;
  }
  size_t at = text[4] == ' ' ? 5 : 4;
  at += DigitsAt(text, at);
  if (At(text, at) == ',') return TimeShape::kMonthDayYear;
  // A clock has a colon there.
  if (IsDigit(At(text, at + 3))) return TimeShape::kMonthDayYear;
  return TimeShape::kSyslog;
}

// `2026-…`, `2026/…`, `2026.…`
std::optional<TimeShape> GuessByYear(std::string_view text) {
  constexpr size_t kDateSize = 10;
  const char mark = text[4];
  if (mark == '-' && At(text, 7) != '-') return TimeShape::kDayOfYear;
  const char joint = At(text, kDateSize);
  const bool joined = joint == 'T' || joint == 't' || joint == ' ';
  if (joined && IsClockAt(text, kDateSize + 1)) {
    if (mark == '-') return TimeShape::kIso8601;
    return mark == '/' ? TimeShape::kSlashes : TimeShape::kDots;
  }
  // Airflow has a comma there.
  if (joint == ',' && mark == '-' && At(text, kDateSize + 1) == ' ' &&
      IsClockAt(text, kDateSize + 1)) {
    return TimeShape::kIso8601;
  }
  if (joint == '-' && mark != '/') {
    return mark == '-' ? TimeShape::kDb2 : TimeShape::kDots;
  }
  return TimeShape::kDate;
}

// Of one or two digits and then something else.
std::optional<TimeShape> GuessByShortNumber(std::string_view text,
                                            size_t digits) {
  const char mark = text[digits];
  const size_t at = digits + 1;
  // 22Nov2026
  if (IsLetter(mark)) {
    if (digits != 2 || !IsDigit(At(text, 8)) ||
        MonthOfName(text.substr(2)) == 0) {
      return std::nullopt;
    }
    return TimeShape::kDayMonthYear;
  }
  if (mark == ':') {
    // Less than h:mm:ss is a ratio, a version or a name.
    if (digits != 2 && At(text, 4) != ':') return std::nullopt;
    return TimeShape::kClock;
  }
  if (IsLetter(text[at])) {
    if (mark == '/') return TimeShape::kClf;
    if (mark != ' ' && mark != '-') return std::nullopt;
    if (MonthOfName(text.substr(at)) == 0) return std::nullopt;
    // A clock has a colon where a year has its third digit.
    return mark == '-' || IsDigit(At(text, at + 6)) ? TimeShape::kDayMonthYear
                                                    : TimeShape::kDayMonth;
  }
  const size_t second = DigitsAt(text, at);
  if (second != 1 && second != 2) return std::nullopt;
  const char next = At(text, at + second);
  if (next == ' ') {
    if (mark == '-') return TimeShape::kMonthDay;
    if (mark == '.') return TimeShape::kMonthDot;
    return std::nullopt;
  }
  if (next != mark) return std::nullopt;
  if (mark == '.') return TimeShape::kDottedDay;
  if (mark == '-') return TimeShape::kNumbersYear;
  if (mark != '/') return std::nullopt;
  return DigitsAt(text, at + second + 1) == 2 ? TimeShape::kNumbersShort
                                              : TimeShape::kNumbersYear;
}

}  // namespace

std::optional<TimeShape> GuessTimeShape(std::string_view text) {
  if (!IsDigit(text[0])) return GuessByName(text);
  constexpr size_t kMostDigits = 8;
  const size_t digits = DigitsAt(text.substr(0, kMostDigits + 1), 0);
  const char mark = At(text, digits);
  switch (digits) {
    case 1:
    case 2:
      return GuessByShortNumber(text, digits);
    case 4:
      if (mark != '-' && mark != '/' && mark != '.') return std::nullopt;
      return GuessByYear(text);
    case 6:
      if (mark != ' ') return std::nullopt;
      // The hour may have one digit, and a blank before that.
      return At(text, 8) == ':' || At(text, 9) == ':' ? TimeShape::kCompactClock
                                                      : TimeShape::kCompact;
    case 8:
      if (mark == '-') return TimeShape::kBasicDash;
      if (mark == 'T' || mark == ' ') return TimeShape::kIsoBasic;
      return std::nullopt;
    default:
      return std::nullopt;
  }
}

}  // namespace taffrail
