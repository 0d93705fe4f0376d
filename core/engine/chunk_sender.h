#ifndef TAFFRAIL_CORE_ENGINE_CHUNK_SENDER_H_
#define TAFFRAIL_CORE_ENGINE_CHUNK_SENDER_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <utility>
#include <vector>

#include "core/base/task.h"
#include "core/engine/shard_link.h"
#include "core/engine/source_table.h"
#include "core/proto/shard.pb.h"

namespace taffrail {

// Has shards store the chunks of a source, a few under way at a time, and notes
// what they stored. After a failure or a cancel no more is sent. Owned by an
// import.
class ChunkSender {
 public:
  // `stored` is called after each chunk.
  ChunkSender(Scheduler& scheduler, const ShardLinks& links,
              SourceTable& sources, std::function<void()> stored);

  // Sends the chunk to a shard that has the least to do, as soon as one has
  // room for it.
  Task<Status> Send(v1::ShardChunk chunk);
  // Waits until all are stored: the first failure, if there was one.
  Task<Status> Drain();
  void Cancel();
  // While it is, no more is sent.
  void SetPaused(bool paused);
  bool paused() const { return paused_; }
  const Status& status() const { return status_; }

 private:
  Task<void> StoreOn(ShardLink& link, v1::ShardChunk chunk);
  ShardLink* LeastBusy() const;

  Scheduler& scheduler_;
  const ShardLinks& links_;
  SourceTable& sources_;
  std::function<void()> stored_;
  // Chunks under way, and their requests, to be cancelled.
  std::map<ShardLink*, size_t> busy_;
  std::set<std::pair<ShardLink*, uint64_t>> requests_;
  size_t under_way_ = 0;
  Signal ended_;
  Status status_;
  bool paused_ = false;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_ENGINE_CHUNK_SENDER_H_
