#include "core/parse/time_text.h"

#include <cstdio>
#include <cstdlib>

#include "core/parse/civil.h"

namespace taffrail {
namespace {

int64_t FloorDivide(int64_t value, int64_t by) {
  return value / by - (value % by < 0 ? 1 : 0);
}

// `Z`, `+05:30`
std::string OffsetText(int64_t minutes) {
  if (minutes == 0) return "Z";
  char text[16];
  snprintf(text, sizeof text, "%c%02d:%02d", minutes < 0 ? '-' : '+',
           static_cast<int>(std::abs(minutes) / 60),
           static_cast<int>(std::abs(minutes) % 60));
  return text;
}

}  // namespace

std::string TimeText(int64_t ns, int64_t offset_minutes) {
  // Seconds first: the first day's start is below what 64 bits hold in ns.
  const int64_t second = FloorDivide(ns, kNsPerSecond);
  const int64_t fraction =
      ns % kNsPerSecond + (ns % kNsPerSecond < 0 ? kNsPerSecond : 0);
  const int64_t local = second + offset_minutes * 60;
  const int64_t days = FloorDivide(local, kSecondsPerDay);
  const int64_t of_day = local - days * kSecondsPerDay;
  const CivilDay day = CivilFromDays(days);
  char text[64];
  snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02d.%09d", day.year,
           day.month, day.day, static_cast<int>(of_day / 3600),
           static_cast<int>(of_day / 60 % 60), static_cast<int>(of_day % 60),
           static_cast<int>(fraction));
  return text + OffsetText(offset_minutes);
}

}  // namespace taffrail
