#include "core/wire/static_table.h"

#include <gtest/gtest.h>

#include <string>

namespace taffrail {
namespace {

TEST(StaticTable, EveryNumberNamesOneKeyAndBack) {
  uint32_t keys = 0;
  for (uint32_t number = 1; !KeyName(number).empty(); ++number) {
    EXPECT_EQ(KeyNumber(KeyName(number)), number) << KeyName(number);
    keys = number;
  }
  EXPECT_GT(keys, 150u);
  EXPECT_EQ(KeyNumber("no.such.key"), 0u);
  EXPECT_EQ(KeyNumber(""), 0u);
  EXPECT_EQ(KeyName(0), "");
}

TEST(StaticTable, EveryNumberNamesOneTextAndBack) {
  EXPECT_EQ(TextOfNumber(1), "");
  EXPECT_EQ(TextNumber(""), 1u);
  for (uint32_t number = 2; !TextOfNumber(number).empty(); ++number) {
    EXPECT_EQ(TextNumber(TextOfNumber(number)), number) << TextOfNumber(number);
  }
  EXPECT_EQ(TextNumber("no such text"), 0u);
}

// What was written stays readable: these have had their numbers from the start.
TEST(StaticTable, NumbersAreForever) {
  EXPECT_EQ(KeyName(1), "http.response.status_code");
  EXPECT_EQ(KeyName(8), "service.version");
  EXPECT_EQ(KeyName(22), "k8s.namespace.name");
  EXPECT_EQ(KeyName(101), "exception.type");
  EXPECT_EQ(KeyName(124), "request_id");
  EXPECT_EQ(KeyName(193), "instance");
  EXPECT_EQ(TextOfNumber(2), "GET");
  EXPECT_EQ(TextOfNumber(72), "UPDATE");
}

}  // namespace
}  // namespace taffrail
