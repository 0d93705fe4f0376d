#ifndef TAFFRAIL_CORE_WIRE_ARENA_H_
#define TAFFRAIL_CORE_WIRE_ARENA_H_

#include <algorithm>
#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace taffrail {

// Arrays that live until Reset(), which keeps the memory for the next ones.
template <class T>
class Arena {
 public:
  void Reset() {
    chunk_ = 0;
    used_ = 0;
  }

  // Not initialised.
  std::span<T> Take(size_t size) {
    while (chunk_ < chunks_.size() && chunks_[chunk_].size - used_ < size) {
      ++chunk_;
      used_ = 0;
    }
    if (chunk_ == chunks_.size()) {
      const size_t fresh = std::max(size, kChunkSize);
      chunks_.push_back({std::make_unique_for_overwrite<T[]>(fresh), fresh});
    }
    T* const at = chunks_[chunk_].values.get() + used_;
    used_ += size;
    return {at, size};
  }

 private:
  static constexpr size_t kChunkSize = 16384;

  struct Chunk {
    std::unique_ptr<T[]> values;
    size_t size;
  };
  std::vector<Chunk> chunks_;
  size_t chunk_ = 0;
  size_t used_ = 0;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_WIRE_ARENA_H_
