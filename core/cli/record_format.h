#ifndef TAFFRAIL_CORE_CLI_RECORD_FORMAT_H_
#define TAFFRAIL_CORE_CLI_RECORD_FORMAT_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/parse/record_parser.h"

namespace taffrail {

// What a record's message is an instance of, and with what values.
struct RecordTemplate {
  std::string id;
  std::string text;
  std::vector<std::string_view> values;  // In the order of the text's <*>.
};

// One record as a line of JSON with its newline: line (of its first line, from
// 1), ts (ns), level, severity_number, service, body, template_id, template,
// params, attributes, trace_id, span_id; host and parent_span_id where there
// are any, damaged where it is so. What the record does not state is null, or
// empty if it is text.
std::string FormatRecord(uint64_t line, const ParsedRecord& record,
                         const std::vector<ParsedField>& fields,
                         const RecordTemplate& instance_of);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_CLI_RECORD_FORMAT_H_
