#ifndef TAFFRAIL_UI_VIEWS_SOURCES_VIEW_H_
#define TAFFRAIL_UI_VIEWS_SOURCES_VIEW_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "ui/state/model.h"
#include "ui/widgets/frame.h"

namespace taffrail::ui {

// The sources with what became of them. Pressing one opens its panel, or
// closes it.
class SourcesView {
 public:
  // At the top of `column`, which it cuts.
  void Draw(Frame& frame, Model& model, Rect& column);
  // The node of the one whose panel is open; 0 if none is.
  uint32_t selected_node() const { return selected_node_; }

 private:
  struct Line {
    const v1::Source* source = nullptr;  // Null before its import has one.
    std::string name = {};
    std::string state = {};
    Color mark = 0;
  };

  void DrawBatch(Frame& frame, Model& model, Rect& column);
  void DrawFolder(Frame& frame, Model& model, Rect& column,
                  const std::string& name);
  // What a case file says besides its records.
  void DrawCase(Frame& frame, Model& model, Rect& column,
                const v1::Case& opened);
  void DrawSource(Frame& frame, Model& model, Rect& column,
                  const v1::Source& source);
  void DrawLine(Frame& frame, Model& model, const Rect& row, const Line& line);
  void DrawImporting(Frame& frame, Model& model, Rect& column,
                     const v1::Source* source, const RunningImport* run);
  void DrawBroken(Frame& frame, Model& model, Rect& column,
                  const v1::Source& source, const char* state, Color color);

  uint32_t selected_node_ = 0;
  // Of the source that is being drawn.
  uint32_t line_id_ = 0;
  // Of the archive or folder whose members are being drawn.
  std::string_view folder_;
};

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_VIEWS_SOURCES_VIEW_H_
