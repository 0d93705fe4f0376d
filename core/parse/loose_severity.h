#ifndef TAFFRAIL_CORE_PARSE_LOOSE_SEVERITY_H_
#define TAFFRAIL_CORE_PARSE_LOOSE_SEVERITY_H_

#include <cstdint>
#include <string_view>

namespace taffrail {

// The severity that a line states after its time in a layout that nobody
// declared: `;ERROR;`, `|INFO|`, `host app WARN …`, `app[31]: error: …`,
// `level=error`. kSeverityNone when there is none; words of a sentence, such as
// "failed with ERROR 17", are none.
uint8_t FindLooseSeverity(std::string_view after_time);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_PARSE_LOOSE_SEVERITY_H_
