#include "ui/text/clock_offset.h"

#include <cmath>
#include <optional>

#include "ui/text/civil_time.h"

namespace taffrail::ui {
namespace {

constexpr int64_t kNanosPerMicro = 1000;
// Clocks are off by more only where a year is wrong, and that is found out.
constexpr double kMostNanos = 366.0 * 100 * kNanosPerDay;

struct Unit {
  std::string_view name;
  int64_t nanos;
};

// The first of those with the same length is how it is written.
constexpr Unit kUnits[] = {
    {"d", kNanosPerDay},      {"h", kNanosPerHour},   {"m", kNanosPerMinute},
    {"min", kNanosPerMinute}, {"s", kNanosPerSecond}, {"ms", kNanosPerMilli},
    {"us", kNanosPerMicro},   {"µs", kNanosPerMicro}, {"ns", 1},
};

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

void SkipBlanks(std::string_view& text) {
  while (!text.empty() && text[0] == ' ') text.remove_prefix(1);
}

// Digits with an optional fraction.
std::optional<double> TakeNumber(std::string_view& text) {
  double value = 0;
  double place = 0;  // Of the next digit of the fraction.
  size_t at = 0;
  bool any = false;
  for (; at < text.size(); ++at) {
    if (text[at] == '.' && place == 0) {
      place = 0.1;
    } else if (IsDigit(text[at])) {
      const double digit = text[at] - '0';
      value = place == 0 ? value * 10 + digit : value + digit * place;
      place /= 10;
      any = true;
    } else {
      break;
    }
  }
  if (!any) return std::nullopt;
  text.remove_prefix(at);
  return value;
}

std::optional<int64_t> TakeUnit(std::string_view& text) {
  size_t length = 0;
  while (length < text.size() && !IsDigit(text[length]) && text[length] != ' ')
    ++length;
  for (const Unit& unit : kUnits) {
    if (unit.name != text.substr(0, length)) continue;
    text.remove_prefix(length);
    return unit.nanos;
  }
  return std::nullopt;
}

Status Expected() {
  return InvalidArgument("Write it as +2h, -90s, 1h30m or 250ms.");
}

}  // namespace

StatusOr<int64_t> ParseClockOffset(std::string_view text) {
  SkipBlanks(text);
  if (text.empty()) return int64_t{0};
  bool negative = false;
  for (const std::string_view minus : {"-", "−"}) {
    if (!text.starts_with(minus)) continue;
    negative = true;
    text.remove_prefix(minus.size());
    break;
  }
  if (!negative && text[0] == '+') text.remove_prefix(1);
  SkipBlanks(text);
  if (text == "0") return int64_t{0};
  double nanos = 0;
  if (text.empty()) return Expected();
  while (!text.empty()) {
    const std::optional<double> number = TakeNumber(text);
    if (!number) return Expected();
    SkipBlanks(text);
    if (text.empty() || IsDigit(text[0])) {
      return InvalidArgument(
          "A number needs its unit: d, h, m, s, ms, us, ns.");
    }
    const std::optional<int64_t> unit = TakeUnit(text);
    if (!unit) return Expected();
    nanos += *number * static_cast<double>(*unit);
    SkipBlanks(text);
  }
  if (nanos > kMostNanos) {
    return InvalidArgument("A clock cannot be off by more than a century.");
  }
  const auto rounded = static_cast<int64_t>(std::llround(nanos));
  return negative ? -rounded : rounded;
}

std::string ClockOffsetText(int64_t nanos) {
  if (nanos == 0) return "";
  std::string text = nanos < 0 ? "-" : "+";
  uint64_t rest = nanos < 0 ? 0 - static_cast<uint64_t>(nanos)
                            : static_cast<uint64_t>(nanos);
  for (const Unit& unit : kUnits) {
    const auto whole = static_cast<uint64_t>(unit.nanos);
    if (rest < whole) continue;
    text += std::to_string(rest / whole);
    text += unit.name;
    rest %= whole;
    if (rest > 0) text += ' ';
  }
  return text;
}

}  // namespace taffrail::ui
