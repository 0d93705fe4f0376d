#ifndef TAFFRAIL_CORE_PARSE_QUOTES_H_
#define TAFFRAIL_CORE_PARSE_QUOTES_H_

#include <bit>
#include <cstddef>

#if defined(__SSE2__)
#include <emmintrin.h>
#elif defined(__wasm_simd128__)
#include <wasm_simd128.h>
#endif

// Finding where a quoted string ends, sixteen bytes at a time.
namespace taffrail {

inline constexpr std::ptrdiff_t kQuoteLane = 16;

// Bit i is set where byte i of sixteen is a quote or a backslash.
inline unsigned QuotesAndSlashes(const char* at) {
#if defined(__SSE2__)
  const __m128i lane = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
  return static_cast<unsigned>(_mm_movemask_epi8(
      _mm_or_si128(_mm_cmpeq_epi8(lane, _mm_set1_epi8('"')),
                   _mm_cmpeq_epi8(lane, _mm_set1_epi8('\\')))));
#elif defined(__wasm_simd128__)
  const v128_t lane = wasm_v128_load(at);
  return wasm_i8x16_bitmask(
      wasm_v128_or(wasm_i8x16_eq(lane, wasm_i8x16_splat('"')),
                   wasm_i8x16_eq(lane, wasm_i8x16_splat('\\'))));
#else
  unsigned mask = 0;
  for (int i = 0; i < kQuoteLane; ++i) {
    mask |= unsigned{at[i] == '"' || at[i] == '\\'} << i;
  }
  return mask;
#endif
}

// The first quote or backslash; `end` when there is none.
inline const char* FindQuoteOrSlash(const char* at, const char* end) {
  for (; end - at >= kQuoteLane; at += kQuoteLane) {
    const unsigned mask = QuotesAndSlashes(at);
    if (mask != 0) return at + std::countr_zero(mask);
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
