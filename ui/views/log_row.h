#ifndef TAFFRAIL_UI_VIEWS_LOG_ROW_H_
#define TAFFRAIL_UI_VIEWS_LOG_ROW_H_

#include <string>

#include "ui/state/row_pages.h"
#include "ui/text/civil_time.h"
#include "ui/widgets/frame.h"

namespace taffrail::ui {

// The columns all rows of the list share, so that they line up.
struct LogColumns {
  // With its date, where the list spans days.
  bool date = false;
  ClockPrecision precision = ClockPrecision::kMillis;
  // 0 where no record names its service.
  float service_width = 112;
};

void DrawLogRow(Frame& frame, const Rect& bounds, const RowView& row,
                const LogColumns& columns);
// Stripes where a row will be once it is fetched.
void DrawMissingRow(Frame& frame, const Rect& bounds, uint64_t index,
                    const LogColumns& columns);

// What the row is called by assistive technology.
std::string LogRowName(const Frame& frame, const RowView& row);

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_VIEWS_LOG_ROW_H_
