#ifndef TAFFRAIL_CORE_CLI_RANDOM_H_
#define TAFFRAIL_CORE_CLI_RANDOM_H_

#include <array>
#include <cstddef>
#include <cstdint>

namespace taffrail {

// SplitMix64 (Steele, Lea, Flood 2014): a good mix of one 64-bit word.
inline constexpr uint64_t MixBits(uint64_t word) {
  word += 0x9E3779B97F4A7C15u;
  word = (word ^ (word >> 30)) * 0xBF58476D1CE4E5B9u;
  word = (word ^ (word >> 27)) * 0x94D049BB133111EBu;
  return word ^ (word >> 31);
}

namespace random_internal {

inline constexpr size_t kQuantiles = 256;

// -ln(x) for 0 < x <= 1, by the series of the area tangent.
constexpr double NegativeLog(double x) {
  const double z = (1 - x) / (1 + x);
  double sum = 0;
  double power = z;
  for (int k = 1; k < 400; k += 2) {
    sum += power / k;
    power *= z * z;
  }
  return 2 * sum;
}

// Quantiles of the exponential distribution, in 1/1024. Computed by the
// compiler, so that every platform has the same.
constexpr std::array<uint32_t, kQuantiles> ExponentialQuantiles() {
  std::array<uint32_t, kQuantiles> quantiles = {};
  for (size_t i = 0; i < kQuantiles; ++i) {
    const double rest = 1 - (static_cast<double>(i) + 0.5) / kQuantiles;
    quantiles[i] = static_cast<uint32_t>(NegativeLog(rest) * 1024 + 0.5);
  }
  return quantiles;
}

inline constexpr std::array<uint32_t, kQuantiles> kExponential =
    ExponentialQuantiles();

}  // namespace random_internal

// Pseudo-random numbers that are the same for a seed everywhere: integers only,
// none of the standard library's distributions. Not for secrets.
class Random {
 public:
  explicit Random(uint64_t seed) : state_(MixBits(seed)) {}

  uint64_t Next() {
    state_ += 0x9E3779B97F4A7C15u;
    return MixBits(state_);
  }

  // 0 to bound - 1.
  uint32_t Below(uint32_t bound) {
    return static_cast<uint32_t>(((Next() >> 32) * bound) >> 32);
  }

  // least to most, both included.
  uint32_t Between(uint32_t least, uint32_t most) {
    return least + Below(most - least + 1);
  }

  bool Chance(uint32_t per_mille) { return Below(1000) < per_mille; }

  // Exponentially distributed with a mean of 1, in 1/1024.
  uint32_t Exponential() {
    return random_internal::kExponential[Below(random_internal::kQuantiles)];
  }

 private:
  uint64_t state_;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_CLI_RANDOM_H_
