#ifndef TAFFRAIL_CORE_SQL_SQL_TIME_H_
#define TAFFRAIL_CORE_SQL_SQL_TIME_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace taffrail {

// ns since 1970 as SQL has times: "2026-11-22 13:24:07" in UTC, with ".418",
// ".418203" or ".418203001" behind it as needed. Such texts are ordered as the
// times are, and SQLite's own date functions take them.
std::string SqlTimeText(int64_t ns);

// A time that a statement names: the above, or with a T, with a zone, without
// seconds; a day, a month or a year is its beginning.
std::optional<int64_t> ParseSqlTime(std::string_view text);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_SQL_SQL_TIME_H_
