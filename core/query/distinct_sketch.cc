#include "core/query/distinct_sketch.h"

#include <algorithm>
#include <utility>

namespace taffrail {
namespace {

constexpr size_t kFirstSlots = 8;

}  // namespace

void DistinctSketch::Insert(uint64_t hash) {
  // One in 2^64 is another than it was.
  if (hash == 0) hash = 1;
  if (slots_.empty()) slots_.resize(kFirstSlots);
  const size_t mask = slots_.size() - 1;
  size_t at = hash & mask;
  while (slots_[at] != 0) {
    if (slots_[at] == hash) return;
    at = (at + 1) & mask;
  }
  slots_[at] = hash;
  ++size_;
  if (size_ == 2 * kExact) {
    Prune();
  } else if (size_ * 2 > slots_.size()) {
    Rehash(slots_.size() * 2);
  }
}

void DistinctSketch::Rehash(size_t slots) {
  const std::vector<uint64_t> hashes = Hashes();
  slots_.assign(slots, 0);
  size_ = 0;
  for (uint64_t hash : hashes) Insert(hash);
}

void DistinctSketch::Prune() {
  std::vector<uint64_t> hashes = Hashes();
  if (hashes.size() <= kExact) return;
  std::nth_element(hashes.begin(), hashes.begin() + kExact - 1, hashes.end());
  hashes.resize(kExact);
  limit_ = hashes[kExact - 1];
  std::fill(slots_.begin(), slots_.end(), 0);
  size_ = 0;
  for (uint64_t hash : hashes) Insert(hash);
}

std::vector<uint64_t> DistinctSketch::Hashes() const {
  std::vector<uint64_t> hashes;
  hashes.reserve(size_);
  for (uint64_t hash : slots_) {
    if (hash != 0) hashes.push_back(hash);
  }
  return hashes;
}

void DistinctSketch::Merge(const DistinctSketch& other) {
  limit_ = std::min(limit_, other.limit_);
  for (uint64_t hash : other.slots_) {
    if (hash != 0) Add(hash);
  }
}

uint64_t DistinctSketch::count() const {
  if (exact()) return size_;
  std::vector<uint64_t> hashes = Hashes();
  // What is above the lowest limit of all that were merged may be missing.
  std::erase_if(hashes, [&](uint64_t hash) { return hash > limit_; });
  if (hashes.empty()) return 0;
  const size_t k = std::min(hashes.size(), kExact);
  std::nth_element(hashes.begin(), hashes.begin() + static_cast<long>(k) - 1,
                   hashes.end());
  const double share = static_cast<double>(hashes[k - 1]) / 0x1p64;
  return static_cast<uint64_t>(static_cast<double>(k - 1) / share + 0.5);
}

void DistinctSketch::Append(std::string* out) const {
  std::vector<uint64_t> hashes = Hashes();
  std::sort(hashes.begin(), hashes.end());
  PutVarint(out, hashes.size());
  PutVarint(out, limit_);
  uint64_t last = 0;
  for (uint64_t hash : hashes) PutVarint(out, hash - std::exchange(last, hash));
}

bool DistinctSketch::Read(VarintReader& reader) {
  *this = {};
  const uint64_t size = reader.Varint();
  const uint64_t limit = reader.Varint();
  if (size > 2 * kExact) reader.Fail();
  uint64_t hash = 0;
  for (uint64_t i = 0; i < size && reader.ok(); ++i) {
    hash += reader.Varint();
    Insert(hash);
  }
  limit_ = std::min(limit_, limit);
  return reader.ok();
}

}  // namespace taffrail
