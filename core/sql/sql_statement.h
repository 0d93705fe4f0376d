#ifndef TAFFRAIL_CORE_SQL_SQL_STATEMENT_H_
#define TAFFRAIL_CORE_SQL_SQL_STATEMENT_H_

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/status.h"
#include "core/proto/sql.pb.h"
#include "core/query/value.h"
#include "core/sql/logs_table.h"

namespace taffrail {

// One statement over the tables `logs`, `sources` and `templates`, in a
// database of its own that holds nothing else. Runs a step at a time; what it
// needs of the logs it is given between steps. One thread.
class SqlStatement {
 public:
  explicit SqlStatement(const v1::SqlRun& run);
  ~SqlStatement();
  SqlStatement(const SqlStatement&) = delete;
  SqlStatement& operator=(const SqlStatement&) = delete;

  // Where the statement is wrong, in bytes, if the last status says it is and
  // SQLite knows.
  std::optional<uint32_t> error_column() const { return error_column_; }

  enum class State {
    kMore,  // There is more to do.
    kNeed,  // need() is wanted by Put().
    kDone,
  };
  // Makes the next row. A single step may take as long as the whole statement.
  StatusOr<State> Step();
  const v1::SqlScan& need() const { return *logs_->need(); }
  // Fails if what has arrived is too much; of the scan's records there are
  // `matched`.
  Status MakeRoom(const ScanRows& arriving, uint64_t matched);
  void Put(ScanRows rows);

  const std::vector<std::string>& columns() const { return columns_; }
  // Of all steps. Void after a need, since the statement begins anew then.
  const std::vector<std::vector<Value>>& rows() const { return rows_; }
  // There would be more rows.
  bool cut() const { return cut_; }

 private:
  Status Prepare();
  Status AddTables();
  void Restart();
  void TakeRow();
  Status Error();

  const v1::SqlRun run_;
  std::unique_ptr<LogsTable> logs_;
  sqlite3* db_ = nullptr;
  sqlite3_stmt* statement_ = nullptr;
  std::optional<uint32_t> error_column_;
  std::vector<std::string> columns_;
  std::vector<std::vector<Value>> rows_;
  bool cut_ = false;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_SQL_SQL_STATEMENT_H_
