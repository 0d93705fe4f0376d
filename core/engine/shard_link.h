#ifndef TAFFRAIL_CORE_ENGINE_SHARD_LINK_H_
#define TAFFRAIL_CORE_ENGINE_SHARD_LINK_H_

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string_view>
#include <vector>

#include "core/base/status.h"
#include "core/base/task.h"
#include "core/engine/host.h"
#include "core/proto/shard.pb.h"

namespace taffrail {

// The coordinator's end of one shard. Every request is kept until it is done,
// so that a shard that died and was started again can be told all of them anew:
// a caller only notices that it took longer. Requests are safe to repeat.
class ShardLink {
 public:
  using Handler = std::function<void(const v1::ShardResponse&)>;

  ShardLink(Scheduler& scheduler, HostCalls& calls, uint32_t index)
      : scheduler_(scheduler), calls_(calls), index_(index) {}

  uint32_t index() const { return index_; }

  // Sends `request` (its id is given here and returned) and calls `handler`
  // with each answer.
  uint64_t Start(v1::ShardRequest request, Handler handler);
  // The same for a request with one answer, to be awaited.
  std::shared_ptr<Arrival<v1::ShardResponse>> StartCall(
      v1::ShardRequest request, uint64_t* id = nullptr);
  void Cancel(uint64_t id);
  // Its handler is not called any more.
  void Forget(uint64_t id) { pending_.erase(id); }

  void Deliver(std::string_view bytes);

  // The shard has been started, for the first time or anew: it must be opened
  // before anything else. An Open() that its last incarnation did not answer
  // fails, and so does making partitions in place of others: what is left of
  // that, its opening settles.
  void Restarted();
  // Grows with each Restarted().
  uint64_t incarnation() const { return incarnation_; }
  Task<v1::ShardResponse> Open(v1::ShardOpen open);

 private:
  struct Pending {
    v1::ShardRequest request;
    Handler handler;
  };
  void Send(const v1::ShardRequest& request);

  Scheduler& scheduler_;
  HostCalls& calls_;
  uint32_t index_;
  bool opened_ = false;
  uint64_t incarnation_ = 0;
  uint64_t last_id_ = 0;
  std::map<uint64_t, Pending> pending_;
};

// By shard.
using ShardLinks = std::vector<std::unique_ptr<ShardLink>>;

// Asks all shards at once, each for what `request_of(shard)` says: their
// answers, or the first error.
Task<StatusOr<std::vector<v1::ShardResponse>>> AskShards(
    const ShardLinks& links,
    std::function<v1::ShardRequest(size_t shard)> request_of);

// Ends requests that stay open; their handlers are not called any more. `ids`
// are by shard.
void EndRequests(const ShardLinks& links, const std::vector<uint64_t>& ids);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_ENGINE_SHARD_LINK_H_
