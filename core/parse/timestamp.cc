#include "core/parse/timestamp.h"

#include <array>

#include "core/parse/civil.h"

namespace taffrail {
namespace {

constexpr int kMinYear = 1678;  // The whole years that int64 ns can hold.
constexpr int kMaxYear = 2261;
constexpr int kFractionDigits = 9;

constexpr std::array<int64_t, 10> kPowersOfTen = {
    1,       10,        100,        1'000,       10'000,
    100'000, 1'000'000, 10'000'000, 100'000'000, 1'000'000'000};

struct MonthName {
  char name[4];
  int month;
};
constexpr MonthName kMonths[] = {
    {"Jan", 1}, {"Feb", 2}, {"Mar", 3}, {"Apr", 4},  {"May", 5},  {"Jun", 6},
    {"Jul", 7}, {"Aug", 8}, {"Sep", 9}, {"Oct", 10}, {"Nov", 11}, {"Dec", 12}};

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// Reads a time from the front of a text. Any failed step leaves failed_ set,
// and the steps after it do nothing, so that a shape is read in one go and
// asked about at its end.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  bool ok() const { return !failed_; }
  size_t length() const { return at_; }
  char Peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  int Digits(int count) {
    int value = 0;
    for (int i = 0; i < count; ++i) {
      const char c = Peek();
      if (!IsDigit(c)) return Fail();
      value = value * 10 + (c - '0');
      ++at_;
    }
    return value;
  }

  bool Accept(char c) {
    if (failed_ || Peek() != c || at_ == text_.size()) return false;
    ++at_;
    return true;
  }

  void Expect(char c) {
    if (!Accept(c)) Fail();
  }

  int Month() {
    const std::string_view name = text_.substr(at_).substr(0, 3);
    for (const MonthName& known : kMonths) {
      if (name == known.name) {
        at_ += 3;
        return known.month;
      }
    }
    return Fail();
  }

  // Seconds into the day of HH:mm:ss. 60 is a leap second.
  int64_t TimeOfDay(bool colons) {
    const int hour = Digits(2);
    if (colons) Expect(':');
    const int minute = Digits(2);
    if (colons) Expect(':');
    const int second = Digits(2);
    if (hour > 23 || minute > 59 || second > 60) return Fail();
    return hour * 3600 + minute * 60 + second;
  }

  // ns of `.5`, `,123456`; 0 when no fraction is there. Digits beyond the
  // ninth are passed over.
  int64_t Fraction() {
    const bool mark = Peek() == '.' || Peek() == ',';
    if (failed_ || !mark || at_ + 1 >= text_.size() ||
        !IsDigit(text_[at_ + 1])) {
      return 0;
    }
    ++at_;
    int64_t value = 0;
    int digits = 0;
    for (; IsDigit(Peek()); ++at_) {
      if (digits == kFractionDigits) continue;
      value = value * 10 + (Peek() - '0');
      ++digits;
    }
    return value * kPowersOfTen[static_cast<size_t>(kFractionDigits - digits)];
  }

  // Seconds east of UTC of `Z`, `+01:00`, `+0100`, `+01`, ` +0100`, ` UTC`,
  // ` GMT`; 0 and nothing read when there is no zone.
  int64_t Zone() {
    if (failed_) return 0;
    const std::string_view rest = text_.substr(at_);
    if (rest.starts_with('Z') || rest.starts_with('z')) {
      ++at_;
      return 0;
    }
    if (rest.starts_with(" UTC") || rest.starts_with(" GMT")) {
      at_ += 4;
      return 0;
    }
    const size_t space = rest.starts_with(' ') ? 1 : 0;
    const std::string_view zone = rest.substr(space);
    if (zone.size() < 3 || (zone[0] != '+' && zone[0] != '-')) return 0;
    const auto pair = [&](size_t i) -> int {
      if (i + 2 > zone.size() || !IsDigit(zone[i]) || !IsDigit(zone[i + 1])) {
        return -1;
      }
      return (zone[i] - '0') * 10 + (zone[i + 1] - '0');
    };
    const int hours = pair(1);
    const size_t colon = zone.size() > 3 && zone[3] == ':' ? 1 : 0;
    const int minutes = pair(3 + colon);
    // A lone `-12` after a space is the next word rather than a zone.
    if (hours < 0 || hours > 14 || minutes > 59) return 0;
    if (minutes < 0 && (space != 0 || colon != 0)) return 0;
    at_ += space + (minutes < 0 ? 3 : 5 + colon);
    const int64_t offset = hours * 3600 + (minutes < 0 ? 0 : minutes * 60);
    return zone[0] == '-' ? -offset : offset;
  }

 private:
  int Fail() {
    failed_ = true;
    return 0;
  }

