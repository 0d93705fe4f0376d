#ifndef TAFFRAIL_UI_VIEWS_STATUS_VIEW_H_
#define TAFFRAIL_UI_VIEWS_STATUS_VIEW_H_

#include "ui/state/model.h"
#include "ui/views/storage_view.h"
#include "ui/views/zone_view.h"
#include "ui/widgets/frame.h"

namespace taffrail::ui {

// Told quietly, always: whether things are kept, how much there is, what goes
// on, which zone times are in.
void DrawStatus(Frame& frame, Model& model, StorageView& storage,
                ZoneView& zones, const Rect& bounds);

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_VIEWS_STATUS_VIEW_H_
