#include "ui/text/field_text.h"

#include <gtest/gtest.h>

namespace taffrail::ui {
namespace {

TEST(FieldText, SpanIsSaidInTheUnitPeopleWouldUse) {
  EXPECT_EQ(SpanText(0), "0 s");
  EXPECT_EQ(SpanText(812), "812 ns");
  EXPECT_EQ(SpanText(1'500), "1.5 µs");
  EXPECT_EQ(SpanText(1'250'000), "1.25 ms");
  EXPECT_EQ(SpanText(41'000'000), "41 ms");
  EXPECT_EQ(SpanText(5'000'000'000), "5,000 ms");
  EXPECT_EQ(SpanText(15'020'000'000), "15.02 s");
  EXPECT_EQ(SpanText(123'000'000'000), "2 min 3 s");
  EXPECT_EQ(SpanText(-1'500'000), "−1.5 ms");
}

TEST(FieldText, ValueIsSaidByItsType) {
  v1::Field field;
  field.set_value("5000000000");
  field.set_type(v1::Field::TYPE_INT);
  EXPECT_EQ(FieldText(field), "5000000000");
  field.set_type(v1::Field::TYPE_DURATION);
  EXPECT_EQ(FieldText(field), "5,000 ms");
  field.set_value("soon");
  EXPECT_EQ(FieldText(field), "soon");
}

TEST(FieldText, LongIdLosesItsMiddle) {
  const std::string id = "4bf92f3577b34da6a3ce929d0e0ee736";
  EXPECT_EQ(ShortId(id, 21), "4bf92f3577b34da6…e736");
  EXPECT_EQ(ShortId(id, 32), id);
}

}  // namespace
}  // namespace taffrail::ui
