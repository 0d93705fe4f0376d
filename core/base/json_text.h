#ifndef TAFFRAIL_CORE_BASE_JSON_TEXT_H_
#define TAFFRAIL_CORE_BASE_JSON_TEXT_H_

#include <string>
#include <string_view>

namespace taffrail {

// Appends `bytes` as a JSON string with its quotes. What is no UTF-8 becomes
// U+FFFD.
void AppendJsonString(std::string_view bytes, std::string* out);
std::string JsonString(std::string_view bytes);

// Whether JSON has numbers written so: "007", "+1" and "1." are none.
bool IsJsonNumber(std::string_view text);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_BASE_JSON_TEXT_H_
