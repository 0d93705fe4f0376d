#include "core/store/faulty_files.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace taffrail {
namespace {

constexpr size_t kSectorBytes = 4096;

void Apply(const std::string& bytes, size_t offset, std::string* file) {
  file->resize(std::max(file->size(), offset + bytes.size()));
  memcpy(file->data() + offset, bytes.data(), bytes.size());
}

}  // namespace

void FaultyFiles::Plan(Fault fault, uint64_t at, uint64_t times) {
  plan_ = {fault, at, fault == Fault::kPowerLoss ? kAlways : times};
  operations_ = 0;
}

bool FaultyFiles::Fails(Kind kind) {
  if (!plan_) return false;
  if (kind != Kind::kWrite && plan_->fault == Fault::kFull) return false;
  if (kind == Kind::kRead && plan_->fault == Fault::kPowerLoss) return false;
  ++operations_;
  return operations_ >= plan_->at && operations_ - plan_->at < plan_->times;
}

void FaultyFiles::PowerOn(Unflushed unflushed, uint32_t seed) {
  plan_.reset();
  std::mt19937 random(seed);
  const auto kept = [&] {
    return unflushed == Unflushed::kKept ||
           (unflushed == Unflushed::kTorn && random() % 2 == 0);
  };
  for (auto& [name, disk] : std::exchange(removed_, {})) {
    if (!kept()) disks_.try_emplace(name, std::move(disk));
  }
  for (auto& [name, disk] : disks_) {
    for (const Change& change : disk.since) {
      const auto offset = static_cast<size_t>(change.offset);
      if (change.truncates) {
        if (!kept()) break;
        disk.flushed.resize(offset);
        continue;
      }
      for (size_t at = 0; at < change.bytes.size();) {
        const size_t size = kSectorBytes - (offset + at) % kSectorBytes;
        const std::string sector = change.bytes.substr(at, size);
        if (kept()) Apply(sector, offset + at, &disk.flushed);
        at += sector.size();
      }
    }
    disk.since.clear();
    files()[name] = disk.flushed;
  }
}

void FaultyFiles::Damage(const std::string& name, std::string bytes) {
  disks_[name] = {bytes, {}};
  files()[name] = std::move(bytes);
}

bool FaultyFiles::Open(std::string_view name) {
  if (disks_.find(name) == disks_.end()) {
    if (Fails(Kind::kOtherChange)) return false;
    disks_.try_emplace(std::string(name));
    removed_.erase(std::string(name));
  }
  return MemoryFiles::Open(name);
}

bool FaultyFiles::Remove(std::string_view name) {
  if (Fails(Kind::kOtherChange)) return false;
  if (const auto disk = disks_.find(name); disk != disks_.end()) {
    removed_.insert_or_assign(disk->first, std::move(disk->second));
    disks_.erase(disk);
  }
  return MemoryFiles::Remove(name);
}

int FaultyFiles::Read(int slot, void* to, int length, int64_t offset) {
  if (Fails(Kind::kRead)) return kFailed;
  return MemoryFiles::Read(slot, to, length, offset);
}

int FaultyFiles::Write(int slot, const void* from, int length, int64_t offset) {
  if (Fails(Kind::kWrite)) {
    return plan_->fault == Fault::kFull ? kQuotaExceeded : kFailed;
  }
  DiskOf(slot).since.push_back(
      {offset,
       {static_cast<const char*>(from), static_cast<size_t>(length)},
       false});
  return MemoryFiles::Write(slot, from, length, offset);
}

bool FaultyFiles::Truncate(int slot, int64_t size) {
  if (Fails(Kind::kOtherChange)) return false;
  DiskOf(slot).since.push_back({size, {}, true});
  return MemoryFiles::Truncate(slot, size);
}

bool FaultyFiles::Flush(int slot) {
  if (Fails(Kind::kOtherChange)) return false;
  Disk& disk = DiskOf(slot);
  disk.flushed = files()[NameOf(slot)];
  disk.since.clear();
  return true;
}

}  // namespace taffrail
