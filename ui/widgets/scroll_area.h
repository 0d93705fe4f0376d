#ifndef TAFFRAIL_UI_WIDGETS_SCROLL_AREA_H_
#define TAFFRAIL_UI_WIDGETS_SCROLL_AREA_H_

#include "ui/widgets/frame.h"

namespace taffrail::ui {

// A thin bar whose thumb can be dragged; pressing beside the thumb brings it
// there. Kept between frames.
class ScrollBar {
 public:
  // Returns where the thumb's top is dragged to, or `top` if it is not.
  float Draw(Frame& frame, const Rect& track, float top, float height);

 private:
  // Where on the thumb it was taken.
  float grip_ = 0;
};

// A part of the screen whose contents may be higher than it. Kept by its view
// between frames; for lists of rows, ListBox is the better choice.
class ScrollArea {
 public:
  // Draws contents between Begin and End, below the y that Begin returns; End
  // is told where they ended. With `name`, and when there is more than fits,
  // the keyboard can scroll it too; where every line has a widget that takes
  // the focus, that is not needed.
  float Begin(Frame& frame, const Rect& bounds, std::string_view name = {});
  void End(Frame& frame, float bottom);

  // Scrolls so that a widget inside comes into sight.
  void Reveal(Frame& frame, const Rect& widget);
  void ScrollToTop() { offset_ = 0; }

 private:
  float max_offset() const;
  void MoveTo(float offset);
  void ScrollByWheel(Frame& frame);
  void ScrollByKeys(Frame& frame, std::string_view name);

  Rect bounds_;
  float offset_ = 0;
  float content_height_ = 0;
  ScrollBar bar_;
};

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_WIDGETS_SCROLL_AREA_H_
