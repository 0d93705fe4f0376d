#ifndef TAFFRAIL_UI_TEXT_TIME_AXIS_H_
#define TAFFRAIL_UI_TEXT_TIME_AXIS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/time_zone.h"

namespace taffrail::ui {

struct TimeTick {
  int64_t time_ns = 0;
  std::string label;
};

// Ticks at round local times within [from_ns, to_ns], as many as fit without
// standing closer than `min_spacing_px`.
std::vector<TimeTick> TimeTicks(int64_t from_ns, int64_t to_ns, float width_px,
                                float min_spacing_px, const TimeZone& zone);

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_TEXT_TIME_AXIS_H_
