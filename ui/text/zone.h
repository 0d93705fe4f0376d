#ifndef TAFFRAIL_UI_TEXT_ZONE_H_
#define TAFFRAIL_UI_TEXT_ZONE_H_

#include <cstdint>

namespace taffrail::ui {

// The time zone that moments are shown in. An interface so that tests need
// not depend on the zone of the machine.
class Zone {
 public:
  virtual ~Zone() = default;
  // Local time minus UTC at that moment.
  virtual int32_t OffsetSeconds(int64_t unix_seconds) const = 0;
};

// The zone of the browser (or of the process).
class SystemZone : public Zone {
 public:
  int32_t OffsetSeconds(int64_t unix_seconds) const override;
};

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_TEXT_ZONE_H_
