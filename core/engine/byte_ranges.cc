#include "core/engine/byte_ranges.h"

#include <algorithm>
#include <utility>

namespace taffrail {

std::vector<size_t> Overlapping(std::span<const ByteRange> ranges) {
  std::vector<size_t> by_end;
  for (size_t i = 0; i < ranges.size(); ++i) {
    // Nothing overlaps with what is empty.
    if (ranges[i].start < ranges[i].end) by_end.push_back(i);
  }
  std::sort(by_end.begin(), by_end.end(), [&](size_t a, size_t b) {
    return std::pair(ranges[a].end, a) < std::pair(ranges[b].end, b);
  });
  // The most bytes that the first so many of them can cover, and how many of
  // them end where the last of these begins.
  std::vector<uint64_t> covered(by_end.size() + 1, 0);
  std::vector<size_t> before(by_end.size(), 0);
  for (size_t i = 0; i < by_end.size(); ++i) {
    const ByteRange& range = ranges[by_end[i]];
    const auto first_behind = std::upper_bound(
        by_end.begin(), by_end.begin() + static_cast<ptrdiff_t>(i), range.start,
        [&](uint64_t at, size_t other) { return at < ranges[other].end; });
    before[i] = static_cast<size_t>(first_behind - by_end.begin());
    covered[i + 1] =
        std::max(covered[i], covered[before[i]] + range.end - range.start);
  }
  std::vector<size_t> overlapping;
  for (size_t left = by_end.size(); left > 0;) {
    const size_t last = left - 1;
    // Where as much is covered without it, it goes, else those that it
    // overlaps.
    const bool goes = covered[left] == covered[last];
    const size_t from = goes ? last : before[last];
    overlapping.insert(
        overlapping.end(), by_end.begin() + static_cast<ptrdiff_t>(from),
        by_end.begin() + static_cast<ptrdiff_t>(goes ? left : last));
    left = from;
  }
  return overlapping;
}

}  // namespace taffrail
