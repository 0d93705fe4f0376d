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

// The one shape that a time at the start of `text` can have, by its digits and
// marks; nothing for most texts that start with no time. Asked only where
// MayStartTime() is true.
std::optional<TimeShape> GuessTimeShape(std::string_view text);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_PARSE_TIME_SHAPE_H_
