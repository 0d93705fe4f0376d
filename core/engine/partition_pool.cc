#include "core/engine/partition_pool.h"

#include <algorithm>
#include <utility>

#include "core/engine/store_listing.h"

namespace taffrail {

PartitionPool::PartitionPool(HostCalls& calls, uint32_t shard,
                             uint32_t next_sequence, uint32_t max_open_files)
    : calls_(calls),
      shard_(shard),
      next_sequence_(next_sequence),
      max_open_files_(std::max<uint32_t>(max_open_files, 4)) {}

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
      if (!writable(slot) && slot.opening == 0 &&
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
  std::string name = ToString(PartitionName{shard_, next_sequence_++});
  Status status = co_await OpenFiles(name, true);
  if (!status.ok()) co_return status;
  StatusOr<std::unique_ptr<Partition>> created =
      Partition::Create(calls_.host().Path(name));
  if (!created.ok()) {
    // Nothing is in it; should it stay, the next start finds that out.
    (void)(co_await calls_.Remove(name + "-journal")).ok();
    (void)(co_await calls_.Remove(name)).ok();
    co_return created.status();
  }
  slots_.push_back({name, *std::move(created), ++uses_});
  co_return slots_.back().partition.get();
}

Task<Status> PartitionPool::SealIfFull() {
  for (Slot& slot : slots_) {
    if (!writable(slot)) continue;
    if (slot.partition->text_bytes() < kMaxPartitionTextBytes) continue;
    Status status = slot.partition->Seal();
    if (!status.ok()) co_return status;
    slot.partition->Close();
    std::string journal = slot.name + "-journal";
    calls_.host().CloseFile(slot.name);
    calls_.host().CloseFile(journal);
    status = co_await calls_.Remove(std::move(journal));
    if (!status.ok()) co_return status;
  }
  co_return Status();
}

Task<Status> PartitionPool::Discard(uint32_t number) {
  Slot& slot = slots_[number];
  const std::string name = slot.name;
  if (slot.partition->is_open()) CloseFiles(slot);
  slot.gone = true;
  // A journal may be there from before it was sealed.
  Status status = co_await calls_.Remove(name + "-journal");
  Status removed = co_await calls_.Remove(name);
  co_return removed.ok() ? status : removed;
}

Task<Status> PartitionPool::Ensure(uint32_t number) {
  if (slots_[number].gone) co_return Cancelled();
  slots_[number].last_use = ++uses_;
  if (slots_[number].partition->is_open()) co_return Status();
  std::string name = slots_[number].name;
  ++slots_[number].opening;
  Status status = co_await OpenFiles(std::move(name), false);
  --slots_[number].opening;
  if (!status.ok()) co_return status;
  co_return slots_[number].partition->Reopen();
}

}  // namespace taffrail
