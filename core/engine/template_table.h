#ifndef TAFFRAIL_CORE_ENGINE_TEMPLATE_TABLE_H_
#define TAFFRAIL_CORE_ENGINE_TEMPLATE_TABLE_H_

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/base/task.h"
#include "core/engine/shard_link.h"
#include "core/engine/template_count.h"
#include "core/proto/rpc.pb.h"
#include "core/query/query.h"
#include "core/template/template_miner.h"

namespace taffrail {

// What templates the leaves of all shards make up: the same as mining all
// sources one after the other would find. Owned by the coordinator.
class TemplateTable {
 public:
  // `links` must outlive it.
  explicit TemplateTable(const ShardLinks& links) : links_(links) {}

  // Takes in what was stored since the last time.
  Task<Status> Refresh();

  // The leaves of a query's template; itself if it is not known.
  std::vector<LeafId> LeavesOf(const TemplateIs& wanted);

  // The templates of what was counted, `most` of them.
  v1::Templates Group(const TemplateTally& tally, double precision,
                      uint32_t most);

  // All of them, for SQL.
  std::vector<v1::SqlTemplate> All();

  // Makes one of these, or what `split` was made from of that; as they were at
  // the last Refresh().
  Status Merge(std::span<const TemplateId> ids);
  Status Split(TemplateId id, double precision);
  const TemplateEdits& edits() const { return edits_; }
  void SetEdits(TemplateEdits edits);

  // What a record is an instance of.
  void Describe(const v1::ShardRecord& record, v1::RecordDetail* detail);

 private:
  void Rebuild();
  // Takes in a leaf that no shard lists.
  void AddUnlisted(LeafId leaf, const std::string& masked, uint64_t records);

  const ShardLinks& links_;
  std::vector<v1::LeafList> lists_;  // By shard.
  std::unique_ptr<TemplateMiner> miner_ = NewMiner();
  TemplateEdits edits_;
  // Those the miner had no room for.
  std::vector<LeafId> others_;
  // Leaves that no shard lists, met in blocks without a column.
  std::unordered_map<LeafId, std::string> unlisted_;

  static std::unique_ptr<TemplateMiner> NewMiner();
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_ENGINE_TEMPLATE_TABLE_H_
