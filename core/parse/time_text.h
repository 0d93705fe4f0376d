#ifndef TAFFRAIL_CORE_PARSE_TIME_TEXT_H_
#define TAFFRAIL_CORE_PARSE_TIME_TEXT_H_

#include <cstdint>
#include <string>

namespace taffrail {

// ns since 1970 as ISO 8601 in UTC: "2026-11-22T13:24:07.418203000Z".
std::string TimeText(int64_t ns);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_PARSE_TIME_TEXT_H_
