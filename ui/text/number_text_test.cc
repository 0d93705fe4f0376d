#include "ui/text/number_text.h"

#include <gtest/gtest.h>

namespace taffrail::ui {
namespace {

TEST(NumberText, CountsFitAColumn) {
  EXPECT_EQ(ShortCount(26'301), "26,301");
  EXPECT_EQ(ShortCount(113'014), "113 k");
  EXPECT_EQ(ShortCount(1'104'000), "1.1 M");
  EXPECT_EQ(ShortCount(4'000'000'000), "4.0 G");
}

TEST(NumberText, PercentIsWholeOnlyWhenAllIsThere) {
  EXPECT_EQ(PercentText(9, 1000), "0.9 %");
  EXPECT_EQ(PercentText(999, 1000), "99 %");
  EXPECT_EQ(PercentText(1000, 1000), "100 %");
  EXPECT_EQ(PercentText(1, 1e6), "<0.1 %");
  EXPECT_EQ(PercentText(0, 0), "0 %");
}

TEST(NumberText, ElapsedAndPlural) {
  EXPECT_EQ(ElapsedText(0.42), "0.4 ms");
  EXPECT_EQ(ElapsedText(7.3), "7 ms");
  EXPECT_EQ(ElapsedText(1234), "1.2 s");
  EXPECT_EQ(Plural(1, "source"), "1 source");
  EXPECT_EQ(Plural(2000, "record"), "2,000 records");
}

}  // namespace
}  // namespace taffrail::ui
