#ifndef TAFFRAIL_CORE_PARSE_TOKEN_H_
#define TAFFRAIL_CORE_PARSE_TOKEN_H_

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/parse/byte_lanes.h"

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

inline LaneMask WordMask(Lane lane) {
  return LetterMask(lane) | DigitMask(lane) | MultibyteMask(lane);
}

inline Lane LowerLane(Lane lane) {
  const Lane capital = __builtin_bit_cast(Lane, InRange(lane, 'A', 'Z'));
  return lane | (capital & 0x20);
}

// Calls `f(std::string_view)` for each maximal run of word bytes, in order,
// as it stands (not lower-cased). The views point into `text`, after which
// kStretchBytes are readable; what they are does not matter.
template <class F>
void ForEachToken(std::string_view text, F&& f) {
  const char* const data = text.data();
  size_t start = 0;
  uint64_t inside = 0;  // 1 while a token is open.
  for (size_t base = 0; base <= text.size(); base += kStretchBytes) {
    uint64_t words = StretchBits(data + base, WordMask);
    const size_t left = text.size() - base;
    if (left < kStretchBytes) words &= (uint64_t{1} << left) - 1;
    const uint64_t after = words << 1 | inside;
    uint64_t starts = words & ~after;
    uint64_t ends = after & ~words;
    // Takes the next start, which may be in a later block.
    const auto begin = [&] {
      start = base + static_cast<size_t>(std::countr_zero(starts));
      starts &= starts - 1;
    };
    if (inside == 0) begin();
    for (; ends != 0; ends &= ends - 1) {
      const size_t end = base + static_cast<size_t>(std::countr_zero(ends));
      f(std::string_view(data + start, end - start));
      begin();
    }
    inside = words >> 63;
  }
}

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_PARSE_TOKEN_H_
