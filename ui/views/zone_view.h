#ifndef TAFFRAIL_UI_VIEWS_ZONE_VIEW_H_
#define TAFFRAIL_UI_VIEWS_ZONE_VIEW_H_

#include "ui/state/model.h"
#include "ui/widgets/frame.h"
#include "ui/widgets/text_field.h"

namespace taffrail::ui {

inline constexpr float kZoneStripHeight = 48;

// Which zone times are shown in: a button in the status bar, and a strip above
// it in which another is chosen: UTC, the browser's own, or a place by name.
class ZoneView {
 public:
  bool open() const { return open_; }

  // At the right end of `bar`, which it cuts.
  void DrawButton(Frame& frame, Model& model, Rect& bar);
  void DrawStrip(Frame& frame, Model& model, const Rect& bounds);

 private:
  void Choose(Frame& frame, Model& model, std::string name);
  void DrawFound(Frame& frame, Model& model, Rect row, bool take_first);

  bool open_ = false;
  uint32_t button_ = 0;  // Its node.
  TextField field_;
};

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_VIEWS_ZONE_VIEW_H_
