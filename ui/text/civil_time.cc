#include "ui/text/civil_time.h"

#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace taffrail::ui {
namespace {

constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

int64_t FloorDivide(int64_t value, int64_t divisor) {
  return value / divisor - (value % divisor < 0 ? 1 : 0);
}

template <class... Args>
std::string Format(const char* format, Args... args) {
  char buffer[64];
  std::snprintf(buffer, sizeof(buffer), format, args...);
  return buffer;
}

bool SameDay(const CivilTime& a, const CivilTime& b) {
  return a.year == b.year && a.month == b.month && a.day == b.day;
}

}  // namespace

int64_t ToLocalNanos(int64_t time_ns, const TimeZone& zone) {
  const int64_t seconds = FloorDivide(time_ns, kNanosPerSecond);
  return time_ns + zone.OffsetAt(seconds) * kNanosPerSecond;
}

int64_t FromLocalNanos(int64_t local_ns, const TimeZone& zone) {
  const int64_t seconds = FloorDivide(local_ns, kNanosPerSecond);
  return local_ns + (zone.ToUtc(seconds) - seconds) * kNanosPerSecond;
}

CivilTime ToCivil(int64_t time_ns, const TimeZone& zone) {
  const int64_t local = ToLocalNanos(time_ns, zone);
  const int64_t days = FloorDivide(local, kNanosPerDay);
  const int64_t in_day = local - days * kNanosPerDay;
  const std::chrono::year_month_day date{
      std::chrono::sys_days(std::chrono::days(days))};
  CivilTime civil;
  civil.year = static_cast<int>(date.year());
  civil.month = static_cast<int>(static_cast<unsigned>(date.month()));
  civil.day = static_cast<int>(static_cast<unsigned>(date.day()));
  civil.hour = static_cast<int>(in_day / kNanosPerHour);
  civil.minute = static_cast<int>(in_day / kNanosPerMinute % 60);
  civil.second = static_cast<int>(in_day / kNanosPerSecond % 60);
  civil.nanos = static_cast<int32_t>(in_day % kNanosPerSecond);
  return civil;
}

ClockPrecision PrecisionOf(int64_t time_ns) {
  if (time_ns % 1000 != 0) return ClockPrecision::kNanos;
  if (time_ns % kNanosPerMilli != 0) return ClockPrecision::kMicros;
  if (time_ns % kNanosPerSecond != 0) return ClockPrecision::kMillis;
  return ClockPrecision::kSeconds;
}

std::string ClockText(const CivilTime& time, ClockPrecision precision) {
  std::string text =
      Format("%02d:%02d:%02d", time.hour, time.minute, time.second);
  if (precision >= ClockPrecision::kMillis) {
    text += Format(".%03d", time.nanos / 1'000'000);
  }
  if (precision >= ClockPrecision::kMicros) {
    text += Format(" %03d", time.nanos / 1'000 % 1'000);
  }
  if (precision >= ClockPrecision::kNanos) {
    text += Format(" %03d", time.nanos % 1'000);
  }
  return text;
}

std::string IsoDate(const CivilTime& time) {
  return Format("%04d-%02d-%02d", time.year, time.month, time.day);
}

std::string ShortDate(const CivilTime& time, int current_year) {
  if (time.year == current_year) {
    return Format("%d %s", time.day, kMonths[time.month - 1]);
  }
  return Format("%d %s %d", time.day, kMonths[time.month - 1], time.year);
}

std::string MonthDay(const CivilTime& time) {
  return Format("%s %02d", kMonths[time.month - 1], time.day);
}

std::string MonthText(const CivilTime& time) {
  return Format("%s %d", kMonths[time.month - 1], time.year);
}

std::string ZoneText(int32_t offset_seconds) {
  if (offset_seconds == 0) return "UTC";
  const int minutes = std::abs(offset_seconds) / 60;
  std::string text = offset_seconds < 0 ? "UTC−" : "UTC+";
  text += Format("%d", minutes / 60);
  if (minutes % 60 != 0) text += Format(":%02d", minutes % 60);
  return text;
}

std::string RangeText(int64_t from_ns, int64_t to_ns, int64_t now_ns,
                      const TimeZone& zone) {
  const CivilTime from = ToCivil(from_ns, zone);
  const CivilTime to = ToCivil(to_ns, zone);
  const CivilTime now = ToCivil(now_ns, zone);
  auto clock = [&](const CivilTime& time) {
    // A short range is told apart only by its fractions.
    if (to_ns - from_ns < 5 * kNanosPerSecond) {
      return ClockText(time, ClockPrecision::kMillis);
    }
    if (to_ns - from_ns < 10 * kNanosPerMinute) {
      return ClockText(time, ClockPrecision::kSeconds);
    }
    return Format("%02d:%02d", time.hour, time.minute);
  };
  std::string text;
  if (!SameDay(from, now) || !SameDay(to, now)) {
    const bool same_year = from.year == to.year;
    text = ShortDate(from, same_year ? to.year : now.year);
    if (same_year && SameDay(from, to)) text = ShortDate(from, now.year);
    text += " ";
  }
  text += clock(from) + " – ";
  if (!SameDay(from, to)) text += ShortDate(to, now.year) + " ";
  return text + clock(to);
}

std::string DurationText(int64_t nanos) {
  struct Unit {
    int64_t nanos;
    const char* name;
  };
  static constexpr Unit kUnits[] = {{kNanosPerDay, "d"},
                                    {kNanosPerHour, "h"},
                                    {kNanosPerMinute, "min"},
                                    {kNanosPerSecond, "s"},
                                    {kNanosPerMilli, "ms"},
                                    {1'000, "µs"},
                                    {1, "ns"}};
  for (size_t i = 0; i < std::size(kUnits); ++i) {
    if (nanos < kUnits[i].nanos) continue;
    // Rounded to the last unit said, so that 5 h 59 min 59 s is 6 h.
    const bool one =
        i + 1 == std::size(kUnits) || nanos >= 20 * kUnits[i].nanos;
    const Unit& last = kUnits[one ? i : i + 1];
    const int64_t rounded = (nanos + last.nanos / 2) / last.nanos * last.nanos;
    const int64_t whole = rounded / kUnits[i].nanos;
    const int64_t rest = rounded % kUnits[i].nanos / last.nanos;
    std::string text = Format("%lld ", static_cast<long long>(whole));
    text += kUnits[i].name;
    if (one || rest == 0) return text;
    return text + Format(" %lld ", static_cast<long long>(rest)) + last.name;
  }
  return "0 s";
}

std::string RemainingText(double seconds) {
  if (seconds < 1.5) return "1 s";
  if (seconds < 100) return Format("%.0f s", seconds);
  if (seconds < 5400) return Format("%.0f min", std::round(seconds / 60));
  return Format("%.1f h", seconds / 3600);
}

}  // namespace taffrail::ui
