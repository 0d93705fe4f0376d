#ifndef TAFFRAIL_UI_VIEWS_SQL_VIEW_H_
#define TAFFRAIL_UI_VIEWS_SQL_VIEW_H_

#include <cstdint>

#include "ui/state/model.h"
#include "ui/widgets/frame.h"
#include "ui/widgets/result_table.h"
#include "ui/widgets/text_area.h"

namespace taffrail::ui {

// Where SQL is written and run: the statement, what can be done with it, and
// the rows that it made.
class SqlView {
 public:
  void Draw(Frame& frame, Model& model, Rect bounds);
  // It is no longer there; the next time it takes the focus.
  void Leave() { shown_ = false; }
  uint32_t node() const { return rows_.node(); }

 private:
  void DrawText(Frame& frame, SqlConsole& sql, const Rect& bounds);
  void DrawActions(Frame& frame, Model& model, Rect strip);
  void DrawState(Frame& frame, const SqlConsole& sql, const Rect& bounds);
  void DrawHelp(Frame& frame, SqlConsole& sql, Rect bounds);

  bool shown_ = false;
  TextArea text_;
  ResultTable rows_;
};

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_VIEWS_SQL_VIEW_H_
