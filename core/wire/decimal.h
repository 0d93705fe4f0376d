#ifndef TAFFRAIL_CORE_WIRE_DECIMAL_H_
#define TAFFRAIL_CORE_WIRE_DECIMAL_H_

#include <bit>
#include <cmath>
#include <cstdint>
#include <optional>

namespace taffrail {

// Doubles that were written with a few decimals are shorter as digits and a
// scale: 12.75 is 1275 / 10^2. Both powers and quotients are exact enough that
// the same double comes back, or it is not done.
inline constexpr uint32_t kMaxDecimalScale = 9;
inline constexpr double kPowersOfTen[] = {1,   1e1, 1e2, 1e3, 1e4,
                                          1e5, 1e6, 1e7, 1e8, 1e9};

inline double FromDecimal(int64_t digits, uint32_t scale) {
  return static_cast<double>(digits) / kPowersOfTen[scale];
}

// The digits of `value` at `scale`, if they give it back to the bit.
inline std::optional<int64_t> ToDecimal(double value, uint32_t scale) {
  const double scaled = std::nearbyint(value * kPowersOfTen[scale]);
  // 2^53: beyond it not every integer is a double. Also refuses NaN.
  if (!(std::fabs(scaled) < 9007199254740992.0)) return std::nullopt;
  const int64_t digits = static_cast<int64_t>(scaled);
  if (std::bit_cast<uint64_t>(FromDecimal(digits, scale)) !=
      std::bit_cast<uint64_t>(value)) {
    return std::nullopt;
  }
  return digits;
}

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_WIRE_DECIMAL_H_