  std::string_view text_;
  size_t at_ = 0;
  bool failed_ = false;
};

bool IsDay(int year, int month, int day) {
  return month >= 1 && month <= 12 && day >= 1 &&
         day <= DaysInMonth(year, month);
}

// The latest year in which a date without one is no later than one day after
// the reference.
std::optional<int> InferYear(int month, int day, int64_t seconds,
                             const TimeContext& context) {
  const int64_t limit = context.reference_ns / kNsPerSecond + kSecondsPerDay;
  const int64_t limit_day =
      limit / kSecondsPerDay - (limit % kSecondsPerDay < 0 ? 1 : 0);
  int year = CivilFromDays(limit_day).year;
  // Eight years cover the longest wait for a 29 February (1896 to 1904).
  for (const int oldest = year - 8; year >= oldest; --year) {
    if (!IsDay(year, month, day)) continue;
    if (DaysFromCivil({year, month, day}) * kSecondsPerDay + seconds <= limit) {
      return year;
    }
  }
  return std::nullopt;
}

struct Fields {
  std::optional<int> year = std::nullopt;  // Absent: to be inferred.
  int month = 0;
  int day = 0;
  int64_t seconds = 0;   // Into the day.
  int64_t fraction = 0;  // ns
  int64_t zone = 0;      // Seconds east of UTC.
};

std::optional<int64_t> ToNs(const Fields& fields, const TimeContext& context) {
  const std::optional<int> year =
      fields.year
          ? fields.year
          : InferYear(fields.month, fields.day, fields.seconds, context);
  if (!year || *year < kMinYear || *year > kMaxYear ||
      !IsDay(*year, fields.month, fields.day)) {
    return std::nullopt;
  }
  const int64_t days = DaysFromCivil({*year, fields.month, fields.day});
  const int64_t seconds = days * kSecondsPerDay + fields.seconds - fields.zone;
  return seconds * kNsPerSecond + fields.fraction;
}

void ReadClockTail(Reader& in, Fields* fields) {
  fields->seconds = in.TimeOfDay(/*colons=*/true);
  fields->fraction = in.Fraction();
}

void ReadYearFirst(Reader& in, char separator, Fields* fields) {
  fields->year = in.Digits(4);
  in.Expect(separator);
  fields->month = in.Digits(2);
  in.Expect(separator);
  fields->day = in.Digits(2);
  if (!in.Accept('T') && !in.Accept('t')) in.Expect(' ');
  ReadClockTail(in, fields);
  fields->zone = in.Zone();
}

void ReadSyslog(Reader& in, Fields* fields) {
  fields->month = in.Month();
  in.Expect(' ');
  // "Jun  9", "Jun 09" and "Jun 9" are all written.
  const bool padded = in.Accept(' ');
  fields->day = in.Digits(1);
  if (!padded && IsDigit(in.Peek()))
    fields->day = fields->day * 10 + in.Digits(1);
  in.Expect(' ');
  ReadClockTail(in, fields);
}

void ReadCompact(Reader& in, Fields* fields) {
  const int year = in.Digits(2);
  // POSIX: 69-99 are 19xx.
  fields->year = year < 69 ? 2000 + year : 1900 + year;
  fields->month = in.Digits(2);
  fields->day = in.Digits(2);
  in.Expect(' ');
  fields->seconds = in.TimeOfDay(/*colons=*/false);
}

void ReadClf(Reader& in, Fields* fields) {
  fields->day = in.Digits(2);
  in.Expect('/');
  fields->month = in.Month();
  in.Expect('/');
  fields->year = in.Digits(4);
  in.Expect(':');
  ReadClockTail(in, fields);
  fields->zone = in.Zone();
}

void ReadMonthFirst(Reader& in, char separator, Fields* fields) {
  fields->month = in.Digits(2);
  in.Expect(separator);
  fields->day = in.Digits(2);
  in.Expect(' ');
  ReadClockTail(in, fields);
}

// The one shape that a text starting so can have.
std::optional<TimeShape> GuessShape(std::string_view text) {
  constexpr size_t kShortest = 13;  // "261122 132407"
  if (text.size() < kShortest) return std::nullopt;
  if (!IsDigit(text[0])) {
    if (text[3] != ' ') return std::nullopt;
    return TimeShape::kSyslog;
  }
  if (text[4] == '-') return TimeShape::kIso8601;
  if (text[4] == '/') return TimeShape::kSlashes;
  if (text[6] == ' ') return TimeShape::kCompact;
  if (text[2] == '/') return TimeShape::kClf;
  if (text[2] == '-') return TimeShape::kMonthDay;
  if (text[2] == '.') return TimeShape::kMonthDot;
  return std::nullopt;
}

}  // namespace

std::optional<Timestamp> ParseTimestampAs(TimeShape shape,
                                          std::string_view text,
                                          const TimeContext& context) {
  Reader in(text);
  Fields fields;
  switch (shape) {
    case TimeShape::kIso8601:
      ReadYearFirst(in, '-', &fields);
      break;
    case TimeShape::kSlashes:
      ReadYearFirst(in, '/', &fields);
      break;
    case TimeShape::kSyslog:
      ReadSyslog(in, &fields);
      break;
    case TimeShape::kCompact:
      ReadCompact(in, &fields);
      break;
    case TimeShape::kClf:
      ReadClf(in, &fields);
      break;
    case TimeShape::kMonthDay:
      ReadMonthFirst(in, '-', &fields);
      break;
    case TimeShape::kMonthDot:
      ReadMonthFirst(in, '.', &fields);
      break;
  }
  // A digit after it means that this was part of a longer number.
  if (!in.ok() || IsDigit(in.Peek())) return std::nullopt;
  const std::optional<int64_t> ns = ToNs(fields, context);
  if (!ns) return std::nullopt;
  return Timestamp{*ns, in.length(), shape};
}

std::optional<Timestamp> ParseTimestamp(std::string_view text,
                                        const TimeContext& context) {
  const std::optional<TimeShape> shape = GuessShape(text);
  if (!shape) return std::nullopt;
  return ParseTimestampAs(*shape, text, context);
}

std::optional<int64_t> ParseEpoch(std::string_view text) {
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
  Reader rest(text.substr(digits));
  const int64_t fraction = rest.Fraction();
  if (digits + rest.length() != text.size()) return std::nullopt;
  int64_t ns;
  if (__builtin_mul_overflow(value, ns_per_unit, &ns)) return std::nullopt;
  const int64_t rest_ns = fraction * ns_per_unit / kNsPerSecond;
  if (__builtin_add_overflow(ns, rest_ns, &ns)) return std::nullopt;
  return ns;
}

}  // namespace taffrail
