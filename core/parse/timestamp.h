#ifndef TAFFRAIL_CORE_PARSE_TIMESTAMP_H_
#define TAFFRAIL_CORE_PARSE_TIMESTAMP_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace taffrail {

// What a source tells about its times beyond their text.
struct TimeContext {
  // A moment near the source's last record (its modification time, or now), in
  // ns since 1970. A time written without a year is put into the latest year
  // that leaves it no later than one day after this.
  int64_t reference_ns = 0;
};

// How a time is written. Fields a shape lacks (a zone, a fraction) are zero.
enum class TimeShape : uint8_t {
  kIso8601,   // 2026-11-22T13:24:07.418203+01:00, 2026-11-22 13:24:07,418
  kSlashes,   // 2026/11/22 13:24:07
  kSyslog,    // Nov 22 13:24:07 (no year)
  kCompact,   // 261122 132407 (yyMMdd HHmmss)
  kClf,       // 22/Nov/2026:13:24:07 +0100
  kMonthDay,  // 11-22 13:24:07.418 (logcat, no year)
  kMonthDot,  // 11.22 13:24:07 (no year)
};

struct Timestamp {
  int64_t ns;     // Since 1970, UTC.
  size_t length;  // Bytes of text it took, its zone included.
  TimeShape shape;
};

// The time that `text` starts with, whatever its shape. A time with no zone is
// read as UTC. Years 1678 to 2261, which is what ns in 64 bits can hold.
std::optional<Timestamp> ParseTimestamp(std::string_view text,
                                        const TimeContext& context);

// The same, when it has this very shape.
std::optional<Timestamp> ParseTimestampAs(TimeShape shape,
                                          std::string_view text,
                                          const TimeContext& context);

// ns since 1970 of the whole of `text` as seconds (10 digits, which may have a
// fraction), milliseconds (13), microseconds (16) or nanoseconds (19). Only for
// places known to hold a time: any number of that length reads as one.
std::optional<int64_t> ParseEpoch(std::string_view text);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_PARSE_TIMESTAMP_H_
