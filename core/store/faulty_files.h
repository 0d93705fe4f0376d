#ifndef TAFFRAIL_CORE_STORE_FAULTY_FILES_H_
#define TAFFRAIL_CORE_STORE_FAULTY_FILES_H_

#include <cstdint>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "core/store/memory_files.h"

namespace taffrail {

// A disk that fails, fills up or loses power at a given operation, for tests.
// It keeps apart what was flushed and what was only written (after LevelDB's
// FaultInjectionTestEnv).
class FaultyFiles : public MemoryFiles {
 public:
  enum class Fault {
    kError,      // An operation of any kind fails.
    kFull,       // One that writes fails for want of space.
    kPowerLoss,  // From one that changes something on, none does.
  };
  // Of what was not flushed when the power went.
  enum class Unflushed { kLost, kKept, kTorn };

  static constexpr uint64_t kAlways = UINT64_MAX / 2;
  // The `at`th operation from now on, counted from 1, has the fault, and so
  // have those after it: `times` in all. Lost power stays away in any case.
  void Plan(Fault fault, uint64_t at, uint64_t times);
  // From now on nothing fails.
  void Heal() { plan_.reset(); }
  bool happened() const { return plan_ && operations_ >= plan_->at; }
  // As often as it was planned.
  bool over() const {
    return plan_ && operations_ >= plan_->at + plan_->times - 1;
  }
  // After a loss of power: as the disk is found. Torn: of each 4 KiB that were
  // not flushed it is random whether they were written; but where a file was
  // cut short and that is lost, all that came after it in that file is, too,
  // as file systems have it. That a file was removed is as what was not
  // flushed.
  void PowerOn(Unflushed unflushed, uint32_t seed);

  // The file is this from now on, as if it had always been.
  void Damage(const std::string& name, std::string bytes);

  bool Open(std::string_view name) override;
  bool Remove(std::string_view name) override;
  int Read(int slot, void* to, int length, int64_t offset) override;
  int Write(int slot, const void* from, int length, int64_t offset) override;
  bool Truncate(int slot, int64_t size) override;
  bool Flush(int slot) override;

 private:
  struct Planned {
    Fault fault;
    uint64_t at;
    uint64_t times;
  };
  struct Change {
    int64_t offset;  // Of a truncation the new size.
    std::string bytes;
    bool truncates;
  };
  struct Disk {
    std::string flushed;
    std::vector<Change> since;
  };

  enum class Kind { kRead, kWrite, kOtherChange };

  // Counts an operation; whether it fails.
  bool Fails(Kind kind);
  Disk& DiskOf(int slot) { return disks_[NameOf(slot)]; }

  std::optional<Planned> plan_;
  uint64_t operations_ = 0;
  std::map<std::string, Disk, std::less<>> disks_;
  // Since the power was last on.
  std::map<std::string, Disk> removed_;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_STORE_FAULTY_FILES_H_
