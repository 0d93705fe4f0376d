#ifndef TAFFRAIL_CORE_PARSE_TIME_SHAPE_H_
#define TAFFRAIL_CORE_PARSE_TIME_SHAPE_H_

#include <optional>
#include <string_view>

#include "core/parse/timestamp.h"

namespace taffrail {

// Most words that a time may start with can be told from one at once.
inline bool MayStartTime(std::string_view text) {
  constexpr size_t kShortest = 8;  // "13:24:07"
  if (text.size() < kShortest) return false;
  if (text[0] <= '9') return text[0] >= '0';
  return text[3] == ' ' || text[3] == ',';
}

// The shape of `2026-11-22T13:…` and `2026/11/22 13:…`, by far the most
// frequent; GuessTimeShape() gives the same for them.
inline std::optional<TimeShape> GuessYearFirst(std::string_view text) {
  constexpr size_t kHourEnd = 13;
  if (text.size() <= kHourEnd || text[4] != text[7] || text[kHourEnd] != ':') {
    return std::nullopt;
  }
  const auto digit = [&](size_t i) { return text[i] >= '0' && text[i] <= '9'; };
  if ((text[10] != ' ' && (text[10] | 0x20) != 't') || !digit(0) || !digit(1) ||
      !digit(2) || !digit(3) || !digit(11) || !digit(12)) {
    return std::nullopt;
  }
  if (text[4] == '-') return TimeShape::kIso8601;
  if (text[4] == '/') return TimeShape::kSlashes;
  return std::nullopt;
}

// The one shape that a time at the start of `text` can have, by its digits and
// marks; nothing for most texts that start with no time. Asked only where
// MayStartTime() is true.
std::optional<TimeShape> GuessTimeShape(std::string_view text);

// The same of any text.
inline std::optional<TimeShape> ShapeOfTime(std::string_view text) {
  if (!MayStartTime(text)) return std::nullopt;
  if (const auto shape = GuessYearFirst(text)) return shape;
  return GuessTimeShape(text);
}

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_PARSE_TIME_SHAPE_H_
