#ifndef TAFFRAIL_UI_VIEWS_HEADER_VIEW_H_
#define TAFFRAIL_UI_VIEWS_HEADER_VIEW_H_

#include "ui/state/model.h"
#include "ui/widgets/frame.h"
#include "ui/widgets/text_field.h"

namespace taffrail::ui {

// Name, query, time range, theme and Open: what never leaves the screen.
class HeaderView {
 public:
  void Draw(Frame& frame, Model& model, const Rect& bounds);
  // Why the query cannot be searched, under its field and over all else.
  void DrawQueryError(Frame& frame, Model& model);

  uint32_t query_node() const { return query_node_; }

 private:
  void DrawQuery(Frame& frame, Model& model, const Rect& bounds);

  TextField query_;
  uint32_t query_node_ = 0;
  Rect query_bounds_;
};

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_VIEWS_HEADER_VIEW_H_
