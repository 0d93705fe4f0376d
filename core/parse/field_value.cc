#include "core/parse/field_value.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "core/base/ascii.h"
#include "core/base/numbers.h"

namespace taffrail {
namespace {

constexpr int64_t kMicrosecond = 1'000;
constexpr int64_t kMillisecond = 1'000'000;
constexpr int64_t kSecond = 1'000'000'000;
constexpr size_t kMaxNumberBytes = 40;

struct Unit {
  std::string_view name;
  int64_t ns;
};

constexpr Unit kUnits[] = {
    {"ns", 1},
    {"us", kMicrosecond},
    {"\xC2\xB5s", kMicrosecond},  // The micro sign
    {"\xCE\xBCs", kMicrosecond},  // and the Greek letter.
    {"ms", kMillisecond},
    {"s", kSecond},
    {"m", 60 * kSecond},
    {"h", 3600 * kSecond},
    {"d", 86400 * kSecond},
    {"sec", kSecond},
    {"secs", kSecond},
    {"min", 60 * kSecond},
    {"mins", 60 * kSecond},
    {"nanoseconds", 1},
    {"microseconds", kMicrosecond},
    {"milliseconds", kMillisecond},
    {"millis", kMillisecond},
    {"msec", kMillisecond},
    {"usec", kMicrosecond},
    {"second", kSecond},
    {"seconds", kSecond},
    {"minute", 60 * kSecond},
    {"minutes", 60 * kSecond},
    {"hour", 3600 * kSecond},
    {"hours", 3600 * kSecond},
    {"day", 86400 * kSecond},
    {"days", 86400 * kSecond},
};

// digits * 10^exponent. Exact where both factors are exact doubles, which all
// but odd numbers are; else the last bit may be off.
double ScaledByTen(uint64_t digits, int exponent) {
  if (digits == 0) return 0;
  constexpr int kLargest = 400;
  exponent = std::clamp(exponent, -kLargest, kLargest);
  constexpr uint64_t kExactDigits = uint64_t{1} << 53;
  constexpr int kExactPower = 22;
  if (digits <= kExactDigits && std::abs(exponent) <= kExactPower) {
    double power = 1;
    for (int i = 0; i < std::abs(exponent); ++i) power *= 10;
    const double value = static_cast<double>(digits);
    return exponent < 0 ? value / power : value * power;
  }
  return static_cast<double>(
      static_cast<long double>(digits) *
      std::pow(10.0L, static_cast<long double>(exponent)));
}

size_t NumberLength(std::string_view text) {
  size_t at = 0;
  while (at < text.size() && (IsDigit(text[at]) || text[at] == '.')) ++at;
  return at;
}

}  // namespace

int64_t NsPerUnit(std::string_view unit) {
  for (const Unit& known : kUnits) {
    if (known.name == unit) return known.ns;
  }
  return 0;
}

std::optional<double> ParseReal(std::string_view text) {
  size_t at = 0;
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) ++at;
  // The digits that 64 bits hold; those after them only move the point.
  constexpr uint64_t kFull = 1'000'000'000'000'000'000;
  uint64_t digits = 0;
  int exponent = 0;
  bool any = false;
  for (bool point = false; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '.' && !point) {
      point = true;
    } else if (IsDigit(c)) {
      any = true;
      const bool kept = digits < kFull;
      if (kept) digits = digits * 10 + static_cast<uint64_t>(c - '0');
      exponent += (kept ? 0 : 1) - (point ? 1 : 0);
    } else {
      break;
    }
  }
  if (!any) return std::nullopt;
  if (at < text.size()) {
    if ((text[at] | 0x20) != 'e') return std::nullopt;
    std::string_view written = text.substr(at + 1);
    if (written.starts_with('+')) written.remove_prefix(1);
    const bool small = written.starts_with('-');
    if (written.empty() ||
        written.find_first_not_of("0123456789", small) != written.npos ||
        written.size() == small) {
      return std::nullopt;
    }
    constexpr int kBeyondAny = 100'000;
    exponent +=
        ParseInt<int>(written).value_or(small ? -kBeyondAny : kBeyondAny);
  }
  const double value = ScaledByTen(digits, exponent);
  return negative ? -value : value;
}

std::optional<int64_t> ScaleDuration(std::string_view number,
                                     int64_t ns_per_unit) {
  if (const std::optional<int64_t> whole = ParseInt<int64_t>(number)) {
    int64_t ns;
    if (__builtin_mul_overflow(*whole, ns_per_unit, &ns)) return std::nullopt;
    return ns;
  }
  const std::optional<double> real = ParseReal(number);
  if (!real) return std::nullopt;
  const double ns = std::round(*real * static_cast<double>(ns_per_unit));
  constexpr double kLimit = 9.2e18;
  if (!(ns > -kLimit && ns < kLimit)) return std::nullopt;
  return static_cast<int64_t>(ns);
}

std::optional<int64_t> ParseDuration(std::string_view text) {
  if (text.empty() || text.size() > kMaxNumberBytes) return std::nullopt;
  int64_t total = 0;
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  do {
    const size_t digits = NumberLength(text);
    if (digits == 0) return std::nullopt;
    const std::string_view number = text.substr(0, digits);
    text.remove_prefix(digits);
    if (text.starts_with(' ')) text.remove_prefix(1);
    size_t letters = 0;
    while (letters < text.size() && !IsDigit(text[letters])) ++letters;
    const int64_t unit = NsPerUnit(text.substr(0, letters));
    text.remove_prefix(letters);
    if (unit == 0) return std::nullopt;
    const std::optional<int64_t> part = ScaleDuration(number, unit);
    if (!part || __builtin_add_overflow(total, *part, &total)) {
      return std::nullopt;
    }
  } while (!text.empty());
  return negative ? -total : total;
}

void SetNumber(ParsedField* field) {
  std::string_view text = field->value;
  if (text.starts_with('+')) text.remove_prefix(1);
  if (const std::optional<int64_t> whole = ParseInt<int64_t>(text)) {
    field->SetInt(*whole);
  } else if (const std::optional<double> real = ParseReal(text)) {
    field->kind = FieldKind::kDouble;
    field->real = *real;
  }
}

void GuessKind(ParsedField* field) {
  const std::string_view text = field->value;
  if (text.empty() || text.size() > kMaxNumberBytes) return;
  if (text == "true" || text == "false") {
    field->kind = FieldKind::kBool;
    field->integer = text == "true";
    return;
  }
  std::string_view digits = text;
  if (digits.starts_with('-')) digits.remove_prefix(1);
  if (digits.empty() || !IsDigit(digits[0])) return;
  const bool padded =
      digits.size() > 1 && digits[0] == '0' && IsDigit(digits[1]);
  if (padded) return;
  const size_t length = NumberLength(digits);
  if (length == digits.size()) {
    SetNumber(field);
    return;
  }
  // "5m" and "3h" are as often sizes and names.
  if (!text.ends_with('s')) return;
  if (const std::optional<int64_t> ns = ParseDuration(text)) {
    field->SetDuration(*ns);
  }
}

}  // namespace taffrail
