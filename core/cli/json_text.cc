#include "core/cli/json_text.h"

#include <cstdio>

#include "core/base/utf8.h"

namespace taffrail {

std::string JsonString(std::string_view bytes) {
  std::string out = "\"";
  for (char c : ToValidUtf8(bytes)) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      char escape[8];
      snprintf(escape, sizeof(escape), "\\u%04x", c);
      out += escape;
    } else {
      out += c;
    }
  }
  return out += '"';
}

}  // namespace taffrail
