#ifndef TAFFRAIL_UI_VIEWS_FACETS_VIEW_H_
#define TAFFRAIL_UI_VIEWS_FACETS_VIEW_H_

#include "ui/state/model.h"
#include "ui/widgets/frame.h"

namespace taffrail::ui {

// How many matches there are by severity and by service, below what is above
// in `column`, which it cuts. Pressing a row changes the query.
void DrawFacets(Frame& frame, Model& model, Rect& column);

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_VIEWS_FACETS_VIEW_H_
