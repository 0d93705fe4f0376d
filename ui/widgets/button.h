#ifndef TAFFRAIL_UI_WIDGETS_BUTTON_H_
#define TAFFRAIL_UI_WIDGETS_BUTTON_H_

#include <optional>
#include <string>
#include <string_view>

#include "ui/widgets/frame.h"

namespace taffrail::ui {

struct ButtonSpec {
  // Unique in its scope; also the label unless `label` says another.
  std::string_view id = {};
  std::string label = {};
  // Beside the label, quieter.
  std::string detail = {};
  // What it is called where that is more than the label.
  std::string name = {};
  std::string_view shortcuts = {};
  // Filled with the accent: the one thing to do on an otherwise empty screen.
  bool primary = false;
  // Without a border, for a button within a row.
  bool quiet = false;
  // Why pressing it does nothing, if it does; it keeps its place and the focus.
  std::string disabled = {};
  // For one that shows and hides something: whether that is shown. Drawn with
  // a triangle.
  std::optional<bool> expanded = {};
  // For one that stands for a thing among its like.
  bool link = false;
};

float ButtonWidth(const Frame& frame, const ButtonSpec& spec);

// Whether it was pressed, by whatever means.
bool Button(Frame& frame, const Rect& bounds, const ButtonSpec& spec);

// A triangle of 8 px that points at what is hidden, or down at what is shown.
void DrawTriangle(Frame& frame, float x, float centre_y, Color color,
                  bool down);

// A small button that holds back what goes on, or lets it go on when it is
// `paused`.
bool PauseButton(Frame& frame, float centre_x, float centre_y, bool paused,
                 std::string name);

// A small × that removes or cancels what `name` says.
bool CloseButton(Frame& frame, float centre_x, float centre_y,
                 std::string_view id, std::string name);

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_WIDGETS_BUTTON_H_
