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
#include "core/proto/rpc.pb.h"
#include "core/query/search.h"

namespace taffrail {

// One open search over all shards: adds their progress up, and finds the rows
// at any rank of the merged order without any shard knowing of the others.
// Owned by the coordinator.
class MergedSearch {
 public:
  using Links = std::vector<std::unique_ptr<ShardLink>>;

  // `changed` is called whenever Progress() would say something new.
  MergedSearch(const Links& links, const v1::SearchRequest& request,
               std::function<void(const Status&)> changed);
  MergedSearch(const MergedSearch&) = delete;
  MergedSearch& operator=(const MergedSearch&) = delete;

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

  // Rows [first, first + count), newest first.
  // With `details` all of each.
  Task<StatusOr<v1::RowsPage>> Rows(uint64_t first, uint32_t count,
                                    bool details = false);

 private:
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

  const Links& links_;
  const v1::SearchRequest request_;
  std::vector<uint64_t> ids_;  // By shard.
  std::vector<v1::SearchProgress> latest_;
  // Where pages that were read began and ended: scrolling on needs no search.
  std::map<uint64_t, RowKey> places_;
  uint64_t generation_ = 0;  // Grows when the above are void.
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_ENGINE_MERGED_SEARCH_H_
