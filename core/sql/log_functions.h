#ifndef TAFFRAIL_CORE_SQL_LOG_FUNCTIONS_H_
#define TAFFRAIL_CORE_SQL_LOG_FUNCTIONS_H_

#include <sqlite3.h>

#include "core/base/status.h"

namespace taffrail {

// Gives a connection what logs are asked for besides SQLite's own functions;
// durations are ns, times are as SqlTimeText() has them or ns, and NULL makes
// NULL:
//   bin(time, '1m')   the beginning of the span that a time is in, in its form
//   duration('1.5s')  1500000000
//   text REGEXP 'a+'  whether a regular expression (core/query/regex.h) matches
//   p50(x) p95(x) p99(x)  quantiles of the numbers in a group, each within
//                     0.4 % as those of `| stats` are
Status AddLogFunctions(sqlite3* db);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_SQL_LOG_FUNCTIONS_H_
