#ifndef TAFFRAIL_UI_WIDGETS_RECT_H_
#define TAFFRAIL_UI_WIDGETS_RECT_H_

#include <algorithm>

namespace taffrail::ui {

// A rectangle in CSS pixels. Layouts are made by cutting pieces off one.
struct Rect {
  float x0 = 0;
  float y0 = 0;
  float x1 = 0;
  float y1 = 0;

  float width() const { return x1 - x0; }
  float height() const { return y1 - y0; }
  float centre_x() const { return (x0 + x1) / 2; }
  float centre_y() const { return (y0 + y1) / 2; }
  bool Contains(float x, float y) const {
    return x >= x0 && x < x1 && y >= y0 && y < y1;
  }
  Rect Inset(float dx, float dy) const {
    return {x0 + dx, y0 + dy, x1 - dx, y1 - dy};
  }

  // Each takes a strip off this rectangle and returns it.
  Rect CutLeft(float width) {
    const Rect strip{x0, y0, x0 + width, y1};
    x0 += width;
    return strip;
  }
  Rect CutRight(float width) {
    const Rect strip{x1 - width, y0, x1, y1};
    x1 -= width;
    return strip;
  }
  Rect CutTop(float height) {
    const Rect strip{x0, y0, x1, y0 + height};
    y0 += height;
    return strip;
  }
  Rect CutBottom(float height) {
    const Rect strip{x0, y1 - height, x1, y1};
    y1 -= height;
    return strip;
  }
};

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_WIDGETS_RECT_H_
