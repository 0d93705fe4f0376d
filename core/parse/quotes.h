#ifndef TAFFRAIL_CORE_PARSE_QUOTES_H_
#define TAFFRAIL_CORE_PARSE_QUOTES_H_

#include <bit>
#include <cstddef>
#include <cstdint>

#include "core/parse/byte_lanes.h"

// Finding where a quoted string ends.
namespace taffrail {

// Bit i is set where byte i of a lane is a quote or a backslash.
inline uint32_t QuotesAndSlashes(const char* lane) {
  return ToBits(AnyOfMask(LoadLane(lane), "\"\\"));
}

// The first quote or backslash; `end` when there is none.
inline const char* FindQuoteOrSlash(const char* at, const char* end) {
  for (; static_cast<size_t>(end - at) >= kLaneBytes; at += kLaneBytes) {
    const uint32_t bits = QuotesAndSlashes(at);
    if (bits != 0) return at + std::countr_zero(bits);
  }
  while (at != end && *at != '"' && *at != '\\') ++at;
  return at;
}

// The quote that closes the string whose inside starts at `at`, or `end`; sets
// `escapes` if there is a backslash before it. The byte after one is never the
// closing quote.
inline const char* FindClosingQuote(const char* at, const char* end,
                                    bool* escapes) {
  for (;;) {
    at = FindQuoteOrSlash(at, end);
    if (at == end || *at == '"') return at;
    *escapes = true;
    if (end - at < 2) return end;
    at += 2;
  }
}

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_PARSE_QUOTES_H_
