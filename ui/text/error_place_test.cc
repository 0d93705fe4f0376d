#include "ui/text/error_place.h"

#include <gtest/gtest.h>

namespace taffrail::ui {
namespace {

std::optional<size_t> Place(const char* message) {
  v1::Error error;
  error.set_message(message);
  return ErrorPlace("ab\ncdef\ng", error);
}

TEST(ErrorPlace, LineAndColumnCountFromOne) {
  EXPECT_EQ(Place("line 1, column 1: expected {"), 0u);
  EXPECT_EQ(Place("line 2, column 3: expected ,"), 5u);
  EXPECT_EQ(Place("line 3, column 9: expected }"), 9u);
  EXPECT_EQ(Place("line 7, column 1: expected }"), 9u);
}

TEST(ErrorPlace, MessageWithoutAPlaceHasNone) {
  EXPECT_EQ(Place("a format has no \"line\""), std::nullopt);
  EXPECT_EQ(Place("line three, column 1"), std::nullopt);
  EXPECT_EQ(Place(""), std::nullopt);
}

TEST(ErrorPlace, StatedColumnGoesFirst) {
  v1::Error error;
  error.set_message("line 1, column 1: no");
  error.set_has_column(true);
  error.set_column(4);
  EXPECT_EQ(ErrorPlace("ab\ncdef", error), 4u);
  error.set_column(40);
  EXPECT_EQ(ErrorPlace("ab\ncdef", error), 7u);
}

TEST(ErrorPlace, OfAPatternIsInsideItsString) {
  v1::Error error;
  error.set_message("line 2, column 1: pattern 1, column 4: no such type");
  const std::string text = "[\n\"a\\\"b{x:y}\"]";
  const std::optional<size_t> place = ErrorPlace(text, error);
  ASSERT_TRUE(place);
  EXPECT_EQ(text.substr(*place), "{x:y}\"]");
  error.set_message("line 2, column 1: pattern 1, column 400: no end");
  EXPECT_EQ(ErrorPlace(text, error), text.size() - 1 - 1);
}

}  // namespace
}  // namespace taffrail::ui
