#include "core/query/value.h"

#include <gtest/gtest.h>

#include <limits>
#include <string>
#include <vector>

namespace taffrail {
namespace {

TEST(Value, ADurationIsReadAsTheSameAgain) {
  EXPECT_EQ(DurationText(1'500'000), "1.5ms");
  EXPECT_EQ(DurationText(250), "250ns");
  EXPECT_EQ(DurationText(90'000'000'000), "90s");
  for (int64_t ns : {int64_t{1}, int64_t{999}, int64_t{1'000}, int64_t{-42'001},
                     int64_t{1'000'000'001}, int64_t{86'400'000'000'007}}) {
    const std::string text = DurationText(ns);
    if (ns > 0) {
      EXPECT_EQ(ParseDuration(text), ns) << text;
    }
  }
}

TEST(Value, NumbersComeBeforeTextAndNothingLast) {
  const std::vector<Value> ordered = {Value::Real(-0.5),
                                      Value::Int(3),
                                      Value::Real(3.5),
                                      Value{ValueKind::kDuration, 1, {}},
                                      Value::Text("10"),
                                      Value::Text("9"),
                                      Value()};
  for (size_t a = 0; a < ordered.size(); ++a) {
    for (size_t b = 0; b < ordered.size(); ++b) {
      EXPECT_EQ(CompareValues(ordered[a], ordered[b]), a < b   ? -1
                                                       : a > b ? 1
                                                               : 0);
    }
  }
}

TEST(Value, BytesComeBackAsTheValue) {
  std::string bytes;
  const std::vector<Value> values = {Value::Int(-7),
                                     Value::Real(0.1),
                                     Value::Text("a\0b"),
                                     Value(),
                                     {ValueKind::kLevel, 5, {}}};
  for (const Value& value : values) PutValue(&bytes, value);
  VarintReader reader(bytes);
  for (const Value& value : values) EXPECT_EQ(GetValue(reader), value);
  EXPECT_TRUE(reader.ok() && reader.AtEnd());
  EXPECT_EQ(ToText({ValueKind::kLevel, 5, {}}), "ERROR");
}

}  // namespace
}  // namespace taffrail
