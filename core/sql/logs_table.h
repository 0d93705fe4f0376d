#ifndef TAFFRAIL_CORE_SQL_LOGS_TABLE_H_
#define TAFFRAIL_CORE_SQL_LOGS_TABLE_H_

#include <sqlite3.h>

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/base/status.h"
#include "core/proto/sql.pb.h"
#include "core/sql/cell.h"
#include "core/sql/logs_columns.h"
#include "core/sql/scan_rows.h"

namespace taffrail {

// What the table `logs` of one statement stands on: the rows of scans that were
// made for it, by what they are of. Nothing can wait inside a statement: where
// rows are missing the step fails and Need() says which, and once they are here
// the statement starts again, from its beginning. So that it comes to an end it
// is given the same rows whenever it asks the same.
//
// Of a table it is not known whether the statement will look at all of it, so
// at first only the newest records are asked for.
class LogsTable {
 public:
  LogsTable(const v1::SqlRun& run, std::vector<LogsColumn> columns);
  LogsTable(const LogsTable&) = delete;
  LogsTable& operator=(const LogsTable&) = delete;

  // Why the last step failed, if it is that rows are missing.
  const std::optional<v1::SqlScan>& need() const { return need_; }
  // The step failed because it has to be done in another way: it can be
  // repeated at once.
  bool again() const { return again_; }
  // Gives it what it needs.
  void Put(ScanRows rows);
  // The statement starts again, or for the first time.
  void Begin();
  // How many rows the statement has made, by which it is told how many records
  // it will look at.
  void SetMade(uint64_t rows) { made_ = rows; }

  size_t bytes() const;

  // ---- for the virtual table (logs_module.cc)

  // What SQLite may hand over with a scan: `column` `op` a value.
  struct Constraint {
    size_t column = 0;
    v1::SqlFilter::Op op = v1::SqlFilter::OP_EQUAL;
    bool match = false;    // No comparison: the query language.
    bool list = false;     // Of the values it is one.
    bool literal = false;  // The same in all scans of the plan.
  };
  // A way of looking at the table that SQLite may choose, and what turned out
  // when it did.
  struct Plan {
    std::vector<Constraint> constraints;
    std::vector<size_t> columns;  // That are read.
    bool ordered = false;         // By time.
    bool oldest_first = false;
    // What it asked for. Where that becomes too much, values that change from
    // scan to scan are looked up in one scan of all.
    std::set<std::string> asked;
    bool varies = false;
  };
  // The rows of a scan.
  struct Rows {
    v1::SqlScan scan;    // Without a limit,
    uint64_t limit = 0;  // which is this.
    ScanRows rows;
  };

  const std::vector<LogsColumn>& columns() const { return columns_; }
  // Of them that which tells records apart.
  size_t record_column() const { return record_column_; }
  uint64_t records() const { return records_; }
  size_t AddPlan(Plan plan);
  Plan& plan(size_t number) { return plans_[number]; }
  // The rows of the scan, which has no limit; null when they are needed.
  Rows* Find(Plan& plan, v1::SqlScan scan);
  // All rows of the scan were looked at, and there are more.
  void NeedMore(const Rows& rows);
  // The plan reads this column, too: it has to begin anew.
  void ReadToo(Plan& plan, size_t column);
  // The id of a leaf's template; empty if it is of none.
  std::string_view TemplateOf(int64_t leaf) const;

 private:
  void Need(v1::SqlScan scan, uint64_t limit);

  const std::vector<LogsColumn> columns_;
  const size_t record_column_;
  const uint64_t records_;
  const uint64_t max_rows_;
  std::unordered_map<int64_t, std::string> templates_;
  const std::string other_template_;
  std::map<std::string, Rows> scans_;  // By the scan without a limit.
  std::deque<Plan> plans_;
  std::optional<v1::SqlScan> need_;
  v1::SqlScan asked_;  // The same without its limit.
  bool again_ = false;
  uint64_t made_ = 0;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_SQL_LOGS_TABLE_H_
