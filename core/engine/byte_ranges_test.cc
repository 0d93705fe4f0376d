#include "core/engine/byte_ranges.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace taffrail {
namespace {

using Places = std::vector<size_t>;

Places Sorted(std::vector<ByteRange> ranges) {
  Places places = Overlapping(ranges);
  std::sort(places.begin(), places.end());
  return places;
}

TEST(ByteRangesTest, RangesThatOnlyTouchStay) {
  EXPECT_EQ(Sorted({}), Places());
  EXPECT_EQ(Sorted({{8, 16}, {0, 8}, {20, 30}}), Places());
}

TEST(ByteRangesTest, OfEqualRangesTheFirstStays) {
  EXPECT_EQ(Sorted({{0, 8}, {0, 8}, {8, 16}, {0, 8}}), Places({1, 3}));
}

TEST(ByteRangesTest, AsMuchAsCanBeIsCovered) {
  // Read again in other pieces, not to the end,
  EXPECT_EQ(Sorted({{0, 8}, {8, 16}, {0, 5}, {5, 10}}), Places({2, 3}));
  // and all of what had been two.
  EXPECT_EQ(Sorted({{0, 8}, {0, 5}, {5, 10}, {10, 16}}), Places({0}));
}

TEST(ByteRangesTest, EmptyOnesOverlapWithNothing) {
  EXPECT_EQ(Sorted({{0, 8}, {4, 4}, {8, 8}, {0, 0}, {0, 0}}), Places());
}

TEST(ByteRangesTest, NoChoiceOfRandomRangesCoversMore) {
  std::mt19937 random(1);
  for (int round = 0; round < 2000; ++round) {
    std::vector<ByteRange> ranges(random() % 8);
    for (ByteRange& range : ranges) {
      range.start = random() % 12;
      range.end = range.start + random() % 6;
    }
    const auto bytes = [&](uint32_t chosen) {
      uint64_t sum = 0;
      for (size_t a = 0; a < ranges.size(); ++a) {
        if ((chosen >> a & 1) == 0) continue;
        sum += ranges[a].end - ranges[a].start;
        for (size_t b = 0; b < a; ++b) {
          if ((chosen >> b & 1) == 0) continue;
          if (std::max(ranges[a].start, ranges[b].start) <
                  std::min(ranges[a].end, ranges[b].end) &&
              ranges[a].start < ranges[a].end &&
              ranges[b].start < ranges[b].end) {
            return uint64_t{0};
          }
        }
      }
      return sum;
    };
    uint64_t most = 0;
    const uint32_t all = (1u << ranges.size()) - 1;
    for (uint32_t chosen = 0; chosen <= all; ++chosen) {
      most = std::max(most, bytes(chosen));
    }
    uint32_t left = all;
    for (const size_t place : Overlapping(ranges)) left &= ~(1u << place);
    ASSERT_EQ(bytes(left), most);
  }
}

}  // namespace
}  // namespace taffrail
