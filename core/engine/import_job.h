#ifndef TAFFRAIL_CORE_ENGINE_IMPORT_JOB_H_
#define TAFFRAIL_CORE_ENGINE_IMPORT_JOB_H_

#include <cstdint>
#include <deque>
#include <functional>
#include <set>
#include <utility>

#include "core/base/task.h"
#include "core/engine/shard_link.h"
#include "core/engine/source_table.h"
#include "core/proto/rpc.pb.h"

namespace taffrail {

// One file on its way in: hands its chunks to the shards, a few at a time to
// each, as fast as they finish them. Ends when all are stored, one failed, or
// it was cancelled; what is stored by then stays. Lives inside the
// coordinator's task for the request.
class ImportJob {
 public:
  using Links = std::vector<std::unique_ptr<ShardLink>>;

  // `stored` is called after each chunk.
  ImportJob(Scheduler& scheduler, const Links& links, SourceTable& sources,
            const SourceEntry& source, const v1::ImportRequest& request,
            std::function<void()> stored);

  Task<Status> Run();
  void Cancel();

 private:
  void Plan(const v1::ImportRequest& request);
  Task<void> RunLane(ShardLink& link);
  // Imports the first chunk of todo_, which must not be empty.
  Task<void> ImportNext(ShardLink& link);

  Scheduler& scheduler_;
  const Links& links_;
  SourceTable& sources_;
  const SourceEntry source_;
  const uint32_t file_;
  std::function<void()> stored_;
  std::deque<ByteRange> todo_;
  // How many of its first are to be imported with nothing beside them.
  size_t alone_ = 0;
  // Requests under way, to be cancelled.
  std::set<std::pair<ShardLink*, uint64_t>> active_;
  size_t lanes_ = 0;
  Signal lane_ended_;
  Status status_;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_ENGINE_IMPORT_JOB_H_
