#ifndef TAFFRAIL_CORE_ENGINE_HOST_SOURCE_H_
#define TAFFRAIL_CORE_ENGINE_HOST_SOURCE_H_

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "core/base/status.h"
#include "core/container/byte_source.h"
#include "core/engine/host.h"

namespace taffrail {

// A file to import as the decoders read it, through a buffer, since each call
// to the host costs a hundred times what the bytes cost. Owned by one import.
class HostSource final : public ByteSource {
 public:
  HostSource(Host& host, uint32_t file, uint64_t size)
      : host_(host), file_(file), size_(size) {}

  uint64_t size() const override { return size_; }

  StatusOr<size_t> Read(uint64_t offset, std::span<char> buffer) override {
    if (offset >= size_ || buffer.empty()) return size_t{0};
    if (offset < start_ || offset >= start_ + held_.size()) {
      held_.resize(
          static_cast<size_t>(std::min<uint64_t>(kBytes, size_ - offset)));
      StatusOr<size_t> read = host_.ReadFileNow(file_, offset, held_);
      held_.resize(read.ok() ? *read : 0);
      start_ = offset;
      if (!read.ok()) return read;
    }
    const std::string_view found = std::string_view(held_).substr(
        static_cast<size_t>(offset - start_), buffer.size());
    std::copy(found.begin(), found.end(), buffer.begin());
    return found.size();
  }

 private:
  static constexpr uint64_t kBytes = 256 * 1024;

  Host& host_;
  const uint32_t file_;
  const uint64_t size_;
  uint64_t start_ = 0;
  std::string held_;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_ENGINE_HOST_SOURCE_H_
