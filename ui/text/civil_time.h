#ifndef TAFFRAIL_UI_TEXT_CIVIL_TIME_H_
#define TAFFRAIL_UI_TEXT_CIVIL_TIME_H_

#include <cstdint>
#include <string>

#include "core/base/time_zone.h"

namespace taffrail::ui {

inline constexpr int64_t kNanosPerMilli = 1'000'000;
inline constexpr int64_t kNanosPerSecond = 1'000'000'000;
inline constexpr int64_t kNanosPerMinute = 60 * kNanosPerSecond;
inline constexpr int64_t kNanosPerHour = 60 * kNanosPerMinute;
inline constexpr int64_t kNanosPerDay = 24 * kNanosPerHour;

// A moment as calendars and wall clocks say it.
struct CivilTime {
  int year = 1970;
  int month = 1;  // 1–12
  int day = 1;    // 1–31
  int hour = 0;
  int minute = 0;
  int second = 0;
  int32_t nanos = 0;
};

// The finest unit in which some moments differ from whole ones.
enum class ClockPrecision { kSeconds, kMillis, kMicros, kNanos };

CivilTime ToCivil(int64_t time_ns, const TimeZone& zone);
// Nanoseconds since 1970-01-01 00:00 of the local clock, and back.
int64_t ToLocalNanos(int64_t time_ns, const TimeZone& zone);
int64_t FromLocalNanos(int64_t local_ns, const TimeZone& zone);

ClockPrecision PrecisionOf(int64_t time_ns);

// "13:24:07", "13:24:07.418", "13:24:07.418 203", "13:24:07.418 203 771".
std::string ClockText(const CivilTime& time, ClockPrecision precision);
// "2026-11-22".
std::string IsoDate(const CivilTime& time);
// "22 Nov", with the year if it is not `current_year`.
std::string ShortDate(const CivilTime& time, int current_year);
// "Nov 22", always as wide.
std::string MonthDay(const CivilTime& time);
// "Nov 2026".
std::string MonthText(const CivilTime& time);
// "UTC", "UTC+1", "UTC−3:30".
std::string ZoneText(int32_t offset_seconds);
// "09:00 – 15:00", with dates where they are needed to understand it.
std::string RangeText(int64_t from_ns, int64_t to_ns, int64_t now_ns,
                      const TimeZone& zone);
// "6 h", "2 d 3 h", "90 s", "7 ms": the two greatest units.
std::string DurationText(int64_t nanos);
// "12 s", "3 min": how long something still takes, roughly.
std::string RemainingText(double seconds);

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_TEXT_CIVIL_TIME_H_
