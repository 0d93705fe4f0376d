#ifndef TAFFRAIL_UI_STATE_LIST_SCROLL_H_
#define TAFFRAIL_UI_STATE_LIST_SCROLL_H_

#include <cstdint>

namespace taffrail::ui {

// Where a list of equally high rows is scrolled to. Offsets are doubles, exact
// to a thousandth of a pixel for 10^11 rows, where a float ends at 10^5; what
// is drawn is relative to the viewport, and small. Call Layout before the
// rest, each frame.
class ListScroll {
 public:
  struct Thumb {
    float top = 0;
    float height = 0;
  };

  // Holds the offset within the list; a list scrolled to its top stays there
  // as it grows.
  void Layout(uint64_t rows, float row_height, float viewport_height);

  uint64_t first_row() const;
  // One past the last row that is seen, if only in part.
  uint64_t end_row() const;
  // Of whole rows, at least 1.
  uint64_t rows_per_page() const;
  // The row's top, from the top of the viewport.
  float RowTop(uint64_t row) const;

  void ScrollBy(double pixels) { MoveTo(offset_ + pixels); }
  // As little as brings the whole row into sight.
  void Reveal(uint64_t row);

  bool scrollable() const { return max_offset() > 0; }
  // The part of a scroll bar's track that stands for the viewport, never
  // smaller than can be grabbed.
  Thumb ThumbOn(float track_height) const;
  // Scrolls so that the thumb's top comes to `top`.
  void MoveThumbTo(float top, float track_height);

 private:
  double max_offset() const;
  void MoveTo(double offset);

  uint64_t rows_ = 0;
  double row_height_ = 1;
  double viewport_ = 0;
  double offset_ = 0;
};

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_STATE_LIST_SCROLL_H_
