#ifndef TAFFRAIL_UI_VIEWS_STORAGE_VIEW_H_
#define TAFFRAIL_UI_VIEWS_STORAGE_VIEW_H_

#include <string>

#include "ui/state/model.h"
#include "ui/widgets/frame.h"
#include "ui/widgets/scroll_area.h"

namespace taffrail::ui {

inline constexpr float kStoragePanelHeight = 212;

// What is stored: a button in the status bar, and a panel above it that says
// what takes the space, how much there is, and whether the browser keeps it.
class StorageView {
 public:
  // At the left end of `bar`, which it cuts.
  void DrawButton(Frame& frame, Model& model, Rect& bar);
  void DrawPanel(Frame& frame, Model& model, const Rect& bounds);

 private:
  void DrawGauge(Frame& frame, Model& model, Rect column);
  void DrawKept(Frame& frame, Model& model, Rect& column);
  void DrawRetention(Frame& frame, Model& model, Rect column);
  void DrawSources(Frame& frame, Model& model, const Rect& bounds);

  uint32_t button_ = 0;  // Its node.
  bool asked_to_keep_ = false;
  ScrollArea sources_;
};

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_VIEWS_STORAGE_VIEW_H_
