#include "core/cli/row_format.h"

#include <cstdio>
#include <cstdlib>

#include "core/base/json_text.h"
#include "core/parse/civil.h"
#include "core/parse/severity.h"

namespace taffrail {
namespace {

// `Z`, `+05:30`
std::string FormatOffset(int64_t minutes) {
  if (minutes == 0) return "Z";
  char text[16];
  snprintf(text, sizeof(text), "%c%02d:%02d", minutes < 0 ? '-' : '+',
           static_cast<int>(std::abs(minutes) / 60),
           static_cast<int>(std::abs(minutes) % 60));
  return text;
}

// RFC 3339, to the nanosecond.
std::string FormatTime(int64_t ns, const TimeZone& zone) {
  int64_t second = ns / kNsPerSecond;
  int64_t fraction = ns % kNsPerSecond;
  if (fraction < 0) {
    fraction += kNsPerSecond;
    --second;
  }
  // Seconds of offsets, which were given up a century ago, cannot be written.
  const int64_t offset_minutes = zone.OffsetAt(second) / 60;
  second += offset_minutes * 60;
  int64_t days = second / kSecondsPerDay;
  int64_t of_day = second % kSecondsPerDay;
  if (of_day < 0) {
    of_day += kSecondsPerDay;
    --days;
  }
  CivilDay day = CivilFromDays(days);
  char text[48];
  snprintf(text, sizeof(text), "%04d-%02d-%02dT%02d:%02d:%02d.%09d", day.year,
           day.month, day.day, static_cast<int>(of_day / 3600),
           static_cast<int>(of_day / 60 % 60), static_cast<int>(of_day % 60),
           static_cast<int>(fraction));
  return text + FormatOffset(offset_minutes);
}

std::string CsvField(std::string_view bytes) {
  if (bytes.find_first_of(",\"\r\n") == std::string_view::npos) {
    return std::string(bytes);
  }
  std::string out = "\"";
  for (char c : bytes) out.append(c == '"' ? 2 : 1, c);
  return out += '"';
}

}  // namespace

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
