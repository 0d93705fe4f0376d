#ifndef TAFFRAIL_CORE_ENGINE_TEMPLATE_COUNT_H_
#define TAFFRAIL_CORE_ENGINE_TEMPLATE_COUNT_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

#include "core/engine/shard_link.h"
#include "core/query/template_counter.h"

namespace taffrail {

// The matches of a search by their leaves.
struct TemplateTally {
  TimeBins bins;
  std::unordered_map<LeafId, LeafTally> leaves;
};

// The matches of one search being counted by all shards. Ends the work with
// itself. Owned by who waits for it.
class TemplateCount {
 public:
  // `search_ids` are the shards' own; `changed` is called as they count.
  TemplateCount(const ShardLinks& links,
                const std::vector<uint64_t>& search_ids, const TimeBins& bins,
                std::function<void()> changed);
  ~TemplateCount();
  TemplateCount(const TemplateCount&) = delete;
  TemplateCount& operator=(const TemplateCount&) = delete;

  bool done() const { return done_ == ids_.size(); }
  // Why it will never be.
  const std::optional<Status>& failure() const { return failure_; }
  // Share of the work that is done, from 0 to 1.
  double share() const;
  // All that was counted so far.
  TemplateTally Tally() const;

 private:
  const ShardLinks& links_;
  const TimeBins bins_;
  std::vector<uint64_t> ids_;  // By shard.
  std::vector<v1::LeafTallies> latest_;
  size_t done_ = 0;
  std::optional<Status> failure_;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_ENGINE_TEMPLATE_COUNT_H_
