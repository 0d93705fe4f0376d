#ifndef TAFFRAIL_UI_VIEWS_BRUSH_H_
#define TAFFRAIL_UI_VIEWS_BRUSH_H_

#include <cstdint>
#include <optional>
#include <string_view>

#include "ui/state/time_range.h"
#include "ui/views/time_scale.h"
#include "ui/widgets/frame.h"

namespace taffrail::ui {

// Selects a range of whole bins on the timeline: by dragging, by dragging an
// edge of what is selected, or by the keyboard on either edge, which are
// sliders. A click beside the selection clears it.
class Brush {
 public:
  using Selection = std::optional<TimeRange>;
  struct Result {
    Selection selection;
    bool hovered = false;
    bool dragging = false;
  };

  // Takes what is selected, returns what is selected now.
  Result Update(Frame& frame, const Rect& plot, const TimeScale& scale,
                Selection selection);

 private:
  void Press(float x, const TimeScale& scale, const Selection& selection);
  Selection RangeTo(const TimeScale& scale, uint32_t bin) const;
  Selection UpdateEdges(Frame& frame, const Rect& plot, const TimeScale& scale,
                        const Selection& selection);

  bool pressing_ = false;
  bool dragging_ = false;
  float pressed_x_ = 0;
  // What stays selected while dragging: the bin that was pressed, or nothing
  // beside the edge that is not dragged.
  uint32_t anchor_begin_ = 0;
  uint32_t anchor_end_ = 0;
};

// The ground and edges of what is selected, to be drawn under the bars.
void DrawSelection(Frame& frame, const Rect& plot, const TimeScale& scale,
                   const TimeRange& selection);

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_VIEWS_BRUSH_H_
