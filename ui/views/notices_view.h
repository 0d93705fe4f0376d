#ifndef TAFFRAIL_UI_VIEWS_NOTICES_VIEW_H_
#define TAFFRAIL_UI_VIEWS_NOTICES_VIEW_H_

#include "ui/state/notices.h"
#include "ui/widgets/frame.h"

namespace taffrail::ui {

// The notices as bars at the top of `area`, which it cuts.
void DrawNotices(Frame& frame, Notices& notices, Rect& area);

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_VIEWS_NOTICES_VIEW_H_
