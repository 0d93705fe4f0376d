#include "core/parse/unescape.h"

#include <cstdint>
#include <cstring>
#include <optional>

namespace taffrail {
namespace {

constexpr uint32_t kReplacement = 0xFFFD;

std::optional<uint32_t> HexUnit(std::string_view text) {
  if (text.size() < 4) return std::nullopt;
  uint32_t unit = 0;
  for (char c : text.substr(0, 4)) {
    const char lower = static_cast<char>(c | 0x20);
    uint32_t digit;
    if (c >= '0' && c <= '9') {
      digit = static_cast<uint32_t>(c - '0');
    } else if (lower >= 'a' && lower <= 'f') {
      digit = static_cast<uint32_t>(lower - 'a' + 10);
    } else {
      return std::nullopt;
    }
    unit = unit << 4 | digit;
  }
  return unit;
}

char* WriteUtf8(uint32_t point, char* out) {
  const auto trail = [&](int shift) {
    *out++ = static_cast<char>(0x80 | ((point >> shift) & 0x3F));
  };
  if (point < 0x80) {
    *out++ = static_cast<char>(point);
  } else if (point < 0x800) {
    *out++ = static_cast<char>(0xC0 | point >> 6);
    trail(0);
  } else if (point < 0x10000) {
    *out++ = static_cast<char>(0xE0 | point >> 12);
    trail(6);
    trail(0);
  } else {
    *out++ = static_cast<char>(0xF0 | point >> 18);
    trail(12);
    trail(6);
    trail(0);
  }
  return out;
}

// The code point of a \u escape whose first unit is `unit`; takes the second
// unit of a pair off `rest`.
uint32_t CodePoint(uint32_t unit, std::string_view* rest) {
  if (unit < 0xD800 || unit > 0xDFFF) return unit;
  if (unit > 0xDBFF || !rest->starts_with("\\u")) return kReplacement;
  const std::optional<uint32_t> low = HexUnit(rest->substr(2));
  if (!low || *low < 0xDC00 || *low > 0xDFFF) return kReplacement;
  rest->remove_prefix(6);
  return 0x10000 + ((unit - 0xD800) << 10) + (*low - 0xDC00);
}

char SimpleEscape(char c) {
  switch (c) {
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    default:
      return c;
  }
}

}  // namespace

bool UnescapeOne(const char** at, const char* end, char** out) {
  const char* from = *at + 1;
  if (from == end) return false;
  const char c = *from++;
  if (c != 'u') {
    *(*out)++ = SimpleEscape(c);
    *at = from;
    return true;
  }
  std::string_view rest(from, static_cast<size_t>(end - from));
  const std::optional<uint32_t> unit = HexUnit(rest);
  if (!unit) return false;
  rest.remove_prefix(4);
  *out = WriteUtf8(CodePoint(*unit, &rest), *out);
  *at = rest.data();
  return true;
}

bool AppendUnescaped(std::string_view escaped, std::string* out) {
  const char* at = escaped.data();
  const char* const end = at + escaped.size();
  for (;;) {
    const size_t plain = escaped.find('\\');
    out->append(escaped.substr(0, plain));
    if (plain == escaped.npos) return true;
    at += plain;
    char bytes[4];
    char* last = bytes;
    if (!UnescapeOne(&at, end, &last)) return false;
    out->append(bytes, last);
    escaped = {at, static_cast<size_t>(end - at)};
  }
}

}  // namespace taffrail
