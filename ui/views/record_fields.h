#ifndef TAFFRAIL_UI_VIEWS_RECORD_FIELDS_H_
#define TAFFRAIL_UI_VIEWS_RECORD_FIELDS_H_

#include "core/proto/rpc.pb.h"
#include "ui/widgets/frame.h"

namespace taffrail::ui {

// The fields of a record by their types, and the ids that tie it to a trace,
// at the top of `column`, which it cuts. Nothing if it has none.
void DrawRecordFields(Frame& frame, Rect& column,
                      const v1::RecordDetail& detail);

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_VIEWS_RECORD_FIELDS_H_
