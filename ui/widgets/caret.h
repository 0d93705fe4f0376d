#ifndef TAFFRAIL_UI_WIDGETS_CARET_H_
#define TAFFRAIL_UI_WIDGETS_CARET_H_

#include "ui/widgets/frame.h"

namespace taffrail::ui {

// Where the next character goes in a field that has the focus. Blinks for a
// few seconds after the field was touched and then stays lit, so that an idle
// page draws nothing.
class Caret {
 public:
  void Touch(const Frame& frame) { touched_ms_ = frame.input.now_ms; }
  void Draw(Frame& frame, float x, float centre_y);

 private:
  double touched_ms_ = 0;
};

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_WIDGETS_CARET_H_
