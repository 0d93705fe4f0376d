#ifndef TAFFRAIL_UI_TEXT_CLOCK_OFFSET_H_
#define TAFFRAIL_UI_TEXT_CLOCK_OFFSET_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/status.h"

namespace taffrail::ui {

// How far a clock was off as people write it: "+2h", "-90s", "1h30m", "250ms",
// in d, h, m or min, s, ms, us and ns. Nothing is no correction. The error is a
// sentence that says what is expected.
StatusOr<int64_t> ParseClockOffset(std::string_view text);

// What ParseClockOffset reads as `nanos`: "+1h 30m", "-250ms"; empty for 0.
std::string ClockOffsetText(int64_t nanos);

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_TEXT_CLOCK_OFFSET_H_
