#ifndef TAFFRAIL_CORE_PARSE_TOKEN_H_
#define TAFFRAIL_CORE_PARSE_TOKEN_H_

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#if defined(__SSE2__)
#include <emmintrin.h>
#elif defined(__wasm_simd128__)
#include <wasm_simd128.h>
#endif

// Where words are in ASCII text; core/parse/script.h tells words of other
// scripts apart.
namespace taffrail {

// ASCII letters and digits, and every byte of a multi-byte UTF-8 sequence.
inline constexpr bool IsWordByte(unsigned char c) {
  return c >= 0x80 || (c >= '0' && c <= '9') ||
         ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

inline constexpr char AsciiLower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
}

namespace token_internal {

inline constexpr size_t kLane = 16;

// Bit i says whether bytes[i] is a word byte. Reads kLane bytes.
inline uint32_t WordMask(const char* bytes) {
#if defined(__SSE2__)
  // Signed compares: bytes >= 0x80 are negative, so "below" catches them.
  const __m128i raw = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes));
  const __m128i folded = _mm_or_si128(raw, _mm_set1_epi8(0x20));
  const __m128i letter =
      _mm_and_si128(_mm_cmpgt_epi8(folded, _mm_set1_epi8('a' - 1)),
                    _mm_cmplt_epi8(folded, _mm_set1_epi8('z' + 1)));
  const __m128i digit =
      _mm_and_si128(_mm_cmpgt_epi8(raw, _mm_set1_epi8('0' - 1)),
                    _mm_cmplt_epi8(raw, _mm_set1_epi8('9' + 1)));
  return static_cast<uint32_t>(
      _mm_movemask_epi8(_mm_or_si128(_mm_or_si128(letter, digit), raw)));
#elif defined(__wasm_simd128__)
  const v128_t raw = wasm_v128_load(bytes);
  const v128_t folded = wasm_v128_or(raw, wasm_i8x16_splat(0x20));
  const v128_t letter = wasm_u8x16_lt(
      wasm_i8x16_sub(folded, wasm_i8x16_splat('a')), wasm_u8x16_splat(26));
  const v128_t digit = wasm_u8x16_lt(wasm_i8x16_sub(raw, wasm_i8x16_splat('0')),
                                     wasm_u8x16_splat(10));
  return static_cast<uint32_t>(
      wasm_i8x16_bitmask(wasm_v128_or(wasm_v128_or(letter, digit), raw)));
#else
  uint32_t mask = 0;
  for (size_t i = 0; i < kLane; ++i) {
    mask |= uint32_t{IsWordByte(static_cast<unsigned char>(bytes[i]))} << i;
  }
  return mask;
#endif
}

}  // namespace token_internal

// Calls `f(std::string_view)` for each maximal run of word bytes, in order,
// as it stands (not lower-cased). The views point into `text`.
template <class F>
void ForEachToken(std::string_view text, F&& f) {
  using token_internal::kLane;
  const char* const data = text.data();
  size_t start = 0;
  uint32_t inside = 0;  // 1 while a token is open.
  for (size_t base = 0; base < text.size(); base += kLane) {
    uint32_t mask;
    if (text.size() - base >= kLane) {
      mask = token_internal::WordMask(data + base);
    } else {
      char tail[kLane] = {};
      memcpy(tail, data + base, text.size() - base);
      mask = token_internal::WordMask(tail);
    }
    // A set bit in `edges` is the first byte of a token or the first after it.
    uint32_t edges = (mask ^ ((mask << 1) | inside)) & 0xFFFF;
    for (; edges != 0; edges &= edges - 1) {
      const size_t at = base + static_cast<size_t>(std::countr_zero(edges));
      if (inside) f(text.substr(start, at - start));
      start = at;
      inside ^= 1;
    }
  }
  if (inside) f(text.substr(start));
}

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_PARSE_TOKEN_H_
