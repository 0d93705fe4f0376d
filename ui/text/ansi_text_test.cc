#include "ui/text/ansi_text.h"

#include <gtest/gtest.h>

namespace taffrail::ui {
namespace {

AnsiStyle StyleOf(std::string_view bytes) {
  const AnsiText text = ToAnsiText(bytes);
  return text.runs.empty() ? AnsiStyle() : text.runs.back().style;
}

AnsiColor Palette(uint32_t index) { return {AnsiColor::kPalette, index}; }

TEST(AnsiText, SequencesAreNotShownAndColourWhatFollows) {
  const AnsiText text =
      ToAnsiText("\x1b[90m13:24\x1b[0m \x1b[1;31mERROR\x1b[m");
  EXPECT_EQ(text.text, "13:24 ERROR");
  ASSERT_EQ(text.runs.size(), 3u);
  EXPECT_EQ(text.runs[0].style.text, Palette(8));
  EXPECT_EQ(text.runs[1].style, AnsiStyle());
  EXPECT_EQ(text.runs[2].style.text, Palette(1));
  EXPECT_TRUE(text.runs[2].style.bold);
  EXPECT_EQ(text.runs[2].end, text.text.size());
}

TEST(AnsiText, AllWaysToNameAColourAreRead) {
  EXPECT_EQ(StyleOf("\x1b[38;5;208mx").text, Palette(208));
  EXPECT_EQ(StyleOf("\x1b[38:5:208mx").text, Palette(208));
  EXPECT_EQ(StyleOf("\x1b[48;2;1;2;3mx").ground,
            (AnsiColor{AnsiColor::kRgb, 0x010203}));
  EXPECT_EQ(StyleOf("\x1b[107mx").ground, Palette(15));
  EXPECT_EQ(StyleOf("\x1b[31;39;42;49mx"), AnsiStyle());
  EXPECT_TRUE(StyleOf("\x1b[38;5;208;4;7mx").reverse);
}

TEST(AnsiText, UnknownAndBrokenSequencesChangeNoColour) {
  EXPECT_EQ(StyleOf("\x1b[2K\x1b[38;9mx"), AnsiStyle());
  EXPECT_EQ(StyleOf("\x1b[?1;31mx"), AnsiStyle());
  EXPECT_EQ(StyleOf("\x1b[99999999999mx"), AnsiStyle());
  EXPECT_EQ(ToAnsiText("\x1b]0;title\ax").text, "x");
  EXPECT_EQ(ToAnsiText("a\x1b").text, "a␛");
}

TEST(AnsiText, LinesStayAndOtherControlsAreGlyphs) {
  const AnsiText text = ToAnsiText("\x1b[31ma\r\nb\xff\x1b[0m\nc");
  EXPECT_EQ(text.text, "a␍\nb\uFFFD\nc");
  EXPECT_TRUE(text.runs[1].control);
  EXPECT_EQ(text.runs[2].style.text, Palette(1));
  EXPECT_EQ(text.runs.back().style, AnsiStyle());
}

}  // namespace
}  // namespace taffrail::ui
