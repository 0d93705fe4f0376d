#ifndef TAFFRAIL_UI_STATE_TIME_RANGE_H_
#define TAFFRAIL_UI_STATE_TIME_RANGE_H_

#include <cstdint>

namespace taffrail::ui {

// [from_ns, to_ns), in nanoseconds since 1970 UTC.
struct TimeRange {
  int64_t from_ns = 0;
  int64_t to_ns = 0;

  int64_t length_ns() const { return to_ns - from_ns; }
  bool operator==(const TimeRange&) const = default;
};

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_STATE_TIME_RANGE_H_
