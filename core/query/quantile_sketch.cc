#include "core/query/quantile_sketch.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace taffrail {

template <class F>
void QuantileSketch::ForEach(F&& f) const {
  if (pages_.empty()) {
    std::vector<uint32_t> keys = few_;
    std::sort(keys.begin(), keys.end());
    for (uint32_t key : keys) f(key, 1u);
    return;
  }
  for (uint32_t page = 0; page < pages_.size(); ++page) {
    if (pages_[page] == nullptr) continue;
    for (uint32_t slot = 0; slot < kSlots; ++slot) {
      const uint32_t count = (*pages_[page])[slot];
      if (count > 0) f(((first_page_ + page) << kSlotBits) + slot, count);
    }
  }
}

double QuantileSketch::Middle(uint32_t key) {
  if (key == kZero) return 0;
  const bool negative = key < kZero;
  const uint64_t top = negative ? kZero - key : key - kZero;
  const auto lower = [](uint64_t bits) {
    return std::bit_cast<double>(bits << (52 - kSlotBits));
  };
  const double middle = (lower(top) + lower(top + 1)) / 2;
  return negative ? -middle : middle;
}

void QuantileSketch::AddFew(uint32_t key, uint32_t count) {
  if (few_.size() + count <= kMaxFew) {
    few_.insert(few_.end(), count, key);
    return;
  }
  first_page_ = key >> kSlotBits;
  pages_.push_back(std::make_unique<Page>());
  AddKey(key, count);
  for (uint32_t one : std::exchange(few_, {})) AddKey(one, 1);
}

void QuantileSketch::AddToNewPage(uint32_t key, uint32_t count) {
  const uint32_t page = key >> kSlotBits;
  if (page < first_page_) {
    std::vector<std::unique_ptr<Page>> more(first_page_ - page);
    std::move(pages_.begin(), pages_.end(), std::back_inserter(more));
    pages_ = std::move(more);
    first_page_ = page;
  } else if (page - first_page_ >= pages_.size()) {
    pages_.resize(page - first_page_ + 1);
  }
  std::unique_ptr<Page>& at = pages_[page - first_page_];
  if (at == nullptr) at = std::make_unique<Page>();
  (*at)[key % kSlots] += count;
}

void QuantileSketch::Merge(const QuantileSketch& other, double factor) {
  if (other.count_ == 0) return;
  count_ += other.count_;
  least_ = std::min(least_, other.least_ * factor);
  greatest_ = std::max(greatest_, other.greatest_ * factor);
  other.ForEach([&](uint32_t key, uint32_t count) {
    AddKey(factor == 1 ? key : KeyOf(Middle(key) * factor), count);
  });
}

double QuantileSketch::Quantile(double q) const {
  const double rank = std::ceil(q * static_cast<double>(count_));
  uint64_t below = 0;
  double found = greatest_;
  bool done = false;
  ForEach([&](uint32_t key, uint32_t count) {
    below += count;
    if (done || static_cast<double>(below) < rank) return;
    found = Middle(key);
    done = true;
  });
  return std::clamp(found, least_, greatest_);
}

void QuantileSketch::Append(std::string* out) const {
  PutVarint(out, count_);
  if (count_ == 0) return;
  for (double end : {least_, greatest_}) {
    PutVarint(out, std::bit_cast<uint64_t>(end));
  }
  uint32_t last = 0;
  ForEach([&](uint32_t key, uint32_t count) {
    PutVarint(out, key - last);
    PutVarint(out, count);
    last = key;
  });
}

bool QuantileSketch::Read(VarintReader& reader) {
  *this = {};
  count_ = reader.Varint();
  if (count_ == 0) return reader.ok();
  least_ = std::bit_cast<double>(reader.Varint());
  greatest_ = std::bit_cast<double>(reader.Varint());
  uint64_t key = 0;
  uint64_t read = 0;
  while (reader.ok() && read < count_) {
    key += reader.Varint();
    const uint64_t count = reader.Varint();
    if (key > 2 * kZero || count == 0 || count > count_ - read) reader.Fail();
    if (!reader.ok()) break;
    AddKey(static_cast<uint32_t>(key), static_cast<uint32_t>(count));
    read += count;
  }
  return reader.ok();
}

size_t QuantileSketch::bytes() const {
  size_t bytes = few_.capacity() * sizeof(uint32_t) +
                 pages_.capacity() * sizeof(pages_[0]);
  for (const auto& page : pages_) bytes += page ? sizeof(Page) : 0;
  return bytes;
}

}  // namespace taffrail
