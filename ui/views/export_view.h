#ifndef TAFFRAIL_UI_VIEWS_EXPORT_VIEW_H_
#define TAFFRAIL_UI_VIEWS_EXPORT_VIEW_H_

#include <cstddef>
#include <cstdint>

#include "ui/state/model.h"
#include "ui/widgets/frame.h"
#include "ui/widgets/text_field.h"

namespace taffrail::ui {

// A button at the end of the tabs, and a strip under them: what was found as a
// file, in which form, and how far that is.
class ExportView {
 public:
  // At the right end of `strip`, which it cuts.
  void DrawButton(Frame& frame, Model& model, Rect& strip);
  // At the top of `area`, which it cuts, if it is open.
  void DrawStrip(Frame& frame, Model& model, Rect& area);

 private:
  void Save(Model& model) const;
  // What a case file says besides its records. Whether Enter was pressed.
  bool DrawNote(Frame& frame, const Rect& bounds);

  bool open_ = false;
  uint32_t button_ = 0;  // Its node.
  size_t format_ = 0;
  TextField note_;
};

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_VIEWS_EXPORT_VIEW_H_
