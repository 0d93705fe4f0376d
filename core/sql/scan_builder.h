#ifndef TAFFRAIL_CORE_SQL_SCAN_BUILDER_H_
#define TAFFRAIL_CORE_SQL_SCAN_BUILDER_H_

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/status.h"
#include "core/proto/sql.pb.h"
#include "core/sql/cell.h"
#include "core/sql/logs_columns.h"

namespace taffrail {

// Makes a scan out of what SQLite says of the rows it wants. The scan may bring
// more than that, never less.
class ScanBuilder {
 public:
  // The statement reads it.
  void Read(const LogsColumn& column);
  // A record has to match this, too, which is in the query language.
  Status Match(std::string_view query);
  // The column's cell has to compare so to the value, or to one of them.
  void Compare(const LogsColumn& column, v1::SqlFilter::Op op,
               std::span<const Cell> values);

  // No record can be as was said.
  bool nothing() const { return nothing_; }
  v1::SqlScan Take();

 private:
  void CompareTime(v1::SqlFilter::Op op, std::span<const Cell> values,
                   bool as_text);
  void CompareLevel(const LogsColumn& column, std::span<const Cell> values);
  void CompareTemplate(std::span<const Cell> values);
  // Lets the index leave out blocks.
  void Narrow(const LogsColumn& column, std::span<const Cell> values);
  void NotBefore(int64_t ns);
  void Before(int64_t ns);

  v1::SqlScan scan_;
  bool nothing_ = false;
};

// Whether the comparison needs no second look: a time is compared as the time
// that a text names, however that is written.
bool IsExactTime(const LogsColumn& column, v1::SqlFilter::Op op,
                 const Cell& value);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_SQL_SCAN_BUILDER_H_
