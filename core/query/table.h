#ifndef TAFFRAIL_CORE_QUERY_TABLE_H_
#define TAFFRAIL_CORE_QUERY_TABLE_H_

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/query/pipeline.h"
#include "core/query/value.h"

namespace taffrail {

struct TableColumn {
  std::string name;
  // The field whose values its cells are; empty for what was computed.
  std::string field;
  // Of times that stand for a span: how long that is.
  int64_t bin_ns = 0;
};

// What a pipeline makes.
struct Table {
  std::vector<TableColumn> columns;
  std::vector<std::vector<Value>> rows;
  // Some distinct counts are estimates.
  bool estimated = false;
};

// Does what the steps say, one after the other; stats is done already. The
// order of rows that are alike stays.
void ApplySteps(std::span<const PipelineStep> steps, Table* table);

// The rows' order by one column: indices into `table.rows`.
std::vector<uint32_t> OrderedBy(const Table& table, size_t column,
                                bool descending);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_QUERY_TABLE_H_
