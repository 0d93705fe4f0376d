#include "core/base/ansi.h"

#include <algorithm>

namespace taffrail {
namespace {

// Longer ones are no colours but damage: the text after them must not be lost.
constexpr size_t kMaxControlBytes = 64;
constexpr size_t kMaxCommandBytes = 1024;

}  // namespace

size_t EscapeLength(std::string_view text) {
  if (text.size() < 2 || text[0] != '\x1b') return 0;
  if (text[1] == '[') {
    const size_t end = std::min(text.size(), kMaxControlBytes);
    for (size_t i = 2; i < end; ++i) {
      if (text[i] >= '\x40' && text[i] <= '\x7e') return i + 1;
      if (text[i] < '\x20') return 0;
    }
    return 0;
  }
  if (text[1] == ']') {
    const size_t end = std::min(text.size(), kMaxCommandBytes);
    for (size_t i = 2; i < end && text[i] != '\n'; ++i) {
      if (text[i] == '\a') return i + 1;
      if (text[i] == '\x1b')
        return i + 1 < end && text[i + 1] == '\\' ? i + 2 : 0;
    }
  }
  return 0;
}

std::string_view WithoutEscapes(std::string_view text, std::string* buffer) {
  size_t at = text.find('\x1b');
  if (at == std::string_view::npos) return text;
  buffer->clear();
  while (at != std::string_view::npos) {
    buffer->append(text.substr(0, at));
    text.remove_prefix(at);
    const size_t length = EscapeLength(text);
    if (length == 0) buffer->push_back(text[0]);
    text.remove_prefix(std::max<size_t>(1, length));
    at = text.find('\x1b');
  }
  buffer->append(text);
  return *buffer;
}

}  // namespace taffrail
