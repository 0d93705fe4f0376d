#ifndef TAFFRAIL_UI_WIDGETS_SLIDER_H_
#define TAFFRAIL_UI_WIDGETS_SLIDER_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "ui/widgets/frame.h"

namespace taffrail::ui {

struct SliderSpec {
  // Unique in its scope; also what it is called.
  std::string_view id = {};
  size_t steps = 2;
  size_t at = 0;
  // What the present step means.
  std::string value = {};
};

// One of a few steps along a line, by dragging, pressing or arrows. The step
// that was chosen in this frame, if it is another.
std::optional<size_t> Slider(Frame& frame, const Rect& bounds,
                             const SliderSpec& spec);

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_WIDGETS_SLIDER_H_
