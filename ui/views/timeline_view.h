#ifndef TAFFRAIL_UI_VIEWS_TIMELINE_VIEW_H_
#define TAFFRAIL_UI_VIEWS_TIMELINE_VIEW_H_

#include <optional>

#include "ui/state/model.h"
#include "ui/state/timeline_bins.h"
#include "ui/views/brush.h"
#include "ui/views/time_scale.h"
#include "ui/widgets/frame.h"

namespace taffrail::ui {

// How many records match over time, by severity, and the brush that selects a
// part of it.
class TimelineView {
 public:
  void Draw(Frame& frame, Model& model, const Rect& bounds);
  // What the bin under the mouse holds, over all else.
  void DrawTooltip(Frame& frame);

 private:
  void DrawPlot(Frame& frame, Model& model, const Rect& plot);

  Brush brush_;
  // Of the frame.
  TimelineBins bins_;
  Rect plot_;
  std::optional<uint32_t> hovered_bin_;
};

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_VIEWS_TIMELINE_VIEW_H_
