#ifndef TAFFRAIL_CORE_PARSE_TIME_CONTEXT_H_
#define TAFFRAIL_CORE_PARSE_TIME_CONTEXT_H_

#include <cstdint>
#include <optional>

#include "core/base/time_zone.h"

namespace taffrail {

// Which number of a date such as 03/04/2026 is what.
enum class DateOrder : uint8_t {
  kUnknown,     // Slashes month first, dashes day first, yy/mm/dd year first.
  kMonthFirst,  // mm/dd/yyyy, mm/dd/yy
  kDayFirst,    // dd/mm/yyyy, dd/mm/yy
  kYearFirst,   // yy/mm/dd
};

// What a source tells about its times beyond their text. A plain value, part of
// a source's settings.
struct TimeContext {
  // A moment near the source's last record (its modification time, or now), in
  // ns since 1970. A time written without a year is put into the latest year
  // that leaves it no later than one day after this.
  int64_t reference_ns = 0;

  // The zone of times that state none. An abbreviation that is used in this
  // zone means what it means here (CST in Shanghai is +8).
  TimeZone zone = {};

  // How far the source's clock was slow: added to every time.
  int64_t correction_ns = 0;

  // Only asked about when both orders make a date.
  DateOrder date_order = DateOrder::kUnknown;

  // A moment that a time of day without a date is nearest to: the time of the
  // record before, or noon of the day they are all of. Without it, they are of
  // the latest day that leaves them no later than five minutes after the
  // reference.
  std::optional<int64_t> near_ns = std::nullopt;
};

// What the text of a time states.
struct CivilFields {
  enum class Date : uint8_t { kFull, kNoYear, kNone };

  Date date = Date::kFull;
  int year = 0;
  int month = 0;
  int day = 0;
  int64_t seconds = 0;      // Into the day; 86 400 and more goes on.
  int64_t fraction_ns = 0;  // Of the second.
  std::optional<int64_t> offset_s = {};  // Local time minus UTC, if stated.
};

bool IsDate(int year, int month, int day);

// ns since 1970, UTC; nothing when there is no such date or 64 bits do not hold
// the moment (only whole years from 1678 to 2261 are held).
std::optional<int64_t> ResolveTime(const CivilFields& fields,
                                   const TimeContext& context);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_PARSE_TIME_CONTEXT_H_
