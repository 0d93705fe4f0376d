#ifndef TAFFRAIL_CORE_QUERY_DISTINCT_SKETCH_H_
#define TAFFRAIL_CORE_QUERY_DISTINCT_SKETCH_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/hash.h"
#include "core/base/varint.h"

namespace taffrail {

// How many different values there were: exactly up to kExact of them, then an
// estimate whose standard error is 1 / sqrt(kExact), 0.8 %. The same whatever
// the order, and when sketches are merged.
//
// Keeps the kExact least hashes of 64 bits: of n hashes spread evenly, the k-th
// least is about k / n of the way up (Bar-Yossef and others, RANDOM 2002; Beyer
// and others, SIGMOD 2007).
class DistinctSketch {
 public:
  static constexpr size_t kExact = 16'384;

  static uint64_t HashOf(std::string_view value) {
    // Spread evenly, which HashText alone does not promise.
    return MixHash(MixHash(HashText(value), 0x9E3779B97F4A7C15), value.size());
  }
  void Add(uint64_t hash) {
    if (hash <= limit_) Insert(hash);
  }
  void Merge(const DistinctSketch& other);

  bool exact() const { return limit_ == UINT64_MAX && size_ <= kExact; }
  uint64_t count() const;

  void Append(std::string* out) const;
  bool Read(VarintReader& reader);
  // Of memory besides the object itself.
  size_t bytes() const { return slots_.capacity() * sizeof(uint64_t); }

 private:
  void Insert(uint64_t hash);
  void Rehash(size_t slots);
  // Only the kExact least stay.
  void Prune();
  std::vector<uint64_t> Hashes() const;

  // A hash table with open addressing; 0 is an empty slot.
  std::vector<uint64_t> slots_;
  size_t size_ = 0;
  // Above it none is kept.
  uint64_t limit_ = UINT64_MAX;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_QUERY_DISTINCT_SKETCH_H_
