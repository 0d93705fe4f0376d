#include "core/store/memory_files.h"

#include <algorithm>
#include <cstring>

namespace taffrail {

bool MemoryFiles::Open(std::string_view name) {
  files_.try_emplace(std::string(name));
  if (Find(name) < 0) slots_.emplace_back(name);
  return true;
}

bool MemoryFiles::Remove(std::string_view name) {
  files_.erase(std::string(name));
  return true;
}

int MemoryFiles::Find(std::string_view name) {
  auto at = std::find(slots_.begin(), slots_.end(), name);
  bool open = at != slots_.end() && files_.count(*at) > 0;
  return open ? static_cast<int>(at - slots_.begin()) : -1;
}

int MemoryFiles::Read(int slot, void* to, int length, int64_t offset) {
  const std::string& bytes = files_[slots_[slot]];
  int64_t size = static_cast<int64_t>(bytes.size());
  int read = static_cast<int>(
      std::clamp<int64_t>(size - offset, 0, static_cast<int64_t>(length)));
  if (read > 0) memcpy(to, bytes.data() + offset, read);
  return read;
}

int MemoryFiles::Write(int slot, const void* from, int length, int64_t offset) {
  std::string& bytes = files_[slots_[slot]];
  size_t end = static_cast<size_t>(offset) + length;
  if (bytes.size() < end) bytes.resize(end);
  memcpy(bytes.data() + offset, from, length);
  return length;
}

bool MemoryFiles::Truncate(int slot, int64_t size) {
  files_[slots_[slot]].resize(size);
  return true;
}

int64_t MemoryFiles::Size(int slot) {
  return static_cast<int64_t>(files_[slots_[slot]].size());
}

}  // namespace taffrail
