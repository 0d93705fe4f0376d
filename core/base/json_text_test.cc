#include "core/base/json_text.h"

#include <gtest/gtest.h>

namespace taffrail {
namespace {

TEST(JsonText, NumbersAreWrittenAsJsonHasThem) {
  for (const char* text :
       {"0", "-0", "7", "-12", "0.50", "1e9", "1E-9", "2.5e+3"}) {
    EXPECT_TRUE(IsJsonNumber(text)) << text;
  }
  for (const char* text : {"", "-", "007", "+1", "1.", ".5", "1e", "1e+", "NaN",
                           "0x1", "1 ", "1,5", "--1"}) {
    EXPECT_FALSE(IsJsonNumber(text)) << text;
  }
}

}  // namespace
}  // namespace taffrail
