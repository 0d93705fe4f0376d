#ifndef TAFFRAIL_CORE_CLI_ZONE_FILE_H_
#define TAFFRAIL_CORE_CLI_ZONE_FILE_H_

#include <string_view>

#include "core/base/status.h"
#include "core/base/time_zone.h"

namespace taffrail {

// The zone of that name, such as Europe/Berlin, as the system has it; `local`
// is the machine's own and `UTC` needs no file. In $TZDIR, or else in
// /usr/share/zoneinfo.
StatusOr<TimeZone> LoadZone(std::string_view name);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_CLI_ZONE_FILE_H_
