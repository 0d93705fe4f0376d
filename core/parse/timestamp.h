#ifndef TAFFRAIL_CORE_PARSE_TIMESTAMP_H_
#define TAFFRAIL_CORE_PARSE_TIMESTAMP_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "core/parse/time_context.h"

namespace taffrail {

// How a time is written. Fields a shape lacks (a zone, a fraction) are the
// context's or zero. docs/times.md says more of each.
enum class TimeShape : uint8_t {
  kIso8601,       // 2026-11-22T13:24:07.418203+01:00, 2026-11-22 13:24:07,418
  kSlashes,       // 2026/11/22 13:24:07
  kSyslog,        // Nov 22 13:24:07[.418][ 2026]
  kCompact,       // 261122 132407 (yyMMdd HHmmss)
  kClf,           // 22/Nov/2026:13:24:07 +0100
  kMonthDay,      // 11-22 13:24:07.418 (logcat, no year)
  kMonthDot,      // 11.22 13:24:07 (no year)
  kDots,          // 2026.11.22 13:24:07, 2026.11.22-13.24.07:418
  kDb2,           // 2026-11-22-13.24.07.418203
  kIsoBasic,      // 20261122T132407Z, 20261122 13:24:07.418203
  kBasicDash,     // 20261122-13:24:07:418, also 20261122-0:3:9:7
  kDayOfYear,     // 2026-326 13:24:07
  kCompactClock,  // 261122 13:24:07, 261122  9:24:07
  kCtime,         // Sun Nov 22 13:24:07[.418][ CET] 2026, Sun Nov 22 2026 13…
  kRfc1123,       // Sun, 22 Nov 2026 13:24:07 GMT
  kMonthDayYear,  // Nov 22, 2026 1:24:07 PM, Nov 22 2026 13:24:07
  kDayMonthYear,  // 22 Nov 2026 13:24:07,418, 22-Nov-2026[::]13:24:07,
                  // 22Nov2026 …
  kDayMonth,      // 22 Nov 13:24:07.418 (no year)
  kNumbersYear,   // 11/22/2026[ -] 1:24:07 PM, 22-11-2026 13:24:07
  kNumbersShort,  // 26/11/22 13:24:07
  kDottedDay,     // 22.11.2026 13:24:07
  kDate,          // 2026-11-22, 2026/11/22, 2026.11.22
  kClock,         // 13:24:07[.418] (no date)
  kKlog,          // 1122 13:24:07.418203 (no year)
  kEpoch,         // 1795353847.418, 1795353847418203
};
inline constexpr int kTimeShapes = static_cast<int>(TimeShape::kEpoch) + 1;

// States a day and a time of day. The others are common as mere words, so that
// text that may hold no time should not be asked for them.
inline bool IsWholeTime(TimeShape shape) {
  return shape != TimeShape::kDate && shape != TimeShape::kClock;
}

struct Timestamp {
  int64_t ns;     // Since 1970, UTC.
  size_t length;  // Bytes of text it took, its zone included.
  TimeShape shape;
};

// The time that `text` starts with, whatever its shape, except for kKlog and
// kEpoch, which any number may look like. Years 1678 to 2261, which is what ns
// in 64 bits can hold.
std::optional<Timestamp> ParseTimestamp(std::string_view text,
                                        const TimeContext& context);

// The same, when it has this very shape.
std::optional<Timestamp> ParseTimestampAs(TimeShape shape,
                                          std::string_view text,
                                          const TimeContext& context);

// What `text` starts with if it is shaped like a time but is none, since there
// is no such day or hour or 64 bits do not hold it (30 February, 25:00:00, the
// year 9999); its `ns` says nothing. For what no time was read of.
std::optional<Timestamp> ParseImpossibleTime(std::string_view text,
                                             const TimeContext& context);

// The number that `text` starts with as ParseEpoch() has it, if something
// follows it and it is from September 2001, when seconds came to ten digits, to
// 2099. For places where a time may stand.
std::optional<Timestamp> ParsePlausibleEpoch(std::string_view text,
                                             const TimeContext& context);

// ns since 1970 of the whole of `text` as seconds (10 digits, which may have a
// fraction), milliseconds (13), microseconds (16) or nanoseconds (19), plus the
// correction. Only for places known to hold a time: any number of that length
// reads as one.
std::optional<int64_t> ParseEpoch(std::string_view text,
                                  int64_t correction_ns = 0);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_PARSE_TIMESTAMP_H_
