#ifndef TAFFRAIL_CORE_BASE_POSIX_ZONE_RULE_H_
#define TAFFRAIL_CORE_BASE_POSIX_ZONE_RULE_H_

#include <optional>
#include <string_view>
#include <vector>

#include "core/base/time_zone.h"

namespace taffrail {

// What a TZ string of POSIX, such as `CET-1CEST,M3.5.0,M10.5.0/3`, says of the
// years from `first_year` to `last_year`: the periods that begin in them, in
// order; a single one, of no particular start, for a zone that never changes.
// Nothing when the string is malformed.
std::optional<std::vector<TimeZone::Period>> ExpandPosixZoneRule(
    std::string_view rule, int first_year, int last_year);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_BASE_POSIX_ZONE_RULE_H_
