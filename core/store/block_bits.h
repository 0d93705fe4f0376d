#ifndef TAFFRAIL_CORE_STORE_BLOCK_BITS_H_
#define TAFFRAIL_CORE_STORE_BLOCK_BITS_H_

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace taffrail {

inline constexpr size_t kMaxBlockRecords = 256;

// One bit per record of a block.
class BlockBits {
 public:
  static BlockBits All(uint32_t count) {
    BlockBits bits;
    for (size_t i = 0; i < bits.words_.size() && count > 0; ++i) {
      const uint32_t here = count < 64 ? count : 64;
      bits.words_[i] = ~uint64_t{0} >> (64 - here);
      count -= here;
    }
    return bits;
  }

  bool Test(uint32_t i) const { return words_[i / 64] >> (i % 64) & 1; }
  void Set(uint32_t i) { words_[i / 64] |= uint64_t{1} << (i % 64); }
  uint32_t Count() const {
    int count = 0;
    for (uint64_t word : words_) count += std::popcount(word);
    return static_cast<uint32_t>(count);
  }
  bool Any() const {
    for (uint64_t word : words_) {
      if (word != 0) return true;
    }
    return false;
  }

  // Calls f(i) for each that is set, ascending.
  template <class F>
  void ForEach(F&& f) const {
    for (uint32_t word = 0; word < words_.size(); ++word) {
      for (uint64_t left = words_[word]; left != 0; left &= left - 1) {
        f(word * 64 + static_cast<uint32_t>(std::countr_zero(left)));
      }
    }
  }

  BlockBits& operator&=(const BlockBits& other) {
    for (size_t i = 0; i < words_.size(); ++i) words_[i] &= other.words_[i];
    return *this;
  }
  BlockBits& operator|=(const BlockBits& other) {
    for (size_t i = 0; i < words_.size(); ++i) words_[i] |= other.words_[i];
    return *this;
  }
  // All of `all` that are not set here.
  BlockBits AndNot(const BlockBits& all) const {
    BlockBits bits;
    for (size_t i = 0; i < words_.size(); ++i) {
      bits.words_[i] = all.words_[i] & ~words_[i];
    }
    return bits;
  }
  friend bool operator==(const BlockBits&, const BlockBits&) = default;

 private:
  std::array<uint64_t, kMaxBlockRecords / 64> words_ = {};
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_STORE_BLOCK_BITS_H_
