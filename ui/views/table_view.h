#ifndef TAFFRAIL_UI_VIEWS_TABLE_VIEW_H_
#define TAFFRAIL_UI_VIEWS_TABLE_VIEW_H_

#include <cstdint>

#include "ui/state/model.h"
#include "ui/widgets/frame.h"
#include "ui/widgets/result_table.h"

namespace taffrail::ui {

// What the query's pipeline makes of the matches. Pressing a value adds it to
// the query, with Shift or Alt as one to leave out; pressing a span of time
// selects it.
class TableView {
 public:
  void Draw(Frame& frame, Model& model, Rect bounds);
  uint32_t node() const { return table_.node(); }

 private:
  void Act(Frame& frame, Model& model, const OpenTable& table,
           const ResultTable::Pressed& pressed);

  ResultTable table_;
};

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_VIEWS_TABLE_VIEW_H_
