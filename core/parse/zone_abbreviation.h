#ifndef TAFFRAIL_CORE_PARSE_ZONE_ABBREVIATION_H_
#define TAFFRAIL_CORE_PARSE_ZONE_ABBREVIATION_H_

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/base/time_zone.h"

namespace taffrail {

inline constexpr size_t kMaxZoneAbbreviation = 5;

// Seconds east of UTC of `CET`, `PDT` and the like, capitals only. Of the
// places that use the same one, `home` is meant if it is among them.
std::optional<int32_t> OffsetOfAbbreviation(std::string_view abbreviation,
                                            const TimeZone& home);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_PARSE_ZONE_ABBREVIATION_H_
