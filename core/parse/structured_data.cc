#include "core/parse/structured_data.h"

#include <algorithm>
#include <optional>

namespace taffrail {
namespace {

bool IsNameByte(char c) {
  return c > ' ' && c < 0x7F && c != '=' && c != ']' && c != '"';
}

std::string_view TakeName(std::string_view* text) {
  const auto end = std::find_if_not(text->begin(), text->end(), IsNameByte);
  const std::string_view name =
      text->substr(0, static_cast<size_t>(end - text->begin()));
  text->remove_prefix(name.size());
  return name;
}

void SkipBlanks(std::string_view* text) {
  while (text->starts_with(' ')) text->remove_prefix(1);
}

// The value after `=`, still escaped if it is `quoted`; nothing when its quotes
// do not close.
std::optional<std::string_view> TakeValue(std::string_view* text,
                                          bool* quoted) {
  *quoted = text->starts_with('"');
  if (!*quoted) return TakeName(text);
  size_t end = text->find_first_of("\"\\", 1);
  while (end != text->npos && (*text)[end] == '\\') {
    end = text->find_first_of("\"\\", end + 2);
  }
  if (end == text->npos) return std::nullopt;
  const std::string_view value = text->substr(1, end - 1);
  text->remove_prefix(end + 1);
  return value;
}

// The RFC escapes these three and leaves a backslash before all else alone.
bool IsEscaped(char c) { return c == '"' || c == '\\' || c == ']'; }

}  // namespace

size_t StructuredDataLength(std::string_view text) {
  std::string_view rest = text;
  while (rest.starts_with('[')) {
    rest.remove_prefix(1);
    if (TakeName(&rest).empty()) return text.npos;
    SkipBlanks(&rest);
    while (!rest.starts_with(']')) {
      bool quoted;
      if (TakeName(&rest).empty() || !rest.starts_with('=')) return text.npos;
      rest.remove_prefix(1);
      if (!TakeValue(&rest, &quoted)) return text.npos;
      SkipBlanks(&rest);
    }
    rest.remove_prefix(1);
  }
  return rest.size() == text.size() ? text.npos : text.size() - rest.size();
}

StructuredDataScanner::StructuredDataScanner(std::string_view text,
                                             std::string* unescaped)
    : unescaped_(unescaped) {
  const size_t length = StructuredDataLength(text);
  if (length != text.npos) rest_ = text.substr(0, length);
  unescaped_->clear();
  // Unescaping never lengthens, so what was yielded never moves.
  unescaped_->reserve(rest_.size());
}

bool StructuredDataScanner::Next(StructuredDataParam* param) {
  for (;;) {
    SkipBlanks(&rest_);
    if (rest_.starts_with(']')) rest_.remove_prefix(1);
    if (!rest_.starts_with('[')) break;
    rest_.remove_prefix(1);
    id_ = TakeName(&rest_);
  }
  param->id = id_;
  param->name = TakeName(&rest_);
  if (!rest_.starts_with('=')) return false;
  rest_.remove_prefix(1);
  bool quoted;
  const std::optional<std::string_view> value = TakeValue(&rest_, &quoted);
  if (!value) return false;
  param->value = *value;
  if (!quoted || value->find('\\') == value->npos) return true;
  const size_t from = unescaped_->size();
  for (size_t i = 0; i < value->size(); ++i) {
    const bool escape = (*value)[i] == '\\' && i + 1 < value->size() &&
                        IsEscaped((*value)[i + 1]);
    *unescaped_ += (*value)[escape ? ++i : i];
  }
  param->value = std::string_view(*unescaped_).substr(from);
  return true;
}

}  // namespace taffrail
