#ifndef TAFFRAIL_CORE_SQL_READ_ONLY_H_
#define TAFFRAIL_CORE_SQL_READ_ONLY_H_

#include <sqlite3.h>

namespace taffrail {

// From here on, statements prepared on the connection can only read what it
// has: no writing, no schema changes, no PRAGMA, no ATTACH. Tables that are to
// be there are made before.
void RestrictToReading(sqlite3* db);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_SQL_READ_ONLY_H_
