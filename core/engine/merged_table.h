#ifndef TAFFRAIL_CORE_ENGINE_MERGED_TABLE_H_
#define TAFFRAIL_CORE_ENGINE_MERGED_TABLE_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/task.h"
#include "core/engine/merged_search.h"
#include "core/engine/served_table.h"
#include "core/engine/shard_link.h"
#include "core/proto/rpc.pb.h"
#include "core/query/field_reader.h"
#include "core/query/pipeline.h"

namespace taffrail {

// One open table over all shards: puts their parts together. Owned by the
// coordinator.
class MergedTable {
 public:
  // Starts it. `changed` is called whenever there is something new, or with
  // what went wrong. The links outlive it.
  MergedTable(const ShardLinks& links, std::shared_ptr<MergedSearch> search,
              Pipeline pipeline, SourceNames names, double now_ms,
              std::function<void(const Status&)> changed);
  MergedTable(const MergedTable&) = delete;
  MergedTable& operator=(const MergedTable&) = delete;

  // Ends it: `changed` is not called any more.
  void Stop();

  // Puts together what the shards have told.
  Status Update(double now_ms);
  v1::TableProgress Progress() const;
  ServedTable& served() { return served_; }

 private:
  const ShardLinks& links_;
  const std::shared_ptr<MergedSearch> search_;
  const Pipeline pipeline_;
  const SourceNames names_;
  const double started_ms_;
  std::vector<uint64_t> ids_;  // By shard.
  std::vector<v1::ShardTablePart> latest_;
  ServedTable served_;
  bool complete_ = false;
  bool cut_ = false;
  std::optional<double> elapsed_ms_;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_ENGINE_MERGED_TABLE_H_
