#ifndef TAFFRAIL_CORE_WIRE_WIRE_RECORD_H_
#define TAFFRAIL_CORE_WIRE_WIRE_RECORD_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace taffrail {

// What a value is. The numbers are on the wire (docs/wire-format.md).
enum class WireKind : uint8_t {
  kNull = 0,
  kText = 1,
  kInteger = 2,
  kDouble = 3,
  kBool = 4,
  kBytes = 5,
  // An array or object, or a number no other kind can hold, as JSON text.
  kJson = 6,
  // Texts that are carried as the bytes they stand for: lower-case hexadecimal,
  // a lower-case UUID (16 bytes), a dotted IPv4 address (4 bytes).
  kHex = 7,
  kUuid = 8,
  kIpv4 = 9,
};

// Whether a value of that kind has `text`.
constexpr bool IsTextKind(WireKind kind) {
  return kind == WireKind::kText || kind >= WireKind::kBytes;
}

// A typed value. `text` lives as long as what it was read from.
struct WireValue {
  WireKind kind = WireKind::kNull;
  // Of kInteger and kBool (0 or 1).
  int64_t integer = 0;
  // Of kDouble.
  double number = 0;
  // Of the other kinds.
  std::string_view text;

  // Bitwise for doubles, so that a NaN equals itself.
  friend bool operator==(const WireValue& a, const WireValue& b);
};

WireValue IntegerValue(int64_t value);
WireValue DoubleValue(double value);
WireValue BoolValue(bool value);
WireValue TextValue(std::string_view text, WireKind kind = WireKind::kText);

// `text` as kHex, kUuid or kIpv4 where it reads back the same, else as kText.
// The bytes are put in `bytes`, of which the value is a view.
WireValue PackedText(std::string_view text, std::string* bytes);

// Appends the text that a value of a text kind stands for.
void AppendText(const WireValue& value, std::string* out);

struct WireAttribute {
  std::string_view key;
  WireValue value;

  friend bool operator==(const WireAttribute&, const WireAttribute&) = default;
};

enum class SourceType : uint32_t {
  kUnknown = 0,
  kFile = 1,
  kHttp = 2,
  kGrpc = 3,
  kTail = 4,
  kOtlp = 5,
  kSyslog = 6,
};

// A record as it is handed to and from the wire forms: views into whatever it
// was made from, which must outlive it. What is zero or empty was not there.
struct WireRecord {
  // Offset in the source, or the journal's sequence.
  uint64_t log_id = 0;
  // Since 1970.
  int64_t time_ns = 0;
  int64_t observed_ns = 0;
  // 1-24.
  uint32_t severity = 0;
  // As written, where that is not what `severity` is called.
  std::string_view severity_text;
  std::string_view source;
  SourceType source_type = SourceType::kUnknown;
  std::string_view service;
  // Of an event or a span.
  std::string_view name;
  std::string_view body;
  // 16, 8 and 8 bytes, or empty.
  std::string_view trace_id;
  std::string_view span_id;
  std::string_view parent_span_id;
  // OpenTelemetry's numbers.
  uint32_t span_kind = 0;
  uint32_t span_status = 0;
  int64_t duration_ns = 0;
  uint64_t template_id = 0;
  std::vector<std::string_view> parameters;
  // Order means nothing among different keys or kinds, and may change.
  std::vector<WireAttribute> attributes;
  std::vector<WireAttribute> labels;

  // Empties it, keeping its memory.
  void Clear();

  friend bool operator==(const WireRecord&, const WireRecord&) = default;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_WIRE_WIRE_RECORD_H_
