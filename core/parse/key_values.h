#ifndef TAFFRAIL_CORE_PARSE_KEY_VALUES_H_
#define TAFFRAIL_CORE_PARSE_KEY_VALUES_H_

#include <deque>
#include <string>
#include <string_view>

#include "core/parse/fields.h"

namespace taffrail {

// OTLP writes attributes as a list of pairs,
// `[{"key":"a","value":{"stringValue":"b"}}, …]`. Whether `json` begins so.
bool IsKeyValues(std::string_view json);

// Adds each pair of such a list as a field of its own, of the kind stated.
// `made` gets what no part of `json` is.
void AddKeyValues(std::string_view json, std::deque<std::string>* made,
                  Fields* fields);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_PARSE_KEY_VALUES_H_
