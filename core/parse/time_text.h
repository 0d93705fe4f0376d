#ifndef TAFFRAIL_CORE_PARSE_TIME_TEXT_H_
#define TAFFRAIL_CORE_PARSE_TIME_TEXT_H_

#include <cstdint>
#include <string>

namespace taffrail {

// ns since 1970 as RFC 3339 has them: "2026-11-22T13:24:07.418203000Z", and
// with minutes east of UTC "2026-11-22T14:24:07.418203000+01:00".
std::string TimeText(int64_t ns, int64_t offset_minutes = 0);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_PARSE_TIME_TEXT_H_
