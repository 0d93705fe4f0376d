#ifndef TAFFRAIL_UI_VIEWS_INSPECTOR_VIEW_H_
#define TAFFRAIL_UI_VIEWS_INSPECTOR_VIEW_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "ui/state/model.h"
#include "ui/text/ansi_text.h"
#include "ui/widgets/frame.h"
#include "ui/widgets/scroll_area.h"

namespace taffrail::ui {

// Explains the selected record: what is known of it, its fields, and its bytes
// as they stand in the source.
class InspectorView {
 public:
  void Draw(Frame& frame, Model& model, const Rect& bounds);

 private:
  // Bytes [begin, end) of the raw text.
  struct RawLine {
    size_t begin;
    size_t end;
  };

  void DrawRecord(Frame& frame, const v1::RecordDetail& detail, Rect& column);
  void DrawRaw(Frame& frame, const v1::RecordDetail& detail, Rect& column);
  void DrawRawLine(Frame& frame, float x, float middle, const RawLine& line);
  void WrapRaw(const Frame& frame, const v1::RecordDetail& detail, float width);

  ScrollArea scroll_;
  // The raw text and its wrapped lines, of one version of the selection. The
  // inspector is always as wide.
  AnsiText raw_;
  std::vector<RawLine> raw_lines_;
  uint64_t wrapped_version_ = 0;
};

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_VIEWS_INSPECTOR_VIEW_H_
