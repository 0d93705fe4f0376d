#include "ui/text/field_text.h"

#include <cstdio>
#include <optional>

#include "core/base/numbers.h"
#include "ui/text/civil_time.h"
#include "ui/text/display_text.h"

namespace taffrail::ui {
namespace {

// To three decimals, without zeroes at the end, thousands set apart.
std::string Decimal(uint64_t nanos, uint64_t unit, std::string_view name) {
  const uint64_t thousandths = (nanos * 1000 + unit / 2) / unit;
  std::string text = WithThousands(thousandths / 1000);
  char fraction[8];
  std::snprintf(fraction, sizeof(fraction), ".%03u",
                static_cast<unsigned>(thousandths % 1000));
  std::string_view rest = fraction;
  while (!rest.empty() && (rest.back() == '0' || rest.back() == '.')) {
    const bool point = rest.back() == '.';
    rest.remove_suffix(1);
    if (point) break;
  }
  return text.append(rest).append(" ").append(name);
}

}  // namespace

std::string SpanText(int64_t nanos) {
  if (nanos == 0) return "0 s";
  const uint64_t length = nanos < 0 ? 0 - static_cast<uint64_t>(nanos)
                                    : static_cast<uint64_t>(nanos);
  const std::string sign = nanos < 0 ? "−" : "";
  if (length < 1000) return sign + std::to_string(length) + " ns";
  if (length < kNanosPerMilli) return sign + Decimal(length, 1000, "µs");
  if (length < 10 * kNanosPerSecond) {
    return sign + Decimal(length, kNanosPerMilli, "ms");
  }
  if (length < 2 * kNanosPerMinute) {
    return sign + Decimal(length, kNanosPerSecond, "s");
  }
  return sign + DurationText(static_cast<int64_t>(length));
}

std::string FieldText(const v1::Field& field) {
  if (field.type() == v1::Field::TYPE_DURATION) {
    if (const auto nanos = ParseInt<int64_t>(field.value())) {
      return SpanText(*nanos);
    }
  }
  return ToPrintable(field.value(), /*keep_lines=*/false);
}

std::string ShortId(std::string_view id, size_t characters) {
  constexpr size_t kTail = 4;
  if (id.size() <= characters || characters < kTail + 2) return std::string(id);
  std::string text(id.substr(0, characters - kTail - 1));
  return text.append("…").append(id.substr(id.size() - kTail));
}

}  // namespace taffrail::ui
