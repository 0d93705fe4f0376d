#include "core/parse/pattern_types.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "core/base/ascii.h"
#include "core/parse/field_value.h"
#include "core/parse/quotes.h"
#include "core/parse/token.h"

namespace taffrail {
namespace {

bool IsHostByte(char c) {
  return IsWordByte(static_cast<unsigned char>(c)) || c == '.' || c == '-' ||
         c == '_' || c == '*';
}

template <class Is>
size_t Run(std::string_view text, size_t from, Is is) {
  while (from < text.size() && is(text[from])) ++from;
  return from;
}

size_t SignAndDigits(std::string_view text) {
  const size_t sign =
      !text.empty() && (text[0] == '-' || text[0] == '+') ? 1 : 0;
  const size_t end = Run(text, sign, IsDigit);
  return end == sign ? kNoValue : end;
}

// Four numbers up to 255 and no fifth.
size_t Ipv4Length(std::string_view text) {
  size_t at = 0;
  for (int part = 0; part < 4; ++part) {
    if (part > 0) {
      if (at == text.size() || text[at] != '.') return kNoValue;
      ++at;
    }
    int value = 0;
    const size_t start = at;
    while (at < text.size() && at < start + 4 && IsDigit(text[at])) {
      value = value * 10 + (text[at++] - '0');
    }
    if (at == start || value > 255) return kNoValue;
  }
  return at;
}

// Groups of up to four digits between colons, one gap, a last part that may be
// IPv4, and a zone. Eight groups are a whole address: what follows is the port.
size_t Ipv6Length(std::string_view text) {
  size_t at = 0;
  int groups = 0;
  bool gap = false;
  if (text.starts_with("::")) {
    gap = true;
    at = 2;
  }
  while (groups < 8) {
    const std::string_view rest = text.substr(at);
    if (const size_t v4 = Ipv4Length(rest); v4 != kNoValue && groups > 0) {
      at += v4;
      groups += 2;
      break;
    }
    const size_t digits = Run(rest.substr(0, 5), 0, IsHex);
    if (digits == 5) return kNoValue;
    if (digits == 0) break;
    at += digits;
    ++groups;
    if (groups == 8) break;
    const std::string_view after = text.substr(at);
    if (!gap && after.starts_with("::")) {
      gap = true;
      at += 2;
    } else if (after.size() > 1 && after[0] == ':' && IsHex(after[1])) {
      ++at;
    } else {
      break;
    }
  }
  if (gap ? groups == 0 && at < 2 : groups != 8) return kNoValue;
  if (at < text.size() && text[at] == '%') at = Run(text, at + 1, IsHostByte);
  return at;
}

}  // namespace

bool IsPatternNameByte(char c) {
  return IsWordByte(static_cast<unsigned char>(c)) || c == '_' || c == '.' ||
         c == '$' || c == '/' || c == ':' || c == '@' || c == '-';
}

size_t IntLength(std::string_view text) { return SignAndDigits(text); }

size_t IndexLength(std::string_view text) {
  constexpr size_t kMostDigits = 6;
  const size_t end = Run(text, 0, IsDigit);
  return end == 0 || end > kMostDigits ? kNoValue : end;
}

size_t NumberLength(std::string_view text) {
  size_t at = 0;
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) at = 1;
  const size_t whole = at;
  at = Run(text, at, IsDigit);
  size_t digits = at - whole;
  if (at + 1 < text.size() && text[at] == '.' && IsDigit(text[at + 1])) {
    const size_t fraction = at + 1;
    at = Run(text, fraction, IsDigit);
    digits += at - fraction;
  }
  if (digits == 0) return kNoValue;
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    const size_t exponent = SignAndDigits(text.substr(at + 1));
    if (exponent != kNoValue) at += 1 + exponent;
  }
  return at;
}

size_t UptimeLength(std::string_view text) {
  constexpr size_t kMostDigits = 9;
  const size_t whole = Run(text, 0, IsDigit);
  return whole == 0 || whole > kMostDigits ? kNoValue : NumberLength(text);
}

size_t HexLength(std::string_view text) {
  const size_t start = text.starts_with("0x") || text.starts_with("0X") ? 2 : 0;
  const size_t end = Run(text, start, IsHex);
  return end == start ? kNoValue : end;
}

size_t IpLength(std::string_view text) {
  if (text.starts_with('[')) {
    const size_t inside = Ipv6Length(text.substr(1));
    const bool closed = inside != kNoValue && inside + 1 < text.size() &&
                        text[inside + 1] == ']';
    return closed ? inside + 2 : kNoValue;
  }
  const size_t v4 = Ipv4Length(text);
  return v4 != kNoValue ? v4 : Ipv6Length(text);
}

size_t HostLength(std::string_view text) {
  const size_t name = Run(text, 0, IsHostByte);
  // Only addresses have colons and brackets, or nothing but digits and dots.
  const bool ends =
      name == text.size() ||
      (text[name] != ':' && text[name] != '[' && text[name] != '%');
  if (ends && name > 0) return name;
  const size_t ip = IpLength(text);
  if (ip != kNoValue && ip >= name) return ip;
  return name == 0 ? kNoValue : name;
}

size_t UuidLength(std::string_view text) {
  constexpr size_t kLength = 36;
  if (text.size() < kLength) return kNoValue;
  for (size_t i = 0; i < kLength; ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (dash ? text[i] != '-' : !IsHex(text[i])) return kNoValue;
  }
  return kLength;
}

size_t QuotedLength(std::string_view text) {
  if (!text.starts_with('"')) return kNoValue;
  const char* const end = text.data() + text.size();
  bool escapes = false;
  const char* const close = FindClosingQuote(text.data() + 1, end, &escapes);
  return close == end ? kNoValue : static_cast<size_t>(close - text.data()) + 1;
}

size_t DurationLength(std::string_view text) {
  size_t at = text.starts_with('-') ? 1 : 0;
  size_t length = kNoValue;
  for (;;) {
    const size_t number =
        Run(text, at, [](char c) { return IsDigit(c) || c == '.'; });
    if (number == at) return length;
    const size_t blank =
        length == kNoValue && number < text.size() && text[number] == ' ' ? 1
                                                                          : 0;
    const size_t unit = number + blank;
    const size_t end = Run(text, unit, [](char c) {
      return IsWordByte(static_cast<unsigned char>(c)) && !IsDigit(c);
    });
    if (NsPerUnit(text.substr(unit, end - unit)) == 0) return length;
    length = at = end;
  }
}

size_t EpochLength(std::string_view text) {
  const size_t whole = Run(text, 0, IsDigit);
  if (whole < 9 || whole > 19) return kNoValue;
  if (whole + 1 < text.size() && text[whole] == '.' &&
      IsDigit(text[whole + 1])) {
    return Run(text, whole + 1, IsDigit);
  }
  return whole;
}

}  // namespace taffrail
