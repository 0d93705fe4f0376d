#ifndef TAFFRAIL_CORE_CLI_JSON_TEXT_H_
#define TAFFRAIL_CORE_CLI_JSON_TEXT_H_

#include <string>
#include <string_view>

namespace taffrail {

// `bytes` as a JSON string with its quotes. Bytes that are no UTF-8 become
// U+FFFD.
std::string JsonString(std::string_view bytes);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_CLI_JSON_TEXT_H_
