#ifndef TAFFRAIL_CORE_ENGINE_BYTE_RANGES_H_
#define TAFFRAIL_CORE_ENGINE_BYTE_RANGES_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace taffrail {

// Bytes [start, end).
struct ByteRange {
  uint64_t start = 0;
  uint64_t end = 0;
};

// The places of those ranges that have to go for no two to overlap, so that as
// many bytes as can be are still in one (weighted interval scheduling). Of
// equal ranges the first in the list stays.
std::vector<size_t> Overlapping(std::span<const ByteRange> ranges);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_ENGINE_BYTE_RANGES_H_
