#include "ui/text/error_place.h"

#include <algorithm>

#include "core/base/numbers.h"

namespace taffrail::ui {
namespace {

std::optional<size_t> TakeNumberAfter(std::string_view& text,
                                      std::string_view word) {
  if (!text.starts_with(word)) return std::nullopt;
  text.remove_prefix(word.size());
  const size_t end =
      std::min(text.find_first_not_of("0123456789"), text.size());
  const auto number = ParseInt<size_t>(text.substr(0, end));
  text.remove_prefix(end);
  return number;
}

// The place of a byte of the JSON string that opens at `at`.
size_t AtByteOfString(std::string_view text, size_t at, size_t byte) {
  if (at >= text.size() || text[at] != '"') return at;
  for (++at; at < text.size() && text[at] != '"' && byte > 0; --byte) {
    const bool escaped = text[at] == '\\' && at + 1 < text.size();
    at += !escaped ? 1 : text[at + 1] == 'u' ? 6 : 2;
  }
  return std::min(at, text.size());
}

}  // namespace

std::optional<size_t> ErrorPlace(std::string_view text,
                                 const v1::Error& error) {
  if (error.has_column()) {
    return std::min<size_t>(error.column(), text.size());
  }
  std::string_view message = error.message();
  const auto line = TakeNumberAfter(message, "line ");
  const auto column = TakeNumberAfter(message, ", column ");
  if (!line || !column || *line == 0 || *column == 0) return std::nullopt;
  size_t begin = 0;
  for (size_t i = 1; i < *line; ++i) {
    const size_t feed = text.find('\n', begin);
    if (feed == std::string_view::npos) return text.size();
    begin = feed + 1;
  }
  const size_t at = std::min(begin + *column - 1, text.size());
  const auto pattern = TakeNumberAfter(message, ": pattern ");
  const auto inside = TakeNumberAfter(message, ", column ");
  if (!pattern || !inside || *inside == 0) return at;
  return AtByteOfString(text, at, *inside - 1);
}

}  // namespace taffrail::ui
