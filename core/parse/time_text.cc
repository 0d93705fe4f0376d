#include "core/parse/time_text.h"

#include <cstdio>

#include "core/parse/civil.h"

namespace taffrail {

std::string TimeText(int64_t ns) {
  const int64_t in_day = (ns % kNsPerDay + kNsPerDay) % kNsPerDay;
  // The remainder first: the first day's start is below what 64 bits hold.
  const int64_t days = ns / kNsPerDay - (ns % kNsPerDay < 0 ? 1 : 0);
  const CivilDay day = CivilFromDays(days);
  const int64_t second = in_day / kNsPerSecond;
  char text[64];
  snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02d.%09dZ", day.year,
           day.month, day.day, static_cast<int>(second / 3600),
           static_cast<int>(second / 60 % 60), static_cast<int>(second % 60),
           static_cast<int>(in_day % kNsPerSecond));
  return text;
}

}  // namespace taffrail
