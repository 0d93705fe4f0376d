#ifndef TAFFRAIL_CORE_CLI_ROW_FORMAT_H_
#define TAFFRAIL_CORE_CLI_ROW_FORMAT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/time_zone.h"
#include "core/proto/rpc.pb.h"

namespace taffrail {

enum class RowFormat { kText, kNdjson, kCsv };

std::optional<RowFormat> ParseRowFormat(std::string_view name);

// RFC 3339, in the zone.
std::string FormatTime(int64_t ns, const TimeZone& zone);

inline constexpr char kCsvHeader[] = "ts,level,service,body\n";

// One row with its newline; its time in `zone`, but in NDJSON ns of UTC. Bytes
// that are no UTF-8 become U+FFFD in NDJSON and stay as they are elsewhere.
std::string FormatRow(const v1::Row& row, RowFormat format,
                      const TimeZone& zone);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_CLI_ROW_FORMAT_H_
