#ifndef TAFFRAIL_CORE_SQL_LISTED_TABLES_H_
#define TAFFRAIL_CORE_SQL_LISTED_TABLES_H_

#include <sqlite3.h>

#include "core/base/status.h"
#include "core/proto/sql.pb.h"

namespace taffrail {

// Makes the tables `sources` and `templates` of a connection, with what the run
// says of them.
Status AddListedTables(sqlite3* db, const v1::SqlRun& run);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_SQL_LISTED_TABLES_H_
