#include "core/parse/field_value.h"

#include <gtest/gtest.h>

#include <cmath>

namespace taffrail {
namespace {

ParsedField Guess(std::string_view value) {
  ParsedField field;
  field.value = value;
  GuessKind(&field);
  return field;
}

TEST(FieldValue, KindIsWhatTheTextLooksLike) {
  EXPECT_EQ(Guess("-12").integer, -12);
  EXPECT_EQ(Guess("-12").kind, FieldKind::kInt);
  EXPECT_EQ(Guess("0.5").real, 0.5);
  EXPECT_EQ(Guess("true").kind, FieldKind::kBool);
  EXPECT_EQ(Guess("1.5ms").integer, 1'500'000);
  EXPECT_EQ(Guess("2m3s").kind, FieldKind::kDuration);
  for (const char* text :
       {"007", "1e5", "512m", "1.2.3.4", "-", "", "0x1f", "2026-11-22", "ms"}) {
    EXPECT_EQ(Guess(text).kind, FieldKind::kString) << text;
  }
}

TEST(FieldValue, NumberTooLargeForAnIntIsADouble) {
  const ParsedField field = Guess("18446744073709551616");
  EXPECT_EQ(field.kind, FieldKind::kDouble);
  EXPECT_EQ(field.real, 18446744073709551616.0);
  EXPECT_TRUE(std::isinf(*ParseReal("1e999")));
  EXPECT_EQ(*ParseReal("1e-999"), 0);
  EXPECT_EQ(*ParseReal("-12.5e-1"), -1.25);
  EXPECT_EQ(*ParseReal("0.1"), 0.1);
  EXPECT_EQ(*ParseReal("1e300"), 1e300);
  for (const char* text : {"nan", "", "-", ".", "e5", "1e", "1e+", "1e-", "1x",
                           "1.2.3", "1e5.5", "inf"}) {
    EXPECT_FALSE(ParseReal(text)) << text;
  }
}

TEST(FieldValue, DurationsAreNanoseconds) {
  EXPECT_EQ(ParseDuration("1h2m3.5s"), 3'723'500'000'000);
  EXPECT_EQ(ParseDuration("250 ms"), 250'000'000);
  EXPECT_EQ(ParseDuration("-3us"), -3'000);
  EXPECT_EQ(ParseDuration("7\xC2\xB5s"), 7'000);
  EXPECT_FALSE(ParseDuration("7"));
  EXPECT_FALSE(ParseDuration("7 parsecs"));
  EXPECT_FALSE(ParseDuration("99999999999999999h"));
  EXPECT_EQ(ScaleDuration("0.25", 1'000'000'000), 250'000'000);
}

}  // namespace
}  // namespace taffrail
