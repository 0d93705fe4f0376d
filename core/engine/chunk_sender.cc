#include "core/engine/chunk_sender.h"

#include <utility>

#include "core/engine/messages.h"

namespace taffrail {
namespace {

// One being written while the next one's first bytes are read.
constexpr size_t kMaxChunksPerShard = 2;

}  // namespace

ChunkSender::ChunkSender(Scheduler& scheduler, const ShardLinks& links,
                         SourceTable& sources, std::function<void()> stored)
    : scheduler_(scheduler),
      links_(links),
      sources_(sources),
      stored_(std::move(stored)),
      ended_(scheduler) {
  for (const std::unique_ptr<ShardLink>& link : links_) busy_[link.get()] = 0;
}

ShardLink* ChunkSender::LeastBusy() const {
  ShardLink* best = nullptr;
  size_t least = kMaxChunksPerShard;
  for (const std::unique_ptr<ShardLink>& link : links_) {
    const size_t chunks = busy_.at(link.get());
    if (chunks >= least) continue;
    best = link.get();
    least = chunks;
  }
  return best;
}

Task<Status> ChunkSender::Send(v1::ShardChunk chunk) {
  ShardLink* link = nullptr;
  while (status_.ok() && (paused_ || (link = LeastBusy()) == nullptr)) {
    co_await ended_;
  }
  if (!status_.ok()) co_return status_;
  ++busy_[link];
  ++under_way_;
  scheduler_.Spawn(StoreOn(*link, std::move(chunk)));
  co_return Status();
}

Task<void> ChunkSender::StoreOn(ShardLink& link, v1::ShardChunk chunk) {
  v1::ShardRequest request;
  *request.mutable_chunk() = std::move(chunk);
  uint64_t id = 0;
  auto answer = link.StartCall(std::move(request), &id);
  requests_.insert({&link, id});
  // A cancel may have come between Send() and here.
  if (!status_.ok()) link.Cancel(id);
  v1::ShardResponse response = co_await *answer;
  requests_.erase({&link, id});
  if (!response.has_error()) {
    sources_.AddCoverage(link.index(), FromProto(response.chunk().coverage()));
    stored_();
  } else if (status_.ok()) {
    status_ = FromProto(response.error());
  }
  --busy_[&link];
  --under_way_;
  ended_.Notify();
}

Task<Status> ChunkSender::Drain() {
  while (under_way_ > 0) co_await ended_;
  co_return status_;
}

void ChunkSender::SetPaused(bool paused) {
  paused_ = paused;
  ended_.Notify();
}

void ChunkSender::Cancel() {
  if (status_.ok()) status_ = Cancelled();
  for (auto [link, id] : requests_) link->Cancel(id);
  ended_.Notify();
}

}  // namespace taffrail
