#ifndef TAFFRAIL_CORE_PARSE_TIME_READER_H_
#define TAFFRAIL_CORE_PARSE_TIME_READER_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "core/base/ascii.h"
#include "core/parse/zone_abbreviation.h"

namespace taffrail {

// Reads the parts of a time from the front of a text. A step that fails leaves
// failed set, and what the steps after it return means nothing, so that a shape
// is read in one go and asked about at its end. Lives as long as one call.
class TimeReader {
 public:
  explicit TimeReader(std::string_view text) : text_(text) {}

  bool ok() const { return !failed_ && !out_of_range_; }
  // What was read is shaped like a time, though there may be no such one.
  bool shaped() const { return !failed_; }
  size_t length() const { return at_; }
  char Peek(size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  // Nothing stands here that would make what was read part of a longer word.
  bool AtBreak() const {
    constexpr std::string_view kBreaks = " \t,;|)]}>'\"\r\n";
    return at_ >= text_.size() || kBreaks.find(Peek()) != kBreaks.npos;
  }

  bool Accept(char c) {
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  void Expect(char c) {
    if (!Accept(c)) Fail();
  }
  void Skip(size_t count) { at_ += count; }
  int Fail() {
    failed_ = true;
    return 0;
  }

  // A number of exactly so many digits.
  int Digits(size_t count) {
    if (at_ + count > text_.size()) return Fail();
    int value = 0;
    for (size_t i = 0; i < count; ++i) {
      const char c = text_[at_ + i];
      if (!IsDigit(c)) return Fail();
      value = value * 10 + (c - '0');
    }
    at_ += count;
    return value;
  }
  int OneOrTwoDigits() { return Digits(IsDigit(Peek(1)) ? 2 : 1); }

  // "Nov", in any case.
  int Month();
  // "Thu", in any case, which says nothing that the date does not.
  void Weekday();

  // Seconds into the day of hh:mm:ss. 60 is a leap second and 24:00:00 the
  // day's end; what is more is out of range.
  int64_t Clock(char separator) { return RestOfClock(Digits(2), separator); }
  // The same of h:mm:ss, the hour maybe after a second blank; of h:m:s; of
  // h:mm:ss or h:mm.
  int64_t LooseClock();
  int64_t UnpaddedClock();
  int64_t ShortClock();
  // `seconds` moved by ` AM` or ` PM`, if that follows.
  int64_t Meridiem(int64_t seconds);

  // ns of `.5`, `,123456`; of `:418`, which are ms up to three digits; 0 when
  // no fraction is there. Digits beyond the ninth are passed over.
  int64_t Fraction();

  // A blank and the year of a log, and nothing that makes it another number.
  bool YearFollows() const;

  // Seconds east of UTC of `Z`, `+01:00`, `+0100`, `+01`, ` +0100`, ` UTC`,
  // ` +0100 CET`, ` GMT+0100`; nothing, and nothing read, when there is no
  // zone. Abbreviations mean what they mean in `home` first.
  std::optional<int64_t> Zone(const TimeZone& home);

 private:
  int64_t RestOfClock(int hour, char separator);
  int64_t Seconds(int hour, int minute, int second);
  std::optional<int64_t> OffsetAndName(const TimeZone& home);
  std::optional<int64_t> Offset();
  std::optional<int64_t> Abbreviation(const TimeZone& home);

  std::string_view text_;
  size_t at_ = 0;
  bool failed_ = false;
  bool out_of_range_ = false;
};

// What most times have is here, to be inlined.

inline int64_t TimeReader::Seconds(int hour, int minute, int second) {
  const bool midnight = hour == 24 && minute == 0 && second == 0;
  if ((hour > 23 && !midnight) || minute > 59 || second > 60) {
    out_of_range_ = true;
  }
  return hour * 3600 + minute * 60 + second;
}

inline int64_t TimeReader::RestOfClock(int hour, char separator) {
  if (separator != '\0') Expect(separator);
  const int minute = Digits(2);
  if (separator != '\0') Expect(separator);
  return Seconds(hour, minute, Digits(2));
}

inline int64_t TimeReader::ShortClock() {
  Accept(' ');  // Pads the hour.
  const int hour = OneOrTwoDigits();
  Expect(':');
  const int minute = Digits(2);
  return Seconds(hour, minute, Accept(':') ? Digits(2) : 0);
}

inline int64_t TimeReader::Fraction() {
  const char mark = Peek();
  if ((mark != '.' && mark != ',' && mark != ':') || !IsDigit(Peek(1))) {
    return 0;
  }
  ++at_;
  constexpr int kMostDigits = 9;
  static constexpr int64_t kPowersOfTen[] = {
      1,       10,        100,        1'000,       10'000,
      100'000, 1'000'000, 10'000'000, 100'000'000, 1'000'000'000};
  int64_t value = 0;
  int digits = 0;
  for (; IsDigit(Peek()); ++at_) {
    if (digits == kMostDigits) continue;
    value = value * 10 + (text_[at_] - '0');
    ++digits;
  }
  if (mark == ':' && digits <= 3) return value * 1'000'000;
  return value * kPowersOfTen[kMostDigits - digits];
}

inline std::optional<int64_t> TimeReader::Zone(const TimeZone& home) {
  if (failed_) return std::nullopt;
  const char c = Peek();
  if (c == 'Z' || c == 'z') {
    ++at_;
    return 0;
  }
  // Most often what follows is neither a sign nor a capital.
  const char first = c == ' ' ? Peek(1) : c;
  if (first == '+' || first == '-') return OffsetAndName(home);
  if (first >= 'A' && first <= 'Z') return Abbreviation(home);
  return std::nullopt;
}

// 1-12 for a month's and 0 for any other word, by its first three letters.
int MonthOfName(std::string_view name);
bool IsWeekdayName(std::string_view name);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_PARSE_TIME_READER_H_
