#ifndef TAFFRAIL_UI_VIEWS_RECORD_TEMPLATE_H_
#define TAFFRAIL_UI_VIEWS_RECORD_TEMPLATE_H_

#include "ui/state/model.h"
#include "ui/widgets/frame.h"

namespace taffrail::ui {

// What the record is an instance of, with buttons that show only such records
// or leave them out, at the top of `column`, which it cuts.
void DrawRecordTemplate(Frame& frame, Model& model,
                        const v1::RecordDetail& detail, Rect& column);

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_VIEWS_RECORD_TEMPLATE_H_
