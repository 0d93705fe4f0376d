#ifndef TAFFRAIL_CORE_QUERY_QUANTILE_SKETCH_H_
#define TAFFRAIL_CORE_QUERY_QUANTILE_SKETCH_H_

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/base/varint.h"

namespace taffrail {

// Quantiles of numbers, each within 0.4 % of the exact one, however many there
// are and however they were shared out among sketches that are then merged.
//
// DDSketch (Masson, Rim and Lee, VLDB 2019) with the buckets of an HDR
// histogram: those of one octave are equally wide, so that a number's bucket is
// the top bits of its IEEE representation and no logarithm is taken. A bucket
// is at most 1/128 of its lower end wide, and its middle is told.
class QuantileSketch {
 public:
  // NaN is left out.
  void Add(double value) {
    if (value != value) return;
    least_ = value < least_ ? value : least_;
    greatest_ = value > greatest_ ? value : greatest_;
    ++count_;
    AddKey(KeyOf(value), 1);
  }
  // As if each number had been multiplied first; the errors add up.
  void Merge(const QuantileSketch& other, double factor = 1);

  uint64_t count() const { return count_; }
  // The least number that at least the share `q` of all is not above. There
  // must be one.
  double Quantile(double q) const;

  void Append(std::string* out) const;
  bool Read(VarintReader& reader);
  // Of memory besides the object itself.
  size_t bytes() const;

 private:
  static constexpr uint32_t kSlotBits = 7;
  static constexpr uint32_t kSlots = 1 << kSlotBits;
  static constexpr uint32_t kZero = 1u << (11 + kSlotBits);
  static constexpr size_t kMaxFew = 24;
  using Page = std::array<uint32_t, kSlots>;

  // Grows with the number; negative ones mirror the positive.
  static uint32_t KeyOf(double value) {
    const uint64_t bits = std::bit_cast<uint64_t>(value);
    const uint32_t top = static_cast<uint32_t>((bits << 1) >> (53 - kSlotBits));
    return bits >> 63 ? kZero - top : kZero + top;
  }
  static double Middle(uint32_t key);

  void AddKey(uint32_t key, uint32_t count) {
    if (pages_.empty()) return AddFew(key, count);
    const uint32_t page = (key >> kSlotBits) - first_page_;
    if (page < pages_.size() && pages_[page] != nullptr) {
      (*pages_[page])[key % kSlots] += count;
    } else {
      AddToNewPage(key, count);
    }
  }
  void AddFew(uint32_t key, uint32_t count);
  void AddToNewPage(uint32_t key, uint32_t count);
  // Calls f(key, count) in rising order of keys.
  template <class F>
  void ForEach(F&& f) const;

  uint64_t count_ = 0;
  double least_ = std::bit_cast<double>(uint64_t{0x7FF} << 52);  // Infinity.
  double greatest_ = -std::bit_cast<double>(uint64_t{0x7FF} << 52);
  // Keys as they come, until they are more than a few; then counts by key.
  std::vector<uint32_t> few_;
  uint32_t first_page_ = 0;
  std::vector<std::unique_ptr<Page>> pages_;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_QUERY_QUANTILE_SKETCH_H_
