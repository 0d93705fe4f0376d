#include "core/wire/wire_record.h"

#include <bit>
#include <utility>

namespace taffrail {
namespace {

constexpr size_t kUuidTextSize = 36;
constexpr size_t kUuidSize = 16;
// Shorter hexadecimal is as likely a word or a number.
constexpr size_t kMinHexTextSize = 8;

// 0-15, or -1 for what is no lower-case digit.
int HexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

bool IsUuidDash(size_t i) { return i == 8 || i == 13 || i == 18 || i == 23; }

// Appends the bytes of pairs of digits; with dashes as in a UUID if `uuid`.
bool ParseHex(std::string_view text, bool uuid, std::string* bytes) {
  for (size_t i = 0; i < text.size();) {
    if (uuid && IsUuidDash(i)) {
      if (text[i++] != '-') return false;
      continue;
    }
    if (i + 1 >= text.size()) return false;
    const int high = HexDigit(text[i]);
    const int low = HexDigit(text[i + 1]);
    if (high < 0 || low < 0) return false;
    bytes->push_back(static_cast<char>(high << 4 | low));
    i += 2;
  }
  return true;
}

bool ParseIpv4(std::string_view text, std::string* bytes) {
  size_t at = 0;
  for (int part = 0; part < 4; ++part) {
    if (part > 0 && (at >= text.size() || text[at++] != '.')) return false;
    const size_t begin = at;
    unsigned value = 0;
    while (at < text.size() && text[at] >= '0' && text[at] <= '9' &&
           at < begin + 3) {
      value = value * 10 + static_cast<unsigned>(text[at++] - '0');
    }
    // A leading zero would not come back.
    const bool padded = at - begin > 1 && text[begin] == '0';
    if (at == begin || padded || value > 255) return false;
    bytes->push_back(static_cast<char>(value));
  }
  return at == text.size();
}

void AppendHex(std::string_view bytes, bool uuid, std::string* out) {
  constexpr char kDigits[] = "0123456789abcdef";
  for (size_t i = 0; i < bytes.size(); ++i) {
    if (uuid && (i == 4 || i == 6 || i == 8 || i == 10)) out->push_back('-');
    const uint8_t byte = static_cast<uint8_t>(bytes[i]);
    out->push_back(kDigits[byte >> 4]);
    out->push_back(kDigits[byte & 15]);
  }
}

}  // namespace

bool operator==(const WireValue& a, const WireValue& b) {
  return a.kind == b.kind && a.integer == b.integer && a.text == b.text &&
         std::bit_cast<uint64_t>(a.number) == std::bit_cast<uint64_t>(b.number);
}

WireValue IntegerValue(int64_t value) {
  return {.kind = WireKind::kInteger, .integer = value, .text = {}};
}

WireValue DoubleValue(double value) {
  return {.kind = WireKind::kDouble, .number = value, .text = {}};
}

WireValue BoolValue(bool value) {
  return {.kind = WireKind::kBool, .integer = value, .text = {}};
}

WireValue TextValue(std::string_view text, WireKind kind) {
  return {.kind = kind, .text = text};
}

WireValue PackedText(std::string_view text, std::string* bytes) {
  bytes->clear();
  if (text.size() == kUuidTextSize && ParseHex(text, true, bytes)) {
    return TextValue(*bytes, WireKind::kUuid);
  }
  bytes->clear();
  if (ParseIpv4(text, bytes)) return TextValue(*bytes, WireKind::kIpv4);
  bytes->clear();
  if (text.size() >= kMinHexTextSize && ParseHex(text, false, bytes)) {
    return TextValue(*bytes, WireKind::kHex);
  }
  return TextValue(text);
}

void AppendText(const WireValue& value, std::string* out) {
  switch (value.kind) {
    case WireKind::kHex:
      return AppendHex(value.text, false, out);
    case WireKind::kUuid:
      return AppendHex(value.text.substr(0, kUuidSize), true, out);
    case WireKind::kIpv4:
      for (size_t i = 0; i < value.text.size(); ++i) {
        if (i > 0) out->push_back('.');
        out->append(std::to_string(static_cast<uint8_t>(value.text[i])));
      }
      return;
    default:
      out->append(value.text);
  }
}

void WireRecord::Clear() {
  auto keep_parameters = std::move(parameters);
  auto keep_attributes = std::move(attributes);
  auto keep_labels = std::move(labels);
  keep_parameters.clear();
  keep_attributes.clear();
  keep_labels.clear();
  *this = {};
  parameters = std::move(keep_parameters);
  attributes = std::move(keep_attributes);
  labels = std::move(keep_labels);
}

}  // namespace taffrail
