#include "core/parse/trace_id.h"

#include <algorithm>
#include <array>

#include "core/base/ascii.h"
#include "core/base/numbers.h"

namespace taffrail {
namespace {

constexpr size_t kMaxIdBytes = 160;

// Of each byte that is a digit; -1 of the others.
constexpr auto kHexValues = [] {
  std::array<int8_t, 256> values = {};
  values.fill(-1);
  for (int i = 0; i < 16; ++i) {
    values[static_cast<size_t>("0123456789abcdef"[i])] = static_cast<int8_t>(i);
    values[static_cast<size_t>("0123456789ABCDEF"[i])] = static_cast<int8_t>(i);
  }
  return values;
}();

// Up to 16 digits; 0x and signs are none.
std::optional<uint64_t> Hex64(std::string_view digits) {
  if (digits.empty() || digits.size() > 16) return std::nullopt;
  uint64_t value = 0;
  int wrong = 0;
  for (char c : digits) {
    const int digit = kHexValues[static_cast<unsigned char>(c)];
    wrong |= digit;
    value = value << 4 | static_cast<uint64_t>(digit & 15);
  }
  if (wrong < 0) return std::nullopt;
  return value;
}

// 17 to 32 digits or fewer, without dashes.
std::optional<TraceId> Hex128(std::string_view digits) {
  if (digits.empty() || digits.size() > 32) return std::nullopt;
  const size_t high_digits = digits.size() > 16 ? digits.size() - 16 : 0;
  const std::optional<uint64_t> low = Hex64(digits.substr(high_digits));
  const std::optional<uint64_t> high =
      high_digits == 0 ? 0 : Hex64(digits.substr(0, high_digits));
  if (!low || !high) return std::nullopt;
  return TraceId{*high, *low};
}

// Datadog's ids: decimal, of many lengths. A short number is something else.
std::optional<uint64_t> Decimal(std::string_view text, bool sure) {
  constexpr size_t kShortest = 15;
  if (!std::all_of(text.begin(), text.end(), IsDigit)) return std::nullopt;
  if (!sure && text.size() < kShortest) return std::nullopt;
  return ParseInt<uint64_t>(text);
}

template <class T>
std::optional<T> NotZero(std::optional<T> id, bool zero) {
  if (zero) return std::nullopt;
  return id;
}

}  // namespace

void TraceContext::Fill(const TraceContext& other) {
  if (trace.empty()) trace = other.trace;
  if (span == 0) span = other.span;
  if (parent == 0) parent = other.parent;
}

std::string ToHex(uint64_t id) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string text(16, '0');
  for (size_t i = 16; i-- > 0; id >>= 4) text[i] = kDigits[id & 15];
  return text;
}

std::string ToHex(TraceId id) { return ToHex(id.high) + ToHex(id.low); }

std::optional<TraceId> ParseTraceId(std::string_view text, bool decimal) {
  if (text.size() > kMaxIdBytes) return std::nullopt;
  // As most are written.
  if (text.size() == 32 && !decimal) {
    if (const auto id = Hex128(text)) return NotZero(id, id->empty());
  }
  if (text.starts_with("projects/")) {
    text.remove_prefix(text.rfind('/') + 1);
  }
  if (text.starts_with("Root=")) text.remove_prefix(5);
  if (text.starts_with("0x")) text.remove_prefix(2);
  if (text.starts_with("1-") && text.size() == 35) text.remove_prefix(2);
  std::array<char, 32> plain;
  size_t length = 0;
  for (char c : text) {
    if (c == '-') continue;
    if (length == plain.size()) return std::nullopt;
    plain[length++] = c;
  }
  const std::string_view digits(plain.data(), length);
  std::optional<TraceId> id;
  if ((length == 32 || length == 16) && !decimal) {
    id = Hex128(digits);
  } else if (const auto low = Decimal(text, decimal)) {
    id = TraceId{0, *low};
  } else if (length == 32 || length == 16) {
    id = Hex128(digits);
  }
  return NotZero(id, !id || id->empty());
}

std::optional<uint64_t> ParseSpanId(std::string_view text, bool decimal) {
  if (text.starts_with("0x")) text.remove_prefix(2);
  std::optional<uint64_t> id;
  if (text.size() == 16 && !decimal) {
    id = Hex64(text);
  } else if (text.size() <= 20) {
    id = Decimal(text, decimal);
    if (!id && text.size() == 16) id = Hex64(text);
  }
  return NotZero(id, id == 0);
}

std::optional<TraceContext> ParseTraceContext(std::string_view text) {
  if (text.size() > kMaxIdBytes) return std::nullopt;
  TraceContext context;
  if (text.find("Root=") != text.npos) {  // Root=1-…-…;Parent=…;Sampled=1
    const size_t root = text.find("Root=");
    const auto trace =
        ParseTraceId(text.substr(root, text.find(';', root) - root), false);
    if (!trace) return std::nullopt;
    context.trace = *trace;
    if (const size_t parent = text.find("Parent="); parent != text.npos) {
      context.span =
          ParseSpanId(text.substr(parent + 7, 16), false).value_or(0);
    }
    return context;
  }
  // trace:span:parent:flags; trace-span-sampled-parent; 00-trace-span-flags.
  const char separator = text.find(':') != text.npos ? ':' : '-';
  std::array<std::string_view, 4> parts;
  size_t count = 0;
  for (size_t at = 0; at <= text.size() && count < parts.size();) {
    const size_t end = std::min(text.find(separator, at), text.size());
    parts[count++] = text.substr(at, end - at);
    at = end + 1;
  }
  const bool w3c = separator == '-' && count == 4 && parts[0].size() == 2;
  if (count < 2) return std::nullopt;
  const auto trace = Hex128(parts[w3c ? 1 : 0]);
  const auto span = Hex64(parts[w3c ? 2 : 1]);
  const bool short_ids = parts[w3c ? 1 : 0].size() < 15;
  if (!trace || trace->empty() || !span || short_ids) return std::nullopt;
  context.trace = *trace;
  context.span = *span;
  const std::string_view parent = w3c                ? std::string_view()
                                  : separator == ':' ? parts[2]
                                                     : parts[3];
  context.parent = Hex64(parent).value_or(0);
  return context;
}

}  // namespace taffrail
