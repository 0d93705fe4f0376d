#ifndef TAFFRAIL_UI_TEXT_DISPLAY_TEXT_H_
#define TAFFRAIL_UI_TEXT_DISPLAY_TEXT_H_

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace taffrail::ui {

enum class RunStyle : uint8_t {
  kPlain,
  kParameter,  // What varies: numbers, ids, quoted text.
  kControl,    // A glyph standing for a byte that has none.
};

// Bytes [begin, end) of DisplayText::text.
struct TextRun {
  uint32_t begin = 0;
  uint32_t end = 0;
  RunStyle style = RunStyle::kPlain;
  bool marked = false;
};

// A message as it is drawn: valid UTF-8 on one line, cut into runs that cover
// it without gaps.
struct DisplayText {
  std::string text;
  std::vector<TextRun> runs;
};

// Log text need not be UTF-8 nor printable: invalid bytes become U+FFFD,
// control characters their pictures. `marks` holds start, length, start,
// length … in bytes of `message`.
DisplayText ToDisplayText(std::string_view message,
                          std::span<const uint32_t> marks);

// The same without runs, keeping line feeds when `keep_lines`. For raw text.
std::string ToPrintable(std::string_view bytes, bool keep_lines);

// Length of the valid UTF-8 sequence that begins `text`, 0 if it is invalid.
size_t Utf8SequenceLength(std::string_view text);

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_TEXT_DISPLAY_TEXT_H_
