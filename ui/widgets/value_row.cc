#include "ui/widgets/value_row.h"

#include "ui/text/line_wrap.h"

namespace taffrail::ui {
namespace {

constexpr float kLineHeight = 20;
constexpr float kRowGap = 4;

}  // namespace

void DrawValue(Frame& frame, Rect& column, const Value& value) {
  Rect names = column;
  Rect values = column;
  values.CutLeft(kValueIndent);
  names.x1 = names.x0 + kValueIndent - 8;
  const float middle = column.y0 + kLineHeight / 2;
  frame.paint.TextElided(kBodyText, names.x0, names.x1, middle,
                         frame.theme.secondary, value.name);
  float y = column.y0;
  std::string_view rest = value.text;
  do {
    const size_t length = WrapLength(
        rest, frame.paint.BytesThatFit(value.style, rest, values.width()));
    frame.paint.Text(value.style, values.x0, y + kLineHeight / 2, value.color,
                     rest.substr(0, length));
    rest.remove_prefix(length);
    y += kLineHeight;
  } while (!rest.empty());
  frame.tree.Add({.id = frame.NextTextId(),
                  .role = Role::kText,
                  .name = std::string(value.name) + ": " +
                          (value.whole.empty() ? value.text : value.whole),
                  .bounds = {column.x0, column.y0, column.x1, y}});
  column.CutTop(y - column.y0 + kRowGap);
}

}  // namespace taffrail::ui
