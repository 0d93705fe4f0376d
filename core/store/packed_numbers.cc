#include "core/store/packed_numbers.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

namespace taffrail {
namespace {

// ns that are whole thousands of seconds: more is not worth looking for.
constexpr uint32_t kMaxExponent = 12;
// A number of so many bits lies in eight bytes wherever it begins; what needs
// more takes eight bytes itself.
constexpr uint32_t kMaxPackedBits = 57;

constexpr std::array<int64_t, kMaxExponent + 1> kPowersOfTen = [] {
  std::array<int64_t, kMaxExponent + 1> powers = {1};
  for (size_t i = 1; i < powers.size(); ++i) powers[i] = powers[i - 1] * 10;
  return powers;
}();

uint32_t CommonExponent(std::span<const int64_t> numbers) {
  uint32_t exponent = kMaxExponent;
  for (int64_t number : numbers) {
    while (number % kPowersOfTen[exponent] != 0) --exponent;
    if (exponent == 0) break;
  }
  return exponent;
}

}  // namespace

void PutPacked(std::string* out, std::span<const int64_t> numbers) {
  if (numbers.empty()) return;
  const uint32_t exponent = CommonExponent(numbers);
  const int64_t unit = kPowersOfTen[exponent];
  const auto [low, high] = std::minmax_element(numbers.begin(), numbers.end());
  const int64_t base = *low / unit;
  // Modulo 2^64: any two numbers have a distance.
  const uint64_t range =
      static_cast<uint64_t>(*high / unit) - static_cast<uint64_t>(base);
  uint32_t width = static_cast<uint32_t>(std::bit_width(range));
  if (width > kMaxPackedBits) width = 64;
  out->push_back(static_cast<char>(exponent));
  out->push_back(static_cast<char>(width));
  PutSigned(out, base);
  uint64_t bits = 0;
  uint32_t used = 0;
  for (int64_t number : numbers) {
    const uint64_t distance =
        static_cast<uint64_t>(number / unit) - static_cast<uint64_t>(base);
    if (width == 64) {
      out->append(reinterpret_cast<const char*>(&distance), sizeof(distance));
      continue;
    }
    bits |= distance << used;  // used < 8: nothing is lost.
    used += width;
    for (; used >= 8; used -= 8, bits >>= 8) {
      out->push_back(static_cast<char>(bits));
    }
  }
  if (used > 0) out->push_back(static_cast<char>(bits));
}

bool GetPacked(VarintReader& reader, size_t count,
               std::vector<int64_t>* numbers) {
  numbers->clear();
  if (count == 0) return reader.ok();
  const std::string_view head = reader.Bytes(2);
  if (!reader.ok()) return false;
  const uint32_t exponent = static_cast<uint8_t>(head[0]);
  const uint32_t width = static_cast<uint8_t>(head[1]);
  const uint64_t base = static_cast<uint64_t>(reader.Signed());
  if (exponent > kMaxExponent || (width > kMaxPackedBits && width != 64)) {
    reader.Fail();
    return false;
  }
  const std::string_view bits = reader.Bytes((count * width + 7) / 8);
  if (!reader.ok()) return false;
  const uint64_t unit = static_cast<uint64_t>(kPowersOfTen[exponent]);
  if (width == 0) {
    numbers->assign(count, static_cast<int64_t>(base * unit));
    return true;
  }
  const uint64_t mask = ~uint64_t{0} >> (64 - width);
  numbers->resize(count);
  // Eight bytes are loaded for each; where they would reach past the end, from
  // a copy that goes on.
  std::array<char, 16> tail = {};
  const size_t tail_at = bits.size() < 8 ? 0 : bits.size() - 8;
  memcpy(tail.data(), bits.data() + tail_at, bits.size() - tail_at);
  for (size_t i = 0, at = 0; i < count; ++i, at += width) {
    const size_t byte = at / 8;
    uint64_t word;
    memcpy(&word,
           byte <= tail_at
               ? bits.size() < 8 ? tail.data() + byte : bits.data() + byte
               : tail.data() + (byte - tail_at),
           sizeof(word));
    const uint64_t distance = (word >> (at % 8)) & mask;
    (*numbers)[i] = static_cast<int64_t>((base + distance) * unit);
  }
  return true;
}

}  // namespace taffrail
