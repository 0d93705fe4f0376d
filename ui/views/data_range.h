#ifndef TAFFRAIL_UI_VIEWS_DATA_RANGE_H_
#define TAFFRAIL_UI_VIEWS_DATA_RANGE_H_

#include <algorithm>
#include <optional>

#include "ui/state/model.h"
#include "ui/state/time_range.h"

namespace taffrail::ui {

// From the first record of all sources to the last, if there are any.
inline std::optional<TimeRange> DataRange(Model& model) {
  std::optional<TimeRange> range;
  if (model.store() == nullptr) return range;
  for (const v1::Source& source : model.store()->sources()) {
    if (source.records() == 0) continue;
    if (!range) range = TimeRange{source.t0_ns(), source.t1_ns()};
    range->from_ns = std::min(range->from_ns, source.t0_ns());
    range->to_ns = std::max(range->to_ns, source.t1_ns());
  }
  return range;
}

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_VIEWS_DATA_RANGE_H_
