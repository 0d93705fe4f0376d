#include "ui/text/zone.h"

#include <time.h>

namespace taffrail::ui {

int32_t SystemZone::OffsetSeconds(int64_t unix_seconds) const {
  const time_t moment = static_cast<time_t>(unix_seconds);
  tm local = {};
  if (localtime_r(&moment, &local) == nullptr) return 0;
  return static_cast<int32_t>(local.tm_gmtoff);
}

}  // namespace taffrail::ui
