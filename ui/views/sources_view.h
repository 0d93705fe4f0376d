#ifndef TAFFRAIL_UI_VIEWS_SOURCES_VIEW_H_
#define TAFFRAIL_UI_VIEWS_SOURCES_VIEW_H_

#include "ui/state/model.h"
#include "ui/widgets/frame.h"

namespace taffrail::ui {

// The sources with what became of them, at the top of `column`, which it cuts.
void DrawSources(Frame& frame, Model& model, Rect& column);

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_VIEWS_SOURCES_VIEW_H_
