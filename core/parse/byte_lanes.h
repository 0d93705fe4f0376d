#ifndef TAFFRAIL_CORE_PARSE_BYTE_LANES_H_
#define TAFFRAIL_CORE_PARSE_BYTE_LANES_H_

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

// Sixteen bytes of text looked at together, in the compiler's own vectors:
// SSE2, NEON and WebAssembly's SIMD alike.
namespace taffrail {

inline constexpr size_t kLaneBytes = 16;
inline constexpr size_t kStretchBytes = 64;

using Lane = uint8_t __attribute__((vector_size(16)));
// Of each byte all bits or none.
using LaneMask = int8_t __attribute__((vector_size(16)));

inline Lane LoadLane(const char* from) {
  Lane lane;
  memcpy(&lane, from, sizeof(lane));
  return lane;
}

inline void StoreLane(Lane lane, char* to) { memcpy(to, &lane, sizeof(lane)); }

inline LaneMask AsSigned(Lane lane) {
  return __builtin_bit_cast(LaneMask, lane);
}

// Signed, as unsigned comparisons take WebAssembly on x86 four instructions.
inline LaneMask InRange(Lane lane, uint8_t first, uint8_t last) {
  return AsSigned(lane - static_cast<uint8_t>(first + 0x80)) <
         static_cast<int8_t>(last - first + 1 - 0x80);
}

inline LaneMask LetterMask(Lane lane) { return InRange(lane | 0x20, 'a', 'z'); }
inline LaneMask DigitMask(Lane lane) { return InRange(lane, '0', '9'); }
inline LaneMask MultibyteMask(Lane lane) { return AsSigned(lane) < 0; }

// Unrolled: `bytes` is a literal.
template <size_t kSize>
LaneMask AnyOfMask(Lane lane, const char (&bytes)[kSize]) {
  LaneMask any = {};
  for (size_t i = 0; i + 1 < kSize; ++i) {
    any |= lane == static_cast<uint8_t>(bytes[i]);
  }
  return any;
}

// Bit i is about byte i.
inline uint32_t ToBits(LaneMask mask) {
  using Bits = bool __attribute__((ext_vector_type(16)));
  return __builtin_bit_cast(uint16_t, __builtin_convertvector(mask, Bits));
}

// The same of kStretchBytes bytes.
template <class IsIn>
uint64_t StretchBits(const char* bytes, IsIn is_in) {
  uint64_t bits = 0;
  for (size_t at = 0; at < kStretchBytes; at += kLaneBytes) {
    bits |= uint64_t{ToBits(is_in(LoadLane(bytes + at)))} << at;
  }
  return bits;
}

// How many bytes from `text` on are in the set, to which zero does not belong;
// a zero follows the text and kLaneBytes more are readable.
template <class IsIn>
size_t RunLength(const char* text, IsIn is_in) {
  for (size_t run = 0;; run += kLaneBytes) {
    const uint32_t bits = ToBits(is_in(LoadLane(text + run)));
    if (bits != 0xFFFF) {
      return run + static_cast<size_t>(std::countr_one(bits));
    }
  }
}

// Fewer than kLaneBytes, but some, and zeros after them.
inline Lane LoadPart(const char* from, size_t size) {
  const auto load = [from]<class T>(size_t at, T word) {
    memcpy(&word, from + at, sizeof(word));
    return uint64_t{word};
  };
  uint64_t words[2] = {};
  if (size >= 8) {
    words[0] = load(0, uint64_t{});
    words[1] = load(size - 8, uint64_t{}) >> 1 >> (127 - 8 * size);
  } else if (size >= 4) {
    words[0] = load(0, uint32_t{}) | load(size - 4, uint32_t{})
                                         << (8 * (size - 4));
  } else {
    words[0] = load(0, uint8_t{}) |
               load(size / 2, uint8_t{}) << (8 * (size / 2)) |
               load(size - 1, uint8_t{}) << (8 * (size - 1));
  }
  return __builtin_bit_cast(Lane, words);
}

// Writes f(lane) for all of `text` to `to`, where kLaneBytes more have room.
// f() is given some bytes twice and may be given zeros.
template <class F>
void MapLanes(std::string_view text, char* to, F f) {
  const char* const from = text.data();
  const size_t size = text.size();
  size_t at = 0;
  for (; at + kLaneBytes <= size; at += kLaneBytes) {
    StoreLane(f(LoadLane(from + at)), to + at);
  }
  if (at == size) return;
  if (size >= kLaneBytes) {
    at = size - kLaneBytes;
    StoreLane(f(LoadLane(from + at)), to + at);
    return;
  }
  StoreLane(f(LoadPart(from, size)), to);
}

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_PARSE_BYTE_LANES_H_
