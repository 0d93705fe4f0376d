#include "core/base/json_text.h"

#include <cstdio>

#include "core/base/ascii.h"
#include "core/base/utf8.h"

namespace taffrail {

void AppendJsonString(std::string_view bytes, std::string* out) {
  *out += '"';
  for (char c : ToValidUtf8(bytes)) {
    if (c == '"' || c == '\\') {
      *out += '\\';
      *out += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      char escape[8];
      snprintf(escape, sizeof(escape), "\\u%04x", c);
      *out += escape;
    } else {
      *out += c;
    }
  }
  *out += '"';
}

std::string JsonString(std::string_view bytes) {
  std::string out;
  AppendJsonString(bytes, &out);
  return out;
}

bool IsJsonNumber(std::string_view text) {
  const auto take = [&](char c) {
    const bool is = text.starts_with(c);
    if (is) text.remove_prefix(1);
    return is;
  };
  const auto take_digits = [&] {
    const size_t before = text.size();
    while (!text.empty() && IsDigit(text[0])) text.remove_prefix(1);
    return before - text.size();
  };
  take('-');
  if (!take('0') && take_digits() == 0) return false;
  if (take('.') && take_digits() == 0) return false;
  if (take('e') || take('E')) {
    if (!take('+')) take('-');
    if (take_digits() == 0) return false;
  }
  return text.empty();
}

}  // namespace taffrail
