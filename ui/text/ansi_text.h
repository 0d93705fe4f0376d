#ifndef TAFFRAIL_UI_TEXT_ANSI_TEXT_H_
#define TAFFRAIL_UI_TEXT_ANSI_TEXT_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace taffrail::ui {

// A colour as a terminal is told of it: none, one of the 256 of its palette, or
// 0xRRGGBB.
struct AnsiColor {
  enum Kind : uint8_t { kNone, kPalette, kRgb };
  Kind kind = kNone;
  uint32_t value = 0;
  bool operator==(const AnsiColor&) const = default;
};

// What "select graphic rendition" sequences (ECMA-48, 8.3.117) ask for.
struct AnsiStyle {
  AnsiColor text;
  AnsiColor ground;
  bool bold = false;
  bool underline = false;
  bool reverse = false;
  bool operator==(const AnsiStyle&) const = default;
};

// Bytes [begin, end) of AnsiText::text.
struct AnsiRun {
  uint32_t begin = 0;
  uint32_t end = 0;
  AnsiStyle style;
  // A glyph that stands for a byte that has none.
  bool control = false;
};

// Raw bytes as a terminal would show them: printable UTF-8 with its line feeds
// and without escape sequences, cut into runs that cover it without gaps.
struct AnsiText {
  std::string text;
  std::vector<AnsiRun> runs;
};

AnsiText ToAnsiText(std::string_view bytes);

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_TEXT_ANSI_TEXT_H_
