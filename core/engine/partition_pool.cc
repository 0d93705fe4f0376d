#include "core/engine/partition_pool.h"

#include <algorithm>
#include <utility>

#include "core/engine/store_listing.h"

namespace taffrail {

PartitionPool::PartitionPool(HostCalls& calls, TextCodec& codec,
                             const v1::ShardOpen& open)
    : calls_(calls),
      codec_(codec),
      shard_(open.shard()),
      next_sequence_(open.next_sequence()),
      max_open_files_(std::max<uint32_t>(open.max_open_files(), 4)),
      partition_bytes_(open.partition_bytes() != 0 ? open.partition_bytes()
                                                   : kMaxPartitionTextBytes) {}

Task<Status> PartitionPool::OpenFiles(std::string name, bool journal) {
  MakeRoom(journal ? 2 : 1);
  Status status = co_await calls_.Open(name);
  if (status.ok() && journal) {
    status = co_await calls_.Open(name + "-journal");
  }
  co_return status;
}

void PartitionPool::CloseFiles(const Slot& slot) {
  slot.partition->Close();
  calls_.host().CloseFile(slot.name);
  if (writable(slot)) calls_.host().CloseFile(slot.name + "-journal");
}

void PartitionPool::MakeRoom(uint32_t wanted) {
  while (true) {
    uint32_t open = 0;
    const Slot* oldest = nullptr;
    for (const Slot& slot : slots_) {
      if (!slot.partition->is_open()) continue;
      open += writable(slot) ? 2 : 1;
      // What was just opened for a task must last until that goes on.
      if (!writable(slot) && slot.holders == 0 &&
          (oldest == nullptr || slot.last_use < oldest->last_use)) {
        oldest = &slot;
      }
    }
    if (open + wanted <= max_open_files_ || oldest == nullptr) return;
    CloseFiles(*oldest);
  }
}

Task<StatusOr<bool>> PartitionPool::Adopt(std::string name) {
  // Whether it is sealed is only known once it is read, and a journal beside
  // it counts even then: it may hold the sealing itself.
  std::string journal = name + "-journal";
  Status status = co_await OpenFiles(name, true);
  StatusOr<std::unique_ptr<Partition>> partition =
      status.ok() ? Partition::Open(calls_.host().Path(name))
                  : StatusOr<std::unique_ptr<Partition>>(status);
  if (!partition.ok()) {
    calls_.host().CloseFile(name);
    calls_.host().CloseFile(journal);
    co_return partition.status();
  }
  if (*partition == nullptr) {
    status = co_await calls_.Remove(journal);
    if (status.ok()) status = co_await calls_.Remove(name);
    if (!status.ok()) co_return status;
    co_return false;
  }
  if ((*partition)->sealed()) calls_.host().CloseFile(journal);
  slots_.push_back({name, *std::move(partition), ++uses_});
  co_return true;
}

Task<StatusOr<Partition*>> PartitionPool::Building() {
  for (Slot& slot : slots_) {
    if (writable(slot)) co_return slot.partition.get();
  }
  std::string name = NewName();
  StatusOr<std::unique_ptr<Partition>> created = co_await Make(name);
  if (!created.ok()) co_return created.status();
  Add(name, *std::move(created));
  co_return slots_.back().partition.get();
}

std::string PartitionPool::NewName() {
  return ToString(PartitionName{shard_, next_sequence_++});
}

Task<StatusOr<std::unique_ptr<Partition>>> PartitionPool::Make(
    std::string name) {
  Status status = co_await OpenFiles(name, true);
  if (!status.ok()) co_return status;
  StatusOr<std::unique_ptr<Partition>> created =
      Partition::Create(calls_.host().Path(name));
  // Nothing is in it; should it stay, the next start finds that out.
  if (!created.ok()) (void)(co_await RemoveFiles(name)).ok();
  co_return created;
}

Task<Status> PartitionPool::RemoveFiles(std::string name) {
  Status status = co_await calls_.Remove(name + "-journal");
  Status removed = co_await calls_.Remove(name);
  co_return removed.ok() ? status : removed;
}

Task<Status> PartitionPool::Finish(std::string name, Partition& partition) {
  Status status = partition.Seal(codec_);
  if (!status.ok()) co_return status;
  partition.Close();
  std::string journal = name + "-journal";
  calls_.host().CloseFile(name);
  calls_.host().CloseFile(journal);
  co_return co_await calls_.Remove(std::move(journal));
}

void PartitionPool::Add(std::string name,
                        std::unique_ptr<Partition> partition) {
  slots_.push_back({std::move(name), std::move(partition), ++uses_});
}

std::optional<uint32_t> PartitionPool::Find(const std::string& name) const {
  for (size_t i = 0; i < slots_.size(); ++i) {
    if (slots_[i].name == name && !slots_[i].gone) {
      return static_cast<uint32_t>(i);
    }
  }
  return std::nullopt;
}

Task<Status> PartitionPool::SealIfFull() {
  for (uint32_t number = 0; number < slots_.size(); ++number) {
    const Slot& slot = slots_[number];
    if (!writable(slot)) continue;
    if (!IsFull(*slot.partition)) continue;
    Status status = co_await Seal(number);
    if (!status.ok()) co_return status;
  }
  co_return Status();
}

Task<Status> PartitionPool::Seal(uint32_t number) {
  co_return co_await Finish(slots_[number].name, *slots_[number].partition);
}

Task<Status> PartitionPool::MoveChunks(uint32_t number, uint32_t from,
                                       std::vector<uint64_t> starts,
                                       uint32_t to) {
  const bool sealed = !writable(slots_[number]);
  const std::string journal = slots_[number].name + "-journal";
  Hold(number);
  Status status = co_await Ensure(number);
  if (status.ok() && sealed) status = co_await calls_.Open(journal);
  if (status.ok()) status = at(number).MoveChunks(from, starts, to);
  Release(number);
  // While it cannot be opened, its journal may be needed for that.
  if (!sealed || !at(number).is_open()) co_return status;
  calls_.host().CloseFile(journal);
  const Status removed = co_await calls_.Remove(journal);
  co_return status.ok() ? removed : status;
}

Task<Status> PartitionPool::Discard(uint32_t number) {
  Slot& slot = slots_[number];
  const std::string name = slot.name;
  if (slot.partition->is_open()) CloseFiles(slot);
  slot.gone = slot.removed = true;
  // A journal may be there from before it was sealed.
  co_return co_await RemoveFiles(name);
}

Task<Status> PartitionPool::Ensure(uint32_t number) {
  if (slots_[number].removed) co_return Cancelled();
  slots_[number].last_use = ++uses_;
  if (slots_[number].partition->is_open()) co_return Status();
  std::string name = slots_[number].name;
  Hold(number);
  Status status = co_await OpenFiles(std::move(name), false);
  Release(number);
  if (!status.ok()) co_return status;
  co_return slots_[number].partition->Reopen();
}

}  // namespace taffrail
