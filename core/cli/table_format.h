#ifndef TAFFRAIL_CORE_CLI_TABLE_FORMAT_H_
#define TAFFRAIL_CORE_CLI_TABLE_FORMAT_H_

#include <span>
#include <string>

#include "core/base/time_zone.h"
#include "core/cli/row_format.h"
#include "core/proto/rpc.pb.h"

namespace taffrail {

// A table for printing, its head included. As text, columns are as wide as
// their widest cell and numbers end at the right, rounded to six digits; as
// NDJSON, numbers are numbers, durations text with a unit and times ns, as they
// are of records.
std::string FormatTable(const v1::TableProgress& table,
                        std::span<const v1::TableRows::Row> rows,
                        RowFormat format, const TimeZone& zone);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_CLI_TABLE_FORMAT_H_
