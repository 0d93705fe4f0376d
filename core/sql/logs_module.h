#ifndef TAFFRAIL_CORE_SQL_LOGS_MODULE_H_
#define TAFFRAIL_CORE_SQL_LOGS_MODULE_H_

#include <sqlite3.h>

#include "core/base/status.h"

namespace taffrail {

class LogsTable;

// Makes the table `logs` of the connection, which `table` must outlive: what
// SQLite calls of a virtual table.
Status AddLogsModule(sqlite3* db, LogsTable* table);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_SQL_LOGS_MODULE_H_
