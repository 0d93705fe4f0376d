#ifndef TAFFRAIL_CORE_CLI_RECORD_FORMAT_H_
#define TAFFRAIL_CORE_CLI_RECORD_FORMAT_H_

#include <cstdint>
#include <string>
#include <vector>

#include "core/parse/record_parser.h"

namespace taffrail {

// One record as a line of JSON with its newline: line (of its first line, from
// 1), ts (ns), level, severity_number, service, body, attributes, trace_id,
// span_id; host and parent_span_id where there are any. What the record does
// not state is null, or empty if it is text.
std::string FormatRecord(uint64_t line, const ParsedRecord& record,
                         const std::vector<ParsedField>& fields);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_CLI_RECORD_FORMAT_H_
