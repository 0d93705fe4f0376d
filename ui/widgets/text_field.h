#ifndef TAFFRAIL_UI_WIDGETS_TEXT_FIELD_H_
#define TAFFRAIL_UI_WIDGETS_TEXT_FIELD_H_

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "ui/widgets/caret.h"
#include "ui/widgets/frame.h"
#include "ui/widgets/mouse_selection.h"

namespace taffrail::ui {

// A stretch of a field's text, up to byte `end`, from where the last ended.
struct ColoredSpan {
  size_t end = 0;
  Color color = 0;
};

struct TextFieldSpec {
  std::string_view id = {};
  Role role = Role::kSearchBox;
  std::string name = {};
  std::string_view placeholder = {};
  std::string_view shortcuts = {};
  std::string description = {};
  // The node that shows what is searched; 0 if there is none.
  uint32_t controls = 0;
  // Underlined as wrong: bytes [begin, end).
  bool invalid = false;
  size_t invalid_begin = 0;
  size_t invalid_end = 0;
};

// A field of one line. The text, its selection and what is being composed live
// in the mirror's textarea, which also takes keys, the clipboard and input
// methods; this draws them, and turns the mouse into selections.
class TextField {
 public:
  struct Result {
    bool changed = false;
    bool submitted = false;
  };

  const std::string& text() const { return edit_.text; }
  // Replaces the text, with the caret at its end.
  void SetText(std::string text);

  // Takes what happened. Draw comes after, so that the colours are of the
  // text as it is now.
  Result Update(Frame& frame, const Rect& bounds, const TextFieldSpec& spec);
  void Draw(Frame& frame, const Rect& bounds, const TextFieldSpec& spec,
            std::span<const ColoredSpan> colors);

 private:
  float XOf(const Frame& frame, size_t offset) const;
  void KeepCaretVisible(const Frame& frame, float width);

  TextEdit edit_;
  MouseSelection mouse_;
  float scroll_ = 0;
  bool focused_ = false;
  Caret caret_;
};

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_WIDGETS_TEXT_FIELD_H_
