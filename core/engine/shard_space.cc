// Space given back: partitions removed, and rewritten without what is gone.
#include <algorithm>
#include <utility>

#include "core/engine/shard.h"
#include "core/store/partition_copy.h"

namespace taffrail {
namespace {

// Partitions less full than one in so many, so many of them, are put together.
constexpr uint64_t kSmallPart = 4;
constexpr size_t kManySmall = 4;

bool HoldsAny(const Partition& partition, const std::set<uint32_t>& gone) {
  const std::vector<ChunkCoverage>& chunks = partition.coverage();
  return std::any_of(chunks.begin(), chunks.end(), [&](const auto& chunk) {
    return gone.contains(chunk.source_id);
  });
}

}  // namespace

bool Shard::IsGone(const Partition& partition, const std::set<uint32_t>& gone) {
  const std::vector<ChunkCoverage>& chunks = partition.coverage();
  return !chunks.empty() &&
         std::all_of(chunks.begin(), chunks.end(), [&](const auto& chunk) {
           return gone.contains(chunk.source_id);
         });
}

Task<Status> Shard::Reclaim(const v1::ShardReclaim& request,
                            v1::ShardReclaimed* reclaimed) {
  const std::set<uint32_t> gone(request.gone().begin(), request.gone().end());
  co_await BeginWriting();
  Status failed;
  for (uint32_t number = 0; number < pool_->size(); ++number) {
    if (pool_->gone(number)) continue;
    const Partition& partition = pool_->at(number);
    Status status;
    if (IsGone(partition, gone)) {
      status = co_await pool_->Discard(number);
    } else if (HoldsAny(partition, gone) && !partition.sealed()) {
      // So that it can be read while it is rewritten.
      status = co_await Index(pool_->at(number));
      if (status.ok()) status = co_await pool_->Seal(number);
    }
    // On a full disk one may fail, and another give space.
    if (failed.ok()) failed = status;
  }
  EndWriting();
  co_await PrepareBuilding();
  if (!failed.ok()) co_return failed;
  for (v1::Rewrite& rewrite : WorthRewriting(gone)) {
    *rewrite.mutable_gone() = request.gone();
    *reclaimed->add_rewrites() = std::move(rewrite);
  }
  co_return Status();
}

std::vector<v1::Rewrite> Shard::WorthRewriting(const std::set<uint32_t>& gone) {
  std::vector<v1::Rewrite> rewrites;
  v1::Rewrite next;
  bool holds_gone = false;
  uint64_t text_bytes = 0;
  size_t attributes = 0;
  const auto end_group = [&] {
    if (holds_gone || next.from_size() >= static_cast<int>(kManySmall)) {
      next.set_to(pool_->NewName());
      rewrites.push_back(std::move(next));
    }
    next.Clear();
    holds_gone = false;
    text_bytes = 0;
    attributes = 0;
  };
  for (uint32_t number = 0; number < pool_->size(); ++number) {
    const Partition& partition = pool_->at(number);
    if (pool_->gone(number) || !partition.sealed()) continue;
    uint64_t kept = 0;
    for (const ChunkCoverage& chunk : partition.coverage()) {
      if (!gone.contains(chunk.source_id)) kept += chunk.end - chunk.start;
    }
    const bool rewritten = HoldsAny(partition, gone);
    if (!rewritten && kept > pool_->partition_bytes() / kSmallPart) continue;
    const size_t more = partition.attributes().all().size();
    if (text_bytes + kept > pool_->partition_bytes() ||
        attributes + more > AttributeSet::kMaxAttributes) {
      end_group();
    }
    next.add_from(pool_->name(number));
    holds_gone |= rewritten;
    text_bytes += kept;
    attributes += more;
  }
  end_group();
  return rewrites;
}

void Shard::AddUsage(v1::ShardUsed* used) {
  for (uint32_t number = 0; number < pool_->size(); ++number) {
    if (pool_->gone(number)) continue;
    const Partition& partition = pool_->at(number);
    v1::ShardUsed::OfPartition* of = used->add_partitions();
    of->set_name(pool_->name(number));
    of->set_text(partition.stored().text);
    of->set_columns(partition.stored().columns);
    for (const ChunkCoverage& chunk : partition.coverage()) {
      (*of->mutable_source_bytes())[chunk.source_id] += chunk.end - chunk.start;
    }
  }
}

Task<Status> Shard::MakeRewritten(const v1::Rewrite& rewrite) {
  if (pool_->Find(rewrite.to())) {
    co_return AlreadyExists("A partition has that name: " + rewrite.to());
  }
  StatusOr<std::unique_ptr<Partition>> to = co_await pool_->Make(rewrite.to());
  if (!to.ok()) co_return to.status();
  Status status = co_await Copy(rewrite, **to);
  if (status.ok()) status = co_await Index(**to);
  if (status.ok()) status = co_await pool_->Finish(rewrite.to(), **to);
  if (!status.ok()) {
    (*to)->Close();
    calls_.host().CloseFile(rewrite.to());
    calls_.host().CloseFile(rewrite.to() + "-journal");
    (void)(co_await pool_->RemoveFiles(rewrite.to())).ok();
    co_return status;
  }
  rewritten_[rewrite.to()] = *std::move(to);
  co_return Status();
}

Task<Status> Shard::MoveChunks(const v1::ShardMoveChunks& request) {
  co_await BeginWriting();
  Status failed;
  for (const v1::ShardMoveChunks::Of& source : request.sources()) {
    std::set<std::pair<uint64_t, uint64_t>> wanted;
    for (const auto& chunk : source.chunks()) {
      wanted.emplace(chunk.start(), chunk.end());
    }
    // Asked again after this shard was restarted, some may be moved.
    for (uint32_t number = 0; number < pool_->size(); ++number) {
      for (const ChunkCoverage& chunk : pool_->at(number).coverage()) {
        if (chunk.source_id == source.to()) {
          wanted.erase({chunk.start, chunk.end});
        }
      }
    }
    for (uint32_t number = 0; number < pool_->size(); ++number) {
      if (pool_->gone(number)) continue;
      std::vector<uint64_t> here;
      for (const ChunkCoverage& chunk : pool_->at(number).coverage()) {
        if (chunk.source_id == source.from() &&
            wanted.erase({chunk.start, chunk.end}) > 0) {
          here.push_back(chunk.start);
        }
      }
      if (here.empty()) continue;
      const Status moved = co_await pool_->MoveChunks(
          number, source.from(), std::move(here), source.to());
      if (failed.ok()) failed = moved;
    }
  }
  RestartSearches();
  EndWriting();
  co_return failed;
}

Task<Status> Shard::Copy(const v1::Rewrite& rewrite, Partition& to) {
  TAFFRAIL_CO_RETURN_IF_ERROR(to.BeginChunk());
  std::vector<ChunkCoverage> coverage;
  const std::set<uint32_t> gone(rewrite.gone().begin(), rewrite.gone().end());
  for (const std::string& name : rewrite.from()) {
    const std::optional<uint32_t> number = pool_->Find(name);
    if (!number) co_return Cancelled();
    pool_->Hold(*number);
    Status status = co_await pool_->Ensure(*number);
    {
      PartitionCopy copy(
          pool_->at(*number), to, codec_,
          [&](uint32_t source_id) { return !gone.contains(source_id); });
      for (bool done = false; status.ok() && !done;) {
        StatusOr<bool> step = copy.Step();
        status = step.status();
        if (status.ok()) done = *step;
        co_await scheduler_.Checkpoint();
      }
      coverage.insert(coverage.end(), copy.coverage().begin(),
                      copy.coverage().end());
    }
    pool_->Release(*number);
    if (!status.ok()) co_return status;
  }
  co_return to.CommitChunks(coverage);
}

Task<Status> Shard::Swap(const v1::Rewrite& rewrite) {
  // Asked again after this shard was restarted, it is in use.
  if (const auto made = rewritten_.find(rewrite.to());
      made != rewritten_.end()) {
    pool_->Add(rewrite.to(), std::move(made->second));
    rewritten_.erase(made);
  }
  std::vector<uint32_t> replaced;
  for (const std::string& name : rewrite.from()) {
    const std::optional<uint32_t> number = pool_->Find(name);
    if (!number) continue;
    pool_->Retire(*number);
    replaced.push_back(*number);
  }
  RestartSearches();
  const uint64_t turn = ++last_turn_;
  while (!reading_.empty() && *reading_.begin() < turn) co_await read_done_;
  Status status;
  for (const uint32_t number : replaced) {
    const Status discarded = co_await pool_->Discard(number);
    if (status.ok()) status = discarded;
  }
  co_return status;
}

}  // namespace taffrail
