#ifndef TAFFRAIL_UI_VIEWS_PATTERNS_VIEW_H_
#define TAFFRAIL_UI_VIEWS_PATTERNS_VIEW_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ui/state/list_marks.h"
#include "ui/state/model.h"
#include "ui/text/template_text.h"
#include "ui/widgets/frame.h"
#include "ui/widgets/list_box.h"

namespace taffrail::ui {

// What the messages that were found have in common: a table of templates, with
// what can be done with the current one below it.
class PatternsView {
 public:
  void Draw(Frame& frame, Model& model, Rect bounds);
  // The list's node, for handing it the focus.
  uint32_t list_node() const { return list_.node(); }

 private:
  void FollowPatterns(Model& model);
  void DrawHead(Frame& frame, Model& model, const Rect& bounds);
  void DrawTable(Frame& frame, Model& model, const Rect& bounds);
  void DrawFoot(Frame& frame, Model& model, Rect bounds);
  void DrawPrecision(Frame& frame, Patterns& patterns, Rect& row);
  // What can be done with the checked ones.
  void DrawChecked(Frame& frame, Model& model, Rect row);
  // With the current one; the list's keys if it has the focus.
  void DrawCurrent(Frame& frame, Model& model, Rect row,
                   const v1::Templates::Template& pattern);
  void DrawTotals(Frame& frame, const Patterns& patterns, const Rect& row);
  void DrawNothing(Frame& frame, Model& model, const Rect& bounds);
  void Choose(Model& model, uint64_t row);
  // The current one, or null.
  const v1::Templates::Template* Current(const Patterns& patterns) const;

  ListBox list_;
  std::optional<uint64_t> current_;
  std::string current_id_;
  // Of what the lines below are.
  uint64_t version_ = 0;
  std::vector<std::vector<TemplatePiece>> lines_;  // By row.
  std::vector<std::string> ids_;                   // By row, too.
  ListMarks marks_;
  uint64_t most_ = 0;
};

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_VIEWS_PATTERNS_VIEW_H_
