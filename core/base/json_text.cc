#include "core/base/json_text.h"

#include <cstdio>

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

}  // namespace taffrail
