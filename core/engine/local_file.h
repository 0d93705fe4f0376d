#ifndef TAFFRAIL_CORE_ENGINE_LOCAL_FILE_H_
#define TAFFRAIL_CORE_ENGINE_LOCAL_FILE_H_

#include <cstdint>
#include <span>
#include <string>

#include "core/base/status.h"

namespace taffrail {

// A file of this machine that must stay what it was while it is read: its parts
// are read at different times and by different readers. One that only grows
// does; one that was written over, or began anew, is an error from then on. Not
// kept open between reads, since thousands may be known. Single-threaded.
class LocalFile {
 public:
  // What the file is at this moment is what it must stay.
  explicit LocalFile(std::string path);

  // Fills `buffer` from `offset` on, less only at the end.
  StatusOr<size_t> Read(uint64_t offset, std::span<char> buffer);

 private:
  struct Stamp {
    uint64_t size = 0;
    int64_t modified_ns = 0;
    bool operator==(const Stamp&) const = default;
  };
  static bool Measure(int file, Stamp* stamp);
  // Of its first bytes, which growing does not change.
  uint32_t HeadSum(int file) const;
  Status CheckUnchanged(int file);

  std::string path_;
  // As it was, and as it was when it was last found to have only grown.
  Stamp first_;
  Stamp last_;
  uint32_t head_sum_ = 0;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_ENGINE_LOCAL_FILE_H_
