#include "ui/widgets/ansi_colors.h"

#include <gtest/gtest.h>

namespace taffrail::ui {
namespace {

constexpr Color kDark = Rgb(0x141921), kLight = Rgb(0xFFFFFF);
constexpr Color kDarkText = Rgb(0xD7DEE8), kLightText = Rgb(0x1B2430);

TEST(AnsiColors, EveryColourCanBeReadOnEveryGround) {
  for (uint32_t front = 0; front < 256; ++front) {
    for (const bool dark : {true, false}) {
      const Color ground = dark ? kDark : kLight;
      AnsiStyle style;
      style.text = {AnsiColor::kPalette, front};
      const Color text = dark ? kDarkText : kLightText;
      EXPECT_GE(Contrast(ColorsOf(style, text, ground).text, ground), 4.5f);
      style.ground = {AnsiColor::kPalette, 255 - front};
      const AnsiColors both = ColorsOf(style, text, ground);
      EXPECT_GE(Contrast(both.text, both.ground.value_or(ground)), 4.5f)
          << front;
    }
  }
}

TEST(AnsiColors, PlainTextIsAsItIsWithoutColours) {
  const AnsiColors plain = ColorsOf({}, kDarkText, kDark);
  EXPECT_EQ(plain.text, kDarkText);
  EXPECT_FALSE(plain.ground);
}

TEST(AnsiColors, ReverseSwapsTextAndGround) {
  AnsiStyle style;
  style.reverse = true;
  const AnsiColors reversed = ColorsOf(style, kDarkText, kDark);
  EXPECT_EQ(reversed.ground, kDarkText);
  EXPECT_EQ(reversed.text, kDark);
}

}  // namespace
}  // namespace taffrail::ui
