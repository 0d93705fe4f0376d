#ifndef TAFFRAIL_UI_WIDGETS_TEXT_AREA_H_
#define TAFFRAIL_UI_WIDGETS_TEXT_AREA_H_

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ui/widgets/caret.h"
#include "ui/widgets/frame.h"
#include "ui/widgets/mouse_selection.h"
#include "ui/widgets/scroll_area.h"
#include "ui/widgets/text_field.h"

namespace taffrail::ui {

struct TextAreaSpec {
  std::string_view id = {};
  std::string name = {};
  std::string description = {};
  // The byte that is underlined as wrong, with the word around it.
  std::optional<size_t> invalid_at = {};
};

// A field of numbered lines that do not wrap. As with TextField, the mirror's
// textarea owns the text and its editing; this draws it and turns the mouse
// into selections.
class TextArea {
 public:
  const std::string& text() const { return edit_.text; }
  // Replaces the text, with the caret at its start.
  void SetText(std::string text);

  // Takes what happened; whether the text changed.
  bool Update(Frame& frame, const Rect& bounds, const TextAreaSpec& spec);
  void Draw(Frame& frame, const Rect& bounds, const TextAreaSpec& spec,
            std::span<const ColoredSpan> colors);
  uint32_t node() const { return node_; }

 private:
  struct Line {
    size_t begin;
    size_t end;
  };

  void SplitLines();
  size_t LineOf(size_t offset) const;
  float Top(const Rect& bounds, size_t line) const;
  float XOf(const Frame& frame, size_t offset) const;
  size_t OffsetAt(const Frame& frame, const Rect& bounds) const;
  void RevealCaret(const Frame& frame, const Rect& bounds);
  void ScrollByWheel(Frame& frame, const Rect& bounds);
  // The part of bytes [begin, end) that lies in a line.
  void FillStretch(Frame& frame, const Rect& bounds, size_t begin, size_t end,
                   float y0, float y1, Color color);
  void DrawLine(Frame& frame, const Rect& bounds, size_t line,
                std::span<const ColoredSpan> colors);
  void DrawMarks(Frame& frame, const Rect& bounds, const TextAreaSpec& spec);
  void DrawScrollBar(Frame& frame, const Rect& bounds);

  uint32_t node_ = 0;
  TextEdit edit_;
  std::vector<Line> lines_{{0, 0}};
  MouseSelection mouse_;
  bool focused_ = false;
  // The caret was moved and has to be seen.
  bool reveal_ = false;
  float scroll_x_ = 0;
  float scroll_y_ = 0;
  Caret caret_;
  ScrollBar bar_;
};

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_WIDGETS_TEXT_AREA_H_
