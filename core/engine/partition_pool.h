#ifndef TAFFRAIL_CORE_ENGINE_PARTITION_POOL_H_
#define TAFFRAIL_CORE_ENGINE_PARTITION_POOL_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/status.h"
#include "core/base/task.h"
#include "core/engine/host.h"
#include "core/proto/shard.pb.h"
#include "core/store/partition.h"

namespace taffrail {

// A shard's partitions, of which only so many hold their file open at a time:
// the least recently used is closed first. The one being built stays open.
// Owned by the shard.
class PartitionPool {
 public:
  PartitionPool(HostCalls& calls, TextCodec& codec, const v1::ShardOpen& open);

  // Takes a file over, rolling back what was left half done. False: nothing
  // was in it, and it is removed. On failure the file is left alone and is not
  // part of the pool.
  Task<StatusOr<bool>> Adopt(std::string name);

  // The partition that takes new blocks; begins one if need be.
  Task<StatusOr<Partition*>> Building();
  // Text after which a partition is full.
  uint64_t partition_bytes() const { return partition_bytes_; }
  bool IsFull(const Partition& partition) const {
    return partition.text_bytes() >= partition_bytes_;
  }
  // Seals it when it is full. Its index is best complete by then, as for all
  // that seals: what is missing is made up for at one go.
  Task<Status> SealIfFull();

  // Seals a partition, whatever is in it. Nothing may be written into it
  // meanwhile.
  Task<Status> Seal(uint32_t number);

  // Makes chunks another source's: Partition::MoveChunks(). Nothing may be
  // written into it meanwhile.
  Task<Status> MoveChunks(uint32_t number, uint32_t from,
                          std::vector<uint64_t> starts, uint32_t to);

  // Removes its file; what is known of it stays. Nothing may be written into it
  // meanwhile.
  Task<Status> Discard(uint32_t number);

  // A name that no partition has had.
  std::string NewName();
  // A new partition that is not part of the pool; its files are open.
  Task<StatusOr<std::unique_ptr<Partition>>> Make(std::string name);
  // Closes and removes the files of one.
  Task<Status> RemoveFiles(std::string name);
  // Seals it and makes it part of the pool's files, but of the pool only with
  // Add().
  Task<Status> Finish(std::string name, Partition& partition);
  void Add(std::string name, std::unique_ptr<Partition> partition);
  // From now on it counts as gone, but can be read until it is discarded.
  void Retire(uint32_t number) { slots_[number].gone = true; }
  // The number of the partition with that name that is not gone.
  std::optional<uint32_t> Find(const std::string& name) const;

  // Opens partition `number`'s file again if it is closed. It stays open until
  // the caller next waits for anything.
  Task<Status> Ensure(uint32_t number);
  // Until Release() it stays open once it is.
  void Hold(uint32_t number) { ++slots_[number].holders; }
  void Release(uint32_t number) { --slots_[number].holders; }

  size_t size() const { return slots_.size(); }
  Partition& at(uint32_t number) { return *slots_[number].partition; }
  const std::string& name(uint32_t number) const { return slots_[number].name; }
  // Its file was removed, or will be.
  bool gone(uint32_t number) const { return slots_[number].gone; }

 private:
  struct Slot {
    std::string name;
    std::unique_ptr<Partition> partition;
    uint64_t last_use = 0;
    // Tasks that want it open.
    uint32_t holders = 0;
    bool gone = false;
    bool removed = false;
  };

  bool writable(const Slot& slot) const {
    return !slot.partition->sealed() && !slot.gone;
  }
  Task<Status> OpenFiles(std::string name, bool journal);
  void CloseFiles(const Slot& slot);
  // Closes old ones until `wanted` more files may be opened.
  void MakeRoom(uint32_t wanted);

  HostCalls& calls_;
  TextCodec& codec_;
  uint32_t shard_;
  uint32_t next_sequence_;
  uint32_t max_open_files_;
  uint64_t partition_bytes_;
  uint64_t uses_ = 0;
  std::vector<Slot> slots_;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_ENGINE_PARTITION_POOL_H_
