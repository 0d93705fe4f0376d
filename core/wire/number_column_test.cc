#include "core/wire/number_column.h"

#include <gtest/gtest.h>

#include <limits>
#include <random>
#include <string>
#include <vector>

namespace taffrail {
namespace {

// Returns the width after checking that the values come back.
uint32_t WidthAfterRoundTrip(const std::vector<uint64_t>& values) {
  std::string planes;
  const NumberColumn column = EncodeNumbers(values, &planes);
  EXPECT_TRUE(IsSound(column, values.size()));
  std::vector<uint64_t> back(values.size());
  DecodeNumbers(column, std::span(back));
  EXPECT_EQ(back, values);
  std::vector<uint32_t> narrow(values.size());
  DecodeNumbers(column, std::span(narrow));
  for (size_t i = 0; i < values.size(); ++i) {
    EXPECT_EQ(narrow[i], static_cast<uint32_t>(values[i]));
  }
  return column.width;
}

TEST(NumberColumn, RegularNumbersTakeNoPlanes) {
  EXPECT_EQ(WidthAfterRoundTrip({}), 0u);
  EXPECT_EQ(WidthAfterRoundTrip({7, 7, 7, 7}), 0u);
  EXPECT_EQ(WidthAfterRoundTrip({1000, 2000, 3000, 4000}), 0u);
  EXPECT_EQ(WidthAfterRoundTrip({0, 1000, 4000, 9000, 16000, 25000}), 0u);
  EXPECT_EQ(WidthAfterRoundTrip({5000, 5255, 5001, 5002}), 1u);
}

TEST(NumberColumn, ExtremesComeBack) {
  const uint64_t least =
      static_cast<uint64_t>(std::numeric_limits<int64_t>::min());
  WidthAfterRoundTrip({0, least, ~uint64_t{0}, least - 1, 0});
  WidthAfterRoundTrip({least});
  WidthAfterRoundTrip({least, least - 1});
}

TEST(NumberColumn, AnyNumbersOfAnyWidthComeBack) {
  std::mt19937_64 random(1);
  for (int bits = 0; bits <= 64; ++bits) {
    for (size_t count : {1u, 2u, 3u, 17u, 100u}) {
      std::vector<uint64_t> values;
      std::vector<uint64_t> sums;
      uint64_t sum = 0;
      for (size_t i = 0; i < count; ++i) {
        values.push_back(bits == 0 ? 0 : random() >> (64 - bits));
        sums.push_back(sum += values.back());
      }
      WidthAfterRoundTrip(values);
      WidthAfterRoundTrip(sums);
    }
  }
}

TEST(NumberColumn, HeadersThatMakeNoSenseAreUnsound) {
  EXPECT_FALSE(IsSound({.order = 3, .planes = {}}, 0));
  EXPECT_FALSE(IsSound({.width = 9, .planes = "123456789"}, 1));
  EXPECT_FALSE(IsSound({.width = 1, .planes = "12"}, 1));
  EXPECT_TRUE(IsSound({.width = 1, .planes = "12"}, 2));
}

}  // namespace
}  // namespace taffrail
