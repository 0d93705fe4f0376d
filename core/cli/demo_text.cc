#include "core/cli/demo_text.h"

#include <array>
#include <charconv>

#include "core/parse/civil.h"

namespace taffrail {
namespace {

constexpr int64_t kUsPerSecond = 1'000'000;

struct Clock {
  CivilDay day;
  uint64_t second;  // Of the day.
  uint64_t us;
};

Clock ClockOf(int64_t time_us) {
  const int64_t us_per_day = kSecondsPerDay * kUsPerSecond;
  int64_t days = time_us / us_per_day;
  if (time_us % us_per_day < 0) --days;
  const uint64_t rest = static_cast<uint64_t>(time_us - days * us_per_day);
  return {CivilFromDays(days), rest / kUsPerSecond, rest % kUsPerSecond};
}

void AppendTimeOfDay(uint64_t second, std::string* out) {
  AppendPadded(second / 3600, 2, out);
  *out += ':';
  AppendPadded(second / 60 % 60, 2, out);
  *out += ':';
  AppendPadded(second % 60, 2, out);
}

}  // namespace

void AppendNumber(uint64_t number, std::string* out) {
  char digits[20];
  const std::to_chars_result result =
      std::to_chars(digits, digits + sizeof(digits), number);
  out->append(digits, result.ptr);
}

void AppendPadded(uint64_t number, int width, std::string* out) {
  char digits[20];
  const std::to_chars_result result =
      std::to_chars(digits, digits + sizeof(digits), number);
  const auto length = static_cast<int>(result.ptr - digits);
  if (length < width) out->append(static_cast<size_t>(width - length), '0');
  out->append(digits, result.ptr);
}

void AppendHex(uint64_t word, std::string* out) {
  for (int shift = 60; shift >= 0; shift -= 4) {
    *out += "0123456789abcdef"[word >> shift & 15];
  }
}

void AppendTime(int64_t time_us, const TimeStyle& style, std::string* out) {
  const Clock clock = ClockOf(time_us);
  AppendPadded(static_cast<uint64_t>(clock.day.year), 4, out);
  *out += style.date_separator;
  AppendPadded(static_cast<uint64_t>(clock.day.month), 2, out);
  *out += style.date_separator;
  AppendPadded(static_cast<uint64_t>(clock.day.day), 2, out);
  *out += style.date_end;
  AppendTimeOfDay(clock.second, out);
  *out += style.fraction_mark;
  if (style.microseconds) {
    AppendPadded(clock.us, 6, out);
  } else {
    AppendPadded(clock.us / 1000, 3, out);
  }
  *out += style.zone;
}

void AppendClfTime(int64_t time_us, std::string* out) {
  static constexpr std::array<std::string_view, 12> kMonths = {
      "Jan", "Feb", "Mar", "Apr", "May", "Jun",
      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const Clock clock = ClockOf(time_us);
  AppendPadded(static_cast<uint64_t>(clock.day.day), 2, out);
  *out += '/';
  *out += kMonths[static_cast<size_t>(clock.day.month - 1)];
  *out += '/';
  AppendPadded(static_cast<uint64_t>(clock.day.year), 4, out);
  *out += ':';
  AppendTimeOfDay(clock.second, out);
  *out += '.';
  AppendPadded(clock.us / 1000, 3, out);
  *out += " +0000";
}

void AppendJsonEscaped(std::string_view text, std::string* out) {
  for (char c : text) {
    if (c == '"' || c == '\\') {
      *out += '\\';
      *out += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      *out += "\\u00";
      *out += "01"[c >> 4];
      *out += "0123456789abcdef"[c & 15];
    } else {
      *out += c;
    }
  }
}

}  // namespace taffrail
