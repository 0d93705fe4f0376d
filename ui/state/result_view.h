#ifndef TAFFRAIL_UI_STATE_RESULT_VIEW_H_
#define TAFFRAIL_UI_STATE_RESULT_VIEW_H_

#include <cstdint>

namespace taffrail::ui {

// What stands in the middle: the records that were found, or the table that
// the query makes of them; their patterns; or SQL.
enum class ResultView : uint8_t { kRecords, kPatterns, kSql };

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_STATE_RESULT_VIEW_H_
