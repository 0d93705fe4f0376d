#ifndef TAFFRAIL_UI_STATE_LOCATION_H_
#define TAFFRAIL_UI_STATE_LOCATION_H_

#include <optional>
#include <string>
#include <string_view>

#include "ui/state/result_view.h"
#include "ui/state/time_range.h"

namespace taffrail::ui {

// The view as the page's address says it, after the #:
// demo&q=level:error&from=2026-11-22T13:02:00Z&to=…&tz=Europe/Berlin&view=patterns
// Or with view=sql&sql=SELECT…
struct Location {
  bool demo = false;
  std::string query;
  std::optional<TimeRange> selection;
  // That times are shown in: UTC or a name such as Europe/Berlin; empty for
  // the browser's.
  std::string zone;
  ResultView view = ResultView::kRecords;
  // The statement of SQL that is shown, if it was run.
  std::string sql = {};

  bool operator==(const Location&) const = default;
};

// What cannot be understood is left out. Takes the text with or without #.
Location ParseLocation(std::string_view fragment);
std::string FormatLocation(const Location& location);

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_STATE_LOCATION_H_
