#ifndef TAFFRAIL_CORE_BASE_TZIF_H_
#define TAFFRAIL_CORE_BASE_TZIF_H_

#include <string_view>

#include "core/base/status.h"
#include "core/base/time_zone.h"

namespace taffrail {

// The zone that a file of the system's zoneinfo holds (RFC 9636, any version).
// The rule in its footer is carried on to 2100; after that the last offset
// stays. Files that count leap seconds ("right/…") are refused.
StatusOr<TimeZone> ParseTzif(std::string_view bytes);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_BASE_TZIF_H_
