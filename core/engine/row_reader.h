#ifndef TAFFRAIL_CORE_ENGINE_ROW_READER_H_
#define TAFFRAIL_CORE_ENGINE_ROW_READER_H_

#include <cstdint>
#include <optional>

#include "core/base/status.h"
#include "core/base/task.h"
#include "core/engine/partition_pool.h"
#include "core/proto/shard.pb.h"
#include "core/query/search.h"
#include "core/store/block.h"

namespace taffrail {

// Reads rows out of a shard's partitions. Each call stands alone: it copies
// what it needs of a search before it first waits, since the search may go on
// growing meanwhile. Owned by the shard.
class RowReader {
 public:
  RowReader(Scheduler& scheduler, PartitionPool& pool, TextCodec& codec)
      : scheduler_(scheduler), pool_(pool), codec_(codec) {}

  // How many matches have a key above `key`.
  Task<StatusOr<uint64_t>> Rank(Search& search, RowKey key);

  // The first `count` matches with keys at or below `key` (all, without one),
  // greatest first.
  Task<StatusOr<v1::RowsPage>> Rows(Search& search, std::optional<RowKey> key,
                                    uint32_t count);

  // One record with everything there is to know of it.
  Task<StatusOr<v1::ShardRecord>> Record(RowKey key);

 private:
  struct Found {
    RowKey key;
    uint32_t partition;
    uint32_t block;
    uint32_t index;
  };

  Task<Status> Collect(std::vector<BlockMatch> matches,
                       std::vector<Found>* found);

  Scheduler& scheduler_;
  PartitionPool& pool_;
  TextCodec& codec_;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_ENGINE_ROW_READER_H_
