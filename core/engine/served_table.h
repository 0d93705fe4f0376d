#ifndef TAFFRAIL_CORE_ENGINE_SERVED_TABLE_H_
#define TAFFRAIL_CORE_ENGINE_SERVED_TABLE_H_

#include <cstdint>
#include <vector>

#include "core/proto/rpc.pb.h"
#include "core/query/table.h"

namespace taffrail {

// A table whose rows clients read, in its own order or by any column.
class ServedTable {
 public:
  const Table& table() const { return table_; }
  void Set(Table table);

  // Its columns, how many rows it has and its version.
  void Describe(v1::TableProgress* progress) const;
  v1::TableRows Rows(const v1::TableRowsRequest& request);

 private:
  Table table_;
  uint64_t version_ = 0;
  // The order that was asked for last, of the version it was made of.
  struct Order {
    uint64_t version = 0;
    uint32_t column = 0;
    bool descending = false;
    std::vector<uint32_t> rows;
  };
  Order order_;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_ENGINE_SERVED_TABLE_H_
