#ifndef TAFFRAIL_CORE_PARSE_RECORD_PARSER_H_
#define TAFFRAIL_CORE_PARSE_RECORD_PARSER_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/parse/json_scanner.h"
#include "core/parse/timestamp.h"

namespace taffrail {

struct ParsedRecord {
  std::optional<int64_t> time_ns;
  uint8_t severity = 0;  // OpenTelemetry 1-24; 0 when the line states none.
  std::string_view service;
  std::string_view body;
  // The line begins as records do: with a time, or as a structured line. One
  // without may belong to the record before.
  bool has_header = false;
};

struct ParsedField {
  std::string name;
  std::string value;
};

// Reads what a line says of itself: JSON objects, logfmt, and text with a
// header. A line that fits none is kept whole as the body; nothing is refused,
// whatever its bytes. What it says of a line does not depend on the lines
// before. Owned by who reads the source; single-threaded.
//
// The views in a ParsedRecord point into `line` or into this parser and are
// valid until the next call. `line` comes without its terminator.
class RecordParser {
 public:
  explicit RecordParser(const TimeContext& context) : context_(context) {}
  RecordParser(const RecordParser&) = delete;
  RecordParser& operator=(const RecordParser&) = delete;

  ParsedRecord Parse(std::string_view line);

  // The same, and replaces `fields` by what else the line names, in its order:
  // JSON members with nested keys dotted, logfmt pairs, the header's host, pid
  // and thread, key=value pairs inside the message.
  ParsedRecord ParseWithFields(std::string_view line,
                               std::vector<ParsedField>* fields);

 private:
  // `fields` may be null: then they are not looked for.
  ParsedRecord ParseLine(std::string_view line,
                         std::vector<ParsedField>* fields);
  std::optional<ParsedRecord> ParseJson(std::string_view line,
                                        std::vector<ParsedField>* fields);
  std::optional<ParsedRecord> ParseLogfmt(std::string_view line,
                                          std::vector<ParsedField>* fields);
  ParsedRecord ParseText(std::string_view line,
                         std::vector<ParsedField>* fields);

  const TimeContext context_;
  JsonScanner json_;
  std::string unescaped_;  // Quoted logfmt values.
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_PARSE_RECORD_PARSER_H_
