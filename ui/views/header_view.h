#ifndef TAFFRAIL_UI_VIEWS_HEADER_VIEW_H_
#define TAFFRAIL_UI_VIEWS_HEADER_VIEW_H_

#include "ui/state/model.h"
#include "ui/widgets/frame.h"
#include "ui/widgets/text_field.h"

namespace taffrail::ui {

// Name, query, time range, theme and Open: what never leaves the screen.
class HeaderView {
 public:
  // `results` is the node of the list that the query fills.
  void Draw(Frame& frame, Model& model, const Rect& bounds, uint32_t results);
  // Why the query cannot be searched, under its field and over all else.
  void DrawQueryError(Frame& frame, Model& model);

 private:
  void DrawQuery(Frame& frame, Model& model, const Rect& bounds,
                 uint32_t results);

  TextField query_;
  Rect query_bounds_;
};

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_VIEWS_HEADER_VIEW_H_
