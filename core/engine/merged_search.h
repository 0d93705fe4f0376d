#ifndef TAFFRAIL_CORE_ENGINE_MERGED_SEARCH_H_
#define TAFFRAIL_CORE_ENGINE_MERGED_SEARCH_H_

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "core/base/task.h"
#include "core/engine/shard_link.h"
#include "core/engine/template_count.h"
#include "core/proto/rpc.pb.h"
#include "core/query/search.h"

namespace taffrail {

// One open search over all shards: adds their progress up, and finds the rows
// at any rank of the merged order without any shard knowing of the others.
// Owned by the coordinator.
class MergedSearch {
 public:
  // Of the query's templates, in their order.
  using TemplateLeaves = std::vector<std::vector<LeafId>>;

  // `changed` is called whenever Progress() would say something new.
  MergedSearch(const ShardLinks& links, const v1::SearchRequest& request,
               TemplateLeaves templates,
               std::function<void(const Status&)> changed);
  MergedSearch(const MergedSearch&) = delete;
  MergedSearch& operator=(const MergedSearch&) = delete;

  // Starts anew if its templates have other leaves now.
  void SetTemplates(TemplateLeaves templates);

  // What its templates are may have changed: `changed` is called.
  void Recheck() { changed_(Status()); }

  // Ends it: `changed` is not called any more, rows answer Cancelled.
  void Stop();

  const std::string& query() const { return request_.query(); }
  // What a shard calls it.
  uint64_t shard_id(uint32_t shard) const { return ids_[shard]; }

  v1::SearchProgress Progress() const;
  bool complete() const;
  uint64_t matched() const;

  // Of the matches there are now.
  Task<StatusOr<v1::Facets>> Facets(const v1::FacetsRequest& request);

  // Counts the matches there are now by leaves; `changed` as above.
  std::unique_ptr<TemplateCount> CountTemplates(
      uint32_t bins, std::function<void()> changed) const;
  // What was counted last, or null if it is not true any more.
  std::shared_ptr<const TemplateTally> Counted(uint32_t bins) const;
  void KeepCounted(uint64_t generation,
                   std::shared_ptr<const TemplateTally> tally);
  // Grows when there are other matches.
  uint64_t generation() const { return generation_; }

  // Rows [first, first + count), newest first.
  // With `details` all of each.
  Task<StatusOr<v1::RowsPage>> Rows(uint64_t first, uint32_t count,
                                    bool details = false);

 private:
  void Start();
  TimeBins Bins(uint32_t count) const;

  // A key with at most `rank` matches above it, and how many there are.
  struct Place {
    RowKey key;
    uint64_t above = 0;
  };

  Task<StatusOr<uint64_t>> CountAbove(RowKey key);
  Task<StatusOr<Place>> FindPlace(uint64_t rank);
  Task<StatusOr<Place>> Bisect(uint64_t rank, uint64_t low, uint64_t high,
                               std::function<RowKey(uint64_t)> key_at);
  // Those without details have a row only.
  Task<StatusOr<std::vector<v1::RecordDetail>>> RowsFrom(
      std::optional<RowKey> key, uint32_t count, bool details);

  const ShardLinks& links_;
  const v1::SearchRequest request_;
  TemplateLeaves templates_;
  const std::function<void(const Status&)> changed_;
  std::vector<uint64_t> ids_;  // By shard.
  std::vector<v1::SearchProgress> latest_;
  // Where pages that were read began and ended: scrolling on needs no search.
  std::map<uint64_t, RowKey> places_;
  uint64_t generation_ = 0;
  std::shared_ptr<const TemplateTally> counted_;
  uint64_t counted_generation_ = 0;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_ENGINE_MERGED_SEARCH_H_
