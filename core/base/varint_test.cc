#include "core/base/varint.h"

#include <gtest/gtest.h>

namespace taffrail {
namespace {

TEST(Varint, GivesBackWhatWasPut) {
  const uint64_t values[] = {0,           1, 127, 128, 300, uint64_t{1} << 63,
                             ~uint64_t{0}};
  const int64_t signed_values[] = {0, -1, 1, INT64_MIN, INT64_MAX};
  std::string bytes;
  for (uint64_t value : values) PutVarint(&bytes, value);
  for (int64_t value : signed_values) PutSigned(&bytes, value);
  VarintReader reader(bytes);
  for (uint64_t value : values) EXPECT_EQ(reader.Varint(), value);
  for (int64_t value : signed_values) EXPECT_EQ(reader.Signed(), value);
  EXPECT_TRUE(reader.ok());
  EXPECT_TRUE(reader.AtEnd());
}

TEST(Varint, RefusesWhatEndsTooEarlyOrNever) {
  VarintReader early("\x80");
  EXPECT_EQ(early.Varint(), 0u);
  EXPECT_FALSE(early.ok());
  std::string bytes(11, '\xff');
  VarintReader endless(bytes);
  EXPECT_EQ(endless.Varint(), 0u);
  EXPECT_FALSE(endless.ok());
}

TEST(Varint, SkippingStopsWhereReadingWould) {
  std::string bytes;
  uint64_t value = 1;
  for (int i = 0; i < 200; ++i, value = value * 7 + 3) PutVarint(&bytes, value);
  for (size_t skipped = 0; skipped <= 200; ++skipped) {
    VarintReader read(bytes);
    VarintReader skip(bytes);
    for (size_t i = 0; i < skipped; ++i) read.Varint();
    skip.Skip(skipped);
    ASSERT_TRUE(skip.ok());
    ASSERT_EQ(skip.AtEnd(), read.AtEnd());
    if (!skip.AtEnd()) {
      ASSERT_EQ(skip.Varint(), read.Varint());
    }
  }
  VarintReader reader(bytes);
  reader.Skip(201);
  EXPECT_FALSE(reader.ok());
}

}  // namespace
}  // namespace taffrail
