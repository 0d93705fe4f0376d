#include "core/parse/time_reader.h"

namespace taffrail {
namespace {

// The first three letters, small, as one number.
constexpr uint32_t NameKey(std::string_view name) {
  return static_cast<uint32_t>(static_cast<unsigned char>(name[0] | 0x20)
                                   << 16 |
                               static_cast<unsigned char>(name[1] | 0x20) << 8 |
                               static_cast<unsigned char>(name[2] | 0x20));
}

}  // namespace

int MonthOfName(std::string_view name) {
  if (name.size() < 3) return 0;
  switch (NameKey(name)) {
    case NameKey("jan"):
      return 1;
    case NameKey("feb"):
      return 2;
    case NameKey("mar"):
      return 3;
    case NameKey("apr"):
      return 4;
    case NameKey("may"):
      return 5;
    case NameKey("jun"):
      return 6;
    case NameKey("jul"):
      return 7;
    case NameKey("aug"):
      return 8;
    case NameKey("sep"):
      return 9;
    case NameKey("oct"):
      return 10;
    case NameKey("nov"):
      return 11;
    case NameKey("dec"):
      return 12;
    default:
      return 0;
  }
}

bool IsWeekdayName(std::string_view name) {
  if (name.size() < 3) return false;
  switch (NameKey(name)) {
    case NameKey("mon"):
    case NameKey("tue"):
    case NameKey("wed"):
    case NameKey("thu"):
    case NameKey("fri"):
    case NameKey("sat"):
    case NameKey("sun"):
      return true;
    default:
      return false;
  }
}

int TimeReader::Month() {
  const int month = at_ < text_.size() ? MonthOfName(text_.substr(at_)) : 0;
  if (month == 0) return Fail();
  at_ += 3;
  return month;
}

void TimeReader::Weekday() {
  if (at_ >= text_.size() || !IsWeekdayName(text_.substr(at_))) Fail();
  at_ += 3;
}

int64_t TimeReader::LooseClock() {
  Accept(' ');
  return RestOfClock(OneOrTwoDigits(), ':');
}

int64_t TimeReader::UnpaddedClock() {
  const int hour = OneOrTwoDigits();
  Expect(':');
  const int minute = OneOrTwoDigits();
  Expect(':');
  return Seconds(hour, minute, OneOrTwoDigits());
}

int64_t TimeReader::Meridiem(int64_t seconds) {
  // Java puts a narrow no-break space there.
  constexpr std::string_view kNarrow = "\xE2\x80\xAF";
  size_t space = Peek() == ' ' ? 1 : 0;
  if (at_ < text_.size() && text_.substr(at_).starts_with(kNarrow)) {
    space = kNarrow.size();
  }
  const char half = static_cast<char>(Peek(space) | 0x20);
  if ((half != 'a' && half != 'p') || (Peek(space + 1) | 0x20) != 'm' ||
      IsLetter(Peek(space + 2))) {
    return seconds;
  }
  constexpr int64_t kHalfDay = 12 * 3600;
  // After 13:24:07 it is a word.
  if (seconds < 3600 || seconds >= kHalfDay + 3600) return seconds;
  at_ += space + 2;
  return seconds % kHalfDay + (half == 'p' ? kHalfDay : 0);
}

bool TimeReader::YearFollows() const {
  if (Peek() != ' ') return false;
  int year = 0;
  for (size_t i = 1; i <= 4; ++i) {
    const char c = Peek(i);
    if (!IsDigit(c)) return false;
    year = year * 10 + (c - '0');
  }
  const char after = Peek(5);
  return year >= 1970 && year <= 2099 && !IsDigit(after) && !IsLetter(after) &&
         after != '.' && after != ':';
}

std::optional<int64_t> TimeReader::OffsetAndName(const TimeZone& home) {
  const std::optional<int64_t> offset = Offset();
  // Go's `+0100 CET`.
  if (offset && Peek() == ' ') Abbreviation(home);
  return offset;
}

std::optional<int64_t> TimeReader::Offset() {
  const size_t space = Peek() == ' ' ? 1 : 0;
  const auto pair = [&](size_t i) -> int {
    const char tens = Peek(space + i);
    const char ones = tens == '\0' ? '\0' : Peek(space + i + 1);
    if (!IsDigit(tens) || !IsDigit(ones)) return -1;
    return (tens - '0') * 10 + (ones - '0');
  };
  const int hours = pair(1);
  const size_t colon = Peek(space + 3) == ':' ? 1 : 0;
  const int minutes = pair(3 + colon);
  // A lone `-12` after a space is the next word rather than a zone.
  if (hours < 0 || hours > 14 || minutes > 59) return std::nullopt;
  if (minutes < 0 && (space != 0 || colon != 0)) return std::nullopt;
  const bool west = Peek(space) == '-';
  at_ += space + (minutes < 0 ? 3 : 5 + colon);
  const int64_t offset = hours * 3600 + (minutes < 0 ? 0 : minutes * 60);
  return west ? -offset : offset;
}

std::optional<int64_t> TimeReader::Abbreviation(const TimeZone& home) {
  const size_t space = Peek() == ' ' ? 1 : 0;
  size_t size = 0;
  char name[kMaxZoneAbbreviation];
  while (size < kMaxZoneAbbreviation) {
    const char c = Peek(space + size);
    if (c < 'A' || c > 'Z') break;
    name[size++] = c;
  }
  const char after = Peek(space + size);
  const bool sign = after == '+' || after == '-';
  if (size < 2 || IsLetter(after) || IsDigit(after) || after == '_') {
    return std::nullopt;
  }
  const std::string_view abbreviation(name, size);
  const std::optional<int32_t> offset =
      OffsetOfAbbreviation(abbreviation, home);
  if (!offset) return std::nullopt;
  at_ += space + size;
  // JavaScript's `GMT+0100`.
  if (sign && *offset == 0) {
    if (const std::optional<int64_t> from_utc = Offset()) return from_utc;
  }
  return *offset;
}

}  // namespace taffrail
