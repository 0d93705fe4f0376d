#ifndef TAFFRAIL_UI_WIDGETS_MOUSE_SELECTION_H_
#define TAFFRAIL_UI_WIDGETS_MOUSE_SELECTION_H_

#include <cstddef>

#include "ui/widgets/frame.h"

namespace taffrail::ui {

// Selecting text with the mouse, as fields of one line and of many have it:
// pressing and dragging, Shift, and words by double clicks.
class MouseSelection {
 public:
  // `at` is the byte of the text that the mouse is nearest to.
  void Update(Frame& frame, const Interaction& interaction,
              const TextEdit& edit, size_t at);

  // The mouse matters to the field in this frame.
  bool Wants(const Interaction& interaction) const {
    return interaction.held || selecting_ || interaction.double_clicked;
  }

 private:
  size_t anchor_ = 0;
  bool selecting_ = false;
};

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_WIDGETS_MOUSE_SELECTION_H_
