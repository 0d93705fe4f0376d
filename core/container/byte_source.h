#ifndef TAFFRAIL_CORE_CONTAINER_BYTE_SOURCE_H_
#define TAFFRAIL_CORE_CONTAINER_BYTE_SOURCE_H_

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>

#include "core/base/status.h"

namespace taffrail {

// A file's bytes, at any place and at once: pread() natively, FileReaderSync in
// a worker. Whoever implements it decides what of it is cached: it is asked for
// 64 or 128 KiB at a time, mostly in order, by zip and 7z also here and there.
class ByteSource {
 public:
  virtual ~ByteSource() = default;

  // What it was when the source was opened; a file that shrank since then ends
  // earlier.
  virtual uint64_t size() const = 0;
  // Fills `buffer` from `offset` on and returns how much that was: less than
  // asked for anywhere, 0 only at the end.
  virtual StatusOr<size_t> Read(uint64_t offset, std::span<char> buffer) = 0;
};

// Bytes in memory, which must outlive it.
class MemorySource final : public ByteSource {
 public:
  explicit MemorySource(std::string_view bytes) : bytes_(bytes) {}

  uint64_t size() const override { return bytes_.size(); }
  StatusOr<size_t> Read(uint64_t offset, std::span<char> buffer) override {
    if (offset >= bytes_.size()) return size_t{0};
    const size_t length =
        std::min(buffer.size(), static_cast<size_t>(bytes_.size() - offset));
    std::memcpy(buffer.data(), bytes_.data() + offset, length);
    return length;
  }

 private:
  std::string_view bytes_;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_CONTAINER_BYTE_SOURCE_H_
