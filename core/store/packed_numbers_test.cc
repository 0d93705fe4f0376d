#include "core/store/packed_numbers.h"

#include <gtest/gtest.h>

#include <random>

namespace taffrail {
namespace {

std::vector<int64_t> Back(const std::vector<int64_t>& numbers) {
  std::string bytes;
  PutPacked(&bytes, numbers);
  VarintReader reader(bytes);
  std::vector<int64_t> back;
  EXPECT_TRUE(GetPacked(reader, numbers.size(), &back));
  EXPECT_TRUE(reader.AtEnd());
  return back;
}

TEST(PackedNumbers, AnyComeBackAsTheyWere) {
  EXPECT_EQ(Back({}), std::vector<int64_t>());
  const std::vector<int64_t> ends = {INT64_MIN, INT64_MAX, 0, -1};
  EXPECT_EQ(Back(ends), ends);
  std::mt19937_64 random(1);
  for (int round = 0; round < 2000; ++round) {
    const uint32_t bits = random() % 65;
    const uint64_t unit = random() % 3 == 0 ? 1000 : 1;
    std::vector<int64_t> numbers(random() % 70);
    const uint64_t base = random() % 2 == 0 ? random() : 0;
    for (int64_t& number : numbers) {
      const uint64_t distance = bits == 0 ? 0 : random() >> (64 - bits);
      number = static_cast<int64_t>((base + distance) * unit);
    }
    EXPECT_EQ(Back(numbers), numbers) << bits;
  }
}

TEST(PackedNumbers, WhatIsAlikeIsSmall) {
  std::string bytes;
  PutPacked(&bytes, std::vector<int64_t>(256, 200));
  EXPECT_LE(bytes.size(), 4u);
  bytes.clear();
  // Whole milliseconds up to 256, in ns.
  std::vector<int64_t> durations;
  for (int64_t i = 0; i < 256; ++i) durations.push_back(i * 1'000'000);
  PutPacked(&bytes, durations);
  EXPECT_LE(bytes.size(), 256u + 4);
}

TEST(PackedNumbers, BytesThatEndTooEarlyAreRefused) {
  std::string bytes;
  PutPacked(&bytes, std::vector<int64_t>{5, 900, -3});
  for (size_t cut = 0; cut < bytes.size(); ++cut) {
    VarintReader reader(std::string_view(bytes).substr(0, cut));
    std::vector<int64_t> back;
    EXPECT_FALSE(GetPacked(reader, 3, &back)) << cut;
  }
}

}  // namespace
}  // namespace taffrail
