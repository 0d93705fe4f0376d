#ifndef TAFFRAIL_UI_VIEWS_WELCOME_VIEW_H_
#define TAFFRAIL_UI_VIEWS_WELCOME_VIEW_H_

#include "ui/state/model.h"
#include "ui/widgets/frame.h"

namespace taffrail::ui {

// What stands in place of everything while there is nothing to show: the
// welcome of an empty store, or why the store cannot be shown.
void DrawWelcome(Frame& frame, Model& model, const Rect& bounds);

// The engine is gone, the store is held by another tab, or not yet open.
void DrawUnavailable(Frame& frame, Model& model, const Rect& bounds);

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_VIEWS_WELCOME_VIEW_H_
