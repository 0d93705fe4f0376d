#ifndef TAFFRAIL_CORE_PARSE_MESSAGE_VALUES_H_
#define TAFFRAIL_CORE_PARSE_MESSAGE_VALUES_H_

#include <deque>
#include <string>
#include <string_view>

#include "core/parse/fields.h"
#include "core/parse/lexer.h"

namespace taffrail {

// Adds what a message shows without a name for it, where no field has it yet:
// the parts of its first URL, and its first few IP addresses and their ports.
// Looks at the beginning of a long message only. `made` gets
// names that are not always the same.
void AddMessageValues(std::string_view message, Lexer& lexer,
                      std::deque<std::string>* made, Fields* fields);

// Whether a field of this name may be one of those.
bool IsMessageValue(std::string_view name);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_PARSE_MESSAGE_VALUES_H_
