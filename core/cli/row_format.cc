#include "core/cli/row_format.h"

#include "core/base/csv_text.h"
#include "core/base/json_text.h"
#include "core/parse/civil.h"
#include "core/parse/severity.h"
#include "core/parse/time_text.h"

namespace taffrail {

std::string FormatTime(int64_t ns, const TimeZone& zone) {
  const int64_t second = ns / kNsPerSecond - (ns % kNsPerSecond < 0 ? 1 : 0);
  // Seconds of offsets, which were given up a century ago, cannot be written.
  return TimeText(ns, zone.OffsetAt(second) / 60);
}

std::optional<RowFormat> ParseRowFormat(std::string_view name) {
  if (name == "text") return RowFormat::kText;
  if (name == "ndjson") return RowFormat::kNdjson;
  if (name == "csv") return RowFormat::kCsv;
  return std::nullopt;
}

std::string FormatRow(const v1::Row& row, RowFormat format,
                      const TimeZone& zone) {
  uint8_t severity = static_cast<uint8_t>(row.severity());
  std::string level(severity ? SeverityName(severity) : "");
  switch (format) {
    case RowFormat::kNdjson:
      return "{\"ts\":" + std::to_string(row.key().time_ns()) +
             ",\"level\":" + JsonString(level) +
             ",\"severity_number\":" + std::to_string(row.severity()) +
             ",\"service\":" + JsonString(row.service()) +
             ",\"body\":" + JsonString(row.body()) + "}\n";
    case RowFormat::kCsv:
      return FormatTime(row.key().time_ns(), zone) + "," + level + "," +
             CsvField(row.service()) + "," + CsvField(row.body()) + "\n";
    case RowFormat::kText:
      break;
  }
  level.resize(5, ' ');
  return FormatTime(row.key().time_ns(), zone) + " " + level + " " +
         row.service() + (row.service().empty() ? "" : " ") + row.body() + "\n";
}

}  // namespace taffrail
