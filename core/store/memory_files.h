#ifndef TAFFRAIL_CORE_STORE_MEMORY_FILES_H_
#define TAFFRAIL_CORE_STORE_MEMORY_FILES_H_

#include <map>
#include <string>
#include <vector>

#include "core/store/vfs.h"

namespace taffrail {

// Files in memory: the last resort where a browser keeps nothing, and the
// ground of the store's tests. Grows in place; every file counts as open from
// its first mention by Open().
class MemoryFiles : public FileBackend {
 public:
  // False: it failed.
  virtual bool Open(std::string_view name);
  virtual bool Remove(std::string_view name);
  std::map<std::string, std::string>& files() { return files_; }

  int Find(std::string_view name) override;
  int Read(int slot, void* to, int length, int64_t offset) override;
  int Write(int slot, const void* from, int length, int64_t offset) override;
  bool Truncate(int slot, int64_t size) override;
  bool Flush(int) override { return true; }
  int64_t Size(int slot) override;

 protected:
  const std::string& NameOf(int slot) const {
    return slots_[static_cast<size_t>(slot)];
  }

 private:
  std::map<std::string, std::string> files_;
  std::vector<std::string> slots_;  // slot -> name
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_STORE_MEMORY_FILES_H_
