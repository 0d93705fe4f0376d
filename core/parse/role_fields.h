#ifndef TAFFRAIL_CORE_PARSE_ROLE_FIELDS_H_
#define TAFFRAIL_CORE_PARSE_ROLE_FIELDS_H_

#include <string>
#include <string_view>
#include <vector>

#include "core/parse/record_parser.h"

namespace taffrail {

inline constexpr std::string_view kHostField = "host";

// Appends to a record's fields what it says of its host and its trace, as
// `host`, `trace_id`, `span_id` and `parent_span_id`, so that they can be
// looked for like any other. `ids` holds what the fields point to.
void AddRoleFields(const ParsedRecord& record, std::string* ids,
                   std::vector<ParsedField>* fields);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_PARSE_ROLE_FIELDS_H_
