#ifndef TAFFRAIL_CORE_SQL_RECORD_SCAN_H_
#define TAFFRAIL_CORE_SQL_RECORD_SCAN_H_

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "core/base/status.h"
#include "core/proto/sql.pb.h"
#include "core/query/block_reader.h"
#include "core/query/field_reader.h"
#include "core/query/search.h"
#include "core/sql/cell.h"
#include "core/sql/cell_column.h"

namespace taffrail {

// Records with their keys, if these are asked for, and what is read of them.
struct ScannedRows {
  size_t count = 0;
  std::vector<RowKey> keys;
  std::vector<CellColumn> columns;

  size_t bytes() const;
  void Append(std::string* out) const;
  static std::optional<ScannedRows> Read(std::string_view bytes);
};

// Reads what a statement asks of the records of one shard, block by block. Of
// a limited scan the blocks come in its order. Knows nothing of files being
// open. Owned by the task that works on it.
class RecordScan {
 public:
  RecordScan(v1::SqlScan scan, SourceNames names);
  RecordScan(const RecordScan&) = delete;
  RecordScan& operator=(const RecordScan&) = delete;

  // Neither this block nor any that comes after it has a record for it.
  bool Enough(const BlockMatch& next);
  // Takes those of `of` that fulfil the filters. The partition must be open.
  Status Look(BlockReader& block, const BlockBits& of);

  // Whether there is so much that it is better told; never of a limited one.
  bool Full() const;
  // What ScannedRows::Read() takes; of a limited scan at its end.
  std::string Take();

 private:
  using Cells = std::vector<Cell>;  // By record of the block.
  struct Column {
    explicit Column(const v1::SqlColumn& column, const SourceNames& names)
        : spec(column), field(column.name(), names) {}
    const v1::SqlColumn spec;
    FieldReader field;
    // Of the block that is looked at; empty until it is read.
    Cells cells;
    std::deque<std::string> texts;  // What the cells point into.
  };
  size_t ColumnOf(const v1::SqlColumn& spec);
  Status Read(BlockReader& block, const BlockBits& of, Column* column);
  Status ReadKeys(BlockReader& block, const BlockBits& of);
  void CutToLimit();

  const v1::SqlScan scan_;
  const SourceNames names_;
  std::deque<Column> columns_;
  std::vector<size_t> shown_;  // Of `columns_`, what the statement reads.
  struct Filter {
    explicit Filter(const v1::SqlFilter& filter) : cells(filter) {}
    size_t column = 0;
    CellFilter cells;
  };
  std::deque<Filter> filters_;
  ScannedRows rows_;
  // The last key that is among the first `limit`, once there are so many.
  std::optional<RowKey> last_;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_SQL_RECORD_SCAN_H_
