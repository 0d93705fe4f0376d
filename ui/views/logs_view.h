#ifndef TAFFRAIL_UI_VIEWS_LOGS_VIEW_H_
#define TAFFRAIL_UI_VIEWS_LOGS_VIEW_H_

#include <cstdint>
#include <optional>

#include "ui/state/model.h"
#include "ui/views/log_row.h"
#include "ui/widgets/frame.h"
#include "ui/widgets/list_box.h"

namespace taffrail::ui {

// Every match as a row, newest first.
class LogsView {
 public:
  void Draw(Frame& frame, Model& model, const Rect& bounds);
  // The list's node, for handing it the focus.
  uint32_t list_node() const { return list_node_; }

 private:
  void DrawList(Frame& frame, Model& model, OpenSearch& results,
                const Rect& bounds);
  void DrawNoMatches(Frame& frame, Model& model, const Rect& bounds);
  void FollowSearch(Model& model, const OpenSearch& results);
  LogColumns ColumnsFor(const Frame& frame, const OpenSearch& results);

  ListBox list_;
  uint32_t list_node_ = 0;
  // Where the selected record stands, in the search with that id.
  std::optional<uint64_t> current_;
  uint64_t search_id_ = 0;
  // The finest time seen in this search, so that columns do not jump about.
  ClockPrecision precision_ = ClockPrecision::kSeconds;
  // The row to select once it is fetched.
  bool select_when_here_ = false;
};

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_VIEWS_LOGS_VIEW_H_
