#ifndef TAFFRAIL_UI_WIDGETS_CHOICES_H_
#define TAFFRAIL_UI_WIDGETS_CHOICES_H_

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "ui/widgets/frame.h"

namespace taffrail::ui {

// The box alone, 16 px wide at the left of `bounds`; what it belongs to says
// the rest.
void DrawCheckMark(Frame& frame, const Rect& bounds, bool checked,
                   bool hovered);

// A box with a tick and its label at the right. Whether it was pressed.
bool CheckBox(Frame& frame, const Rect& bounds, std::string_view label,
              bool checked);

// One of few things, side by side over the whole of `bounds`. Which was
// chosen in this frame. Arrows choose, as among radio buttons.
std::optional<size_t> Choices(Frame& frame, const Rect& bounds,
                              const std::string& name,
                              std::span<const std::string_view> labels,
                              size_t chosen);

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_WIDGETS_CHOICES_H_
