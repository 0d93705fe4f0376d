#include "ui/text/cell_text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <string_view>

#include "core/base/numbers.h"
#include "ui/text/civil_time.h"
#include "ui/text/display_text.h"

namespace taffrail::ui {
namespace {

using Cell = v1::TableRows::Cell;

// A minus as wide as a plus, as the interface has it.
constexpr std::string_view kMinus = "−";

std::string Grouped(int64_t number) {
  const uint64_t size = number < 0 ? 0 - static_cast<uint64_t>(number)
                                   : static_cast<uint64_t>(number);
  return (number < 0 ? std::string(kMinus) : "") + WithThousands(size);
}

// To so many digits, no zeros at the end.
std::string RealText(double value, int digits) {
  if (!std::isfinite(value) || (value != 0 && std::abs(value) < 1e-4) ||
      std::abs(value) >= 1e15) {
    std::array<char, 32> text;
    std::snprintf(text.data(), text.size(), "%.4g", value);
    return text.data();
  }
  const int whole_digits =
      value == 0
          ? 1
          : std::max(
                1,
                static_cast<int>(std::floor(std::log10(std::abs(value)))) + 1);
  const int decimals = std::max(0, digits - whole_digits);
  std::array<char, 48> text;
  std::snprintf(text.data(), text.size(), "%.*f", decimals, std::abs(value));
  std::string_view shown = text.data();
  const size_t point = std::min(shown.find('.'), shown.size());
  std::string_view fraction = shown.substr(point);
  while (fraction.ends_with('0')) fraction.remove_suffix(1);
  if (fraction == ".") fraction = {};
  const auto whole = ParseInt<uint64_t>(shown.substr(0, point));
  return (value < 0 ? std::string(kMinus) : "") +
         WithThousands(whole.value_or(0)) + std::string(fraction);
}

std::string ShortDuration(int64_t ns) {
  constexpr std::pair<int64_t, const char*> kUnits[] = {
      {kNanosPerSecond, " s"}, {kNanosPerMilli, " ms"}, {1000, " µs"}};
  if (ns >= 120 * kNanosPerSecond) return DurationText(ns);
  for (const auto& [unit, name] : kUnits) {
    if (std::abs(ns) >= unit) {
      return RealText(static_cast<double>(ns) / static_cast<double>(unit), 4) +
             name;
    }
  }
  return std::to_string(ns) + " ns";
}

}  // namespace

std::string CellText(const Cell& cell, const v1::TableProgress::Column& column,
                     const TimeZone& zone) {
  switch (cell.kind()) {
    case Cell::KIND_INT:
      // Of a field it may be an id, a port or a code.
      return column.field().empty() ? Grouped(cell.number()) : cell.text();
    case Cell::KIND_DOUBLE:
      return column.field().empty() ? RealText(cell.real(), 5) : cell.text();
    case Cell::KIND_DURATION:
      return ShortDuration(cell.number());
    case Cell::KIND_TIME: {
      const CivilTime time = ToCivil(cell.number(), zone);
      return IsoDate(time) + " " + ClockText(time, PrecisionOf(cell.number()));
    }
    case Cell::KIND_NONE:
      return "–";
    default:
      return ToPrintable(cell.text(), /*keep_lines=*/false);
  }
}

}  // namespace taffrail::ui
