#ifndef TAFFRAIL_CORE_PARSE_TRACE_ID_H_
#define TAFFRAIL_CORE_PARSE_TRACE_ID_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace taffrail {

// 128 bits as W3C Trace Context has them; a system with 64 has high == 0.
struct TraceId {
  uint64_t high = 0;
  uint64_t low = 0;

  bool empty() const { return high == 0 && low == 0; }
  friend bool operator==(const TraceId&, const TraceId&) = default;
};

// What a record says of the trace it belongs to; zero is "not stated".
struct TraceContext {
  TraceId trace;
  uint64_t span = 0;
  uint64_t parent = 0;

  // Takes from `other` what is not stated here.
  void Fill(const TraceContext& other);
};

std::string ToHex(TraceId id);   // 32 digits.
std::string ToHex(uint64_t id);  // 16 digits.

// 32 or 16 hexadecimal digits, dashes aside (a UUID, X-Ray's 1-8-24); a decimal
// number of another length (Datadog); `projects/P/traces/ID` (Google Cloud).
// With `decimal`, all digits are decimal whatever their number.
std::optional<TraceId> ParseTraceId(std::string_view text, bool decimal);

// 16 hexadecimal digits, or a decimal number of another length.
std::optional<uint64_t> ParseSpanId(std::string_view text, bool decimal);

// Headers that hold several ids: traceparent, uber-trace-id, B3's single one,
// X-Amzn-Trace-Id.
std::optional<TraceContext> ParseTraceContext(std::string_view text);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_PARSE_TRACE_ID_H_
