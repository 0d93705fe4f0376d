#include "core/engine/import_job.h"

#include <algorithm>
#include <utility>

#include "core/engine/messages.h"

namespace taffrail {
namespace {

// A new file's first chunks grow, and each is imported alone: the rows of the
// first are on the screen before the shards take all there is of the machine.
constexpr uint64_t kFirstChunkBytes[] = {64 << 10, 1 << 20};
constexpr uint64_t kMinChunkBytes = 1 << 20;
// What a killed worker can lose, and how long a commit may take.
constexpr uint64_t kMaxChunkBytes = 8 << 20;
// One being written while the next one's first bytes are read.
constexpr int kLanesPerShard = 2;

// Files claim to be of any year; nanoseconds hold 292 around 1970.
constexpr int64_t kNsPerMs = 1000000;
constexpr int64_t kMaxTimeMs = INT64_MAX / kNsPerMs;

}  // namespace

ImportJob::ImportJob(Scheduler& scheduler, const Links& links,
                     SourceTable& sources, const SourceEntry& source,
                     const v1::ImportRequest& request,
                     std::function<void()> stored)
    : scheduler_(scheduler),
      links_(links),
      sources_(sources),
      source_(source),
      file_(request.file()),
      stored_(std::move(stored)),
      lane_ended_(scheduler) {
  Plan(request);
}

void ImportJob::Plan(const v1::ImportRequest& request) {
  uint64_t chunk = request.chunk_bytes();
  if (chunk == 0) {
    chunk = std::clamp(source_.size / (links_.size() * 4), kMinChunkBytes,
                       kMaxChunkBytes);
  }
  for (const ByteRange& missing : sources_.Missing(source_.id)) {
    uint64_t at = missing.start;
    if (at == 0) {
      for (uint64_t size : kFirstChunkBytes) {
        uint64_t end = std::min(missing.end, at + std::min(chunk, size));
        if (end == at) break;
        todo_.push_back({at, end});
        at = end;
      }
      alone_ = todo_.size();
    }
    while (at < missing.end) {
      uint64_t end = std::min(missing.end, at + chunk);
      todo_.push_back({at, end});
      at = end;
    }
  }
}

Task<Status> ImportJob::Run() {
  for (size_t i = 0; i < alone_ && status_.ok(); ++i) {
    co_await ImportNext(*links_[i % links_.size()]);
  }
  for (int lane = 0; lane < kLanesPerShard; ++lane) {
    for (const std::unique_ptr<ShardLink>& link : links_) {
      ++lanes_;
      scheduler_.Spawn(RunLane(*link));
    }
  }
  while (lanes_ > 0) co_await lane_ended_;
  co_return status_;
}

Task<void> ImportJob::RunLane(ShardLink& link) {
  while (!todo_.empty() && status_.ok()) co_await ImportNext(link);
  --lanes_;
  lane_ended_.Notify();
}

Task<void> ImportJob::ImportNext(ShardLink& link) {
  ByteRange range = todo_.front();
  todo_.pop_front();
  v1::ShardRequest request;
  v1::ShardChunk* chunk = request.mutable_chunk();
  chunk->set_source_id(source_.id);
  chunk->set_file(file_);
  chunk->set_start(range.start);
  chunk->set_end(range.end);
  chunk->set_file_size(source_.size);
  chunk->mutable_reading()->set_fallback_time_ns(
      std::clamp(source_.modified_ms, -kMaxTimeMs, kMaxTimeMs) * kNsPerMs);
  uint64_t id = 0;
  auto answer = link.StartCall(std::move(request), &id);
  active_.insert({&link, id});
  v1::ShardResponse response = co_await *answer;
  active_.erase({&link, id});
  if (response.has_error()) {
    if (status_.ok()) status_ = FromProto(response.error());
    co_return;
  }
  sources_.AddCoverage(link.index(), FromProto(response.chunk().coverage()));
  stored_();
}

void ImportJob::Cancel() {
  if (status_.ok()) status_ = Cancelled();
  for (auto [link, id] : active_) link->Cancel(id);
}

}  // namespace taffrail
