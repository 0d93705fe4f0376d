#ifndef TAFFRAIL_CORE_ENGINE_SHARD_TABLE_H_
#define TAFFRAIL_CORE_ENGINE_SHARD_TABLE_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/query/field_reader.h"
#include "core/query/pipeline.h"
#include "core/query/record_table.h"
#include "core/query/search.h"
#include "core/query/stats_table.h"

namespace taffrail {

// One shard's part of a table, or that of all shards together: which of a
// search's blocks are in it already, and what a pipeline makes of them. Knows
// nothing of files being open. Owned by the task that works on it.
class ShardTable {
 public:
  // There is a pipeline.
  ShardTable(Pipeline pipeline, SourceNames names);
  ShardTable(const ShardTable&) = delete;
  ShardTable& operator=(const ShardTable&) = delete;

  // Forgets what is in it.
  void Clear();

  // The search's blocks that are not in it yet, in the order in which they are
  // best looked at.
  std::vector<BlockMatch> Missing(Search& search) const;
  // Whether it need not be looked at; then it is in.
  bool RulesOut(const BlockMatch& match);
  Status Look(BlockReader& block, const BlockMatch& match);
  uint64_t records() const { return records_; }

  void Append(std::string* out);
  Status Merge(std::string_view bytes);
  Table Result();
  // Records were left out that may belong in it.
  bool cut() const { return rows_ && rows_->cut(); }

 private:
  void Mark(const BlockMatch& match);

  const Pipeline pipeline_;
  const SourceNames names_;
  // One of them.
  std::optional<StatsTable> stats_;
  std::optional<RecordTable> rows_;
  // By partition, by block: it is in.
  std::vector<std::vector<bool>> in_;
  uint64_t records_ = 0;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_ENGINE_SHARD_TABLE_H_
