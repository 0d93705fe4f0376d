#ifndef TAFFRAIL_UI_VIEWS_PREVIEW_VIEW_H_
#define TAFFRAIL_UI_VIEWS_PREVIEW_VIEW_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ui/state/live_preview.h"
#include "ui/state/row_pages.h"
#include "ui/widgets/frame.h"
#include "ui/widgets/list_box.h"

namespace taffrail::ui {

// The first records of a source as they would be read, as rows of the log, and
// all there is to the one that is selected.
class PreviewView {
 public:
  // At the top of `column`, which it cuts. `rows` at most are in sight at once.
  // `service`: with a column of its own.
  void Draw(Frame& frame, const LivePreview& preview, Rect& column,
            uint64_t rows, bool service);

 private:
  void DrawHead(Frame& frame, const LivePreview& preview, Rect& column);
  void DrawRows(Frame& frame, Rect& column, uint64_t rows, bool service);

  ListBox list_;
  uint64_t current_ = 0;
  // Of one version of the preview.
  uint64_t version_ = 0;
  std::vector<RowView> rows_;
};

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_VIEWS_PREVIEW_VIEW_H_
