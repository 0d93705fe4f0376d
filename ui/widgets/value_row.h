#ifndef TAFFRAIL_UI_WIDGETS_VALUE_ROW_H_
#define TAFFRAIL_UI_WIDGETS_VALUE_ROW_H_

#include <string>
#include <string_view>

#include "ui/widgets/frame.h"

namespace taffrail::ui {

// Where the values of a panel begin, from its names.
inline constexpr float kValueIndent = 112;

struct Value {
  std::string_view name = {};
  std::string text = {};
  Color color = 0;
  TextStyle style = kBodyText;
  // The whole of it, where `text` leaves something out.
  std::string whole = {};
};

// The name at the left, the value beside it on as many lines as it needs, at
// the top of `column`, which it cuts.
void DrawValue(Frame& frame, Rect& column, const Value& value);

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_WIDGETS_VALUE_ROW_H_
