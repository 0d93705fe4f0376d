#ifndef TAFFRAIL_UI_VIEWS_FORMAT_EDITOR_VIEW_H_
#define TAFFRAIL_UI_VIEWS_FORMAT_EDITOR_VIEW_H_

#include <string>

#include "ui/state/source_selection.h"
#include "ui/views/preview_view.h"
#include "ui/widgets/frame.h"
#include "ui/widgets/scroll_area.h"
#include "ui/widgets/text_area.h"

namespace taffrail::ui {

// Where a format of the user's own is written: its definition, what is wrong
// with it, and what the first records of the source become. Stands in the
// place of the rows.
class FormatEditorView {
 public:
  void Draw(Frame& frame, SourceSelection& selection, Rect bounds);
  // It is no longer there; the next time it takes the focus.
  void Leave() { shown_ = false; }

 private:
  void DrawHead(Frame& frame, SourceSelection& selection, Rect strip);
  void DrawText(Frame& frame, SourceSelection& selection, Rect& column);

  bool shown_ = false;
  TextArea text_;
  ScrollArea scroll_;
  PreviewView preview_;
};

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_VIEWS_FORMAT_EDITOR_VIEW_H_
