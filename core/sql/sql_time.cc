#include "core/sql/sql_time.h"

#include "core/parse/time_text.h"
#include "core/parse/timestamp.h"

namespace taffrail {

std::string SqlTimeText(int64_t ns) {
  std::string text = TimeText(ns);
  text[text.find('T')] = ' ';
  text.pop_back();  // Z
  for (int groups = 0; groups < 3 && text.ends_with("000"); ++groups) {
    text.resize(text.size() - 3);
  }
  if (text.ends_with('.')) text.pop_back();
  return text;
}

std::optional<int64_t> ParseSqlTime(std::string_view text) {
  for (std::string_view rest : {"", ":00", ":00:00", "-01", "-01-01"}) {
    const std::string whole = std::string(text) + std::string(rest);
    const auto time = ParseTimestamp(whole, TimeContext{});
    if (time && time->length == whole.size() &&
        time->shape != TimeShape::kClock) {
      return time->ns;
    }
  }
  return std::nullopt;
}

}  // namespace taffrail
