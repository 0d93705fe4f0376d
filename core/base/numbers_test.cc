#include "core/base/numbers.h"

#include <gtest/gtest.h>

namespace taffrail {
namespace {

TEST(Numbers, ParseIntTakesTheWholeTextOrNothing) {
  EXPECT_EQ(ParseInt<int>("42"), 42);
  EXPECT_EQ(ParseInt<int64_t>("-9"), -9);
  EXPECT_EQ(ParseInt<int>("42x"), std::nullopt);
  EXPECT_EQ(ParseInt<int>(""), std::nullopt);
  EXPECT_EQ(ParseInt<uint32_t>("-1"), std::nullopt);
  EXPECT_EQ(ParseInt<int>("99999999999"), std::nullopt);
}

TEST(Numbers, WithThousandsGroupsByThree) {
  EXPECT_EQ(WithThousands(0), "0");
  EXPECT_EQ(WithThousands(999), "999");
  EXPECT_EQ(WithThousands(1000), "1,000");
  EXPECT_EQ(WithThousands(113014), "113,014");
  EXPECT_EQ(WithThousands(1234567), "1,234,567");
}

TEST(Numbers, HumanBytesKeepsThreeDigits) {
  EXPECT_EQ(HumanBytes(812), "812 B");
  EXPECT_EQ(HumanBytes(999.6), "1.0 kB");
  EXPECT_EQ(HumanBytes(3400000), "3.4 MB");
  EXPECT_EQ(HumanBytes(10e9), "10.0 GB");
  EXPECT_EQ(HumanBytes(250e6), "250 MB");
}

}  // namespace
}  // namespace taffrail
