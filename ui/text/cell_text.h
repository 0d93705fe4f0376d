#ifndef TAFFRAIL_UI_TEXT_CELL_TEXT_H_
#define TAFFRAIL_UI_TEXT_CELL_TEXT_H_

#include <string>

#include "core/base/time_zone.h"
#include "core/proto/rpc.pb.h"

namespace taffrail::ui {

// What stands in a cell of a table, as people read it: computed numbers with
// thousands, fractions to five digits, durations to four in their own unit,
// times in the zone. Nothing is a dash.
std::string CellText(const v1::TableRows::Cell& cell,
                     const v1::TableProgress::Column& column,
                     const TimeZone& zone);

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_TEXT_CELL_TEXT_H_
