#include "core/container/byte_stream.h"

#include <algorithm>
#include <cstring>

#include "core/base/numbers.h"

namespace taffrail {

std::string_view PeekStream::Peek(size_t length) {
  head_.erase(0, at_);
  at_ = 0;
  size_t filled = head_.size();
  if (filled < length) head_.resize(length);
  while (filled < length && status_.ok()) {
    StatusOr<size_t> read =
        stream_->Read(std::span(head_.data() + filled, length - filled));
    if (!read.ok()) {
      status_ = read.status();
    } else if (*read == 0) {
      break;
    } else {
      filled += *read;
    }
  }
  head_.resize(filled);
  return std::string_view(head_).substr(0, length);
}

StatusOr<size_t> PeekStream::Read(std::span<char> buffer) {
  if (at_ < head_.size()) {
    const size_t length = std::min(buffer.size(), head_.size() - at_);
    std::memcpy(buffer.data(), head_.data() + at_, length);
    at_ += length;
    if (at_ == head_.size()) {
      head_ = {};
      at_ = 0;
    }
    return length;
  }
  if (!status_.ok()) return status_;
  return stream_->Read(buffer);
}

Status Budget::Spend(uint64_t bytes) {
  total_ += bytes;
  if (total_ > limits_.total_bytes) {
    is_exceeded_ = true;
    return ResourceExhausted(
        "holds more than " +
        HumanBytes(static_cast<double>(limits_.total_bytes)) +
        "; the rest is not read. Unpack it first, then drop what you need");
  }
  if (total_ > limits_.ratio_free_bytes &&
      total_ / limits_.ratio > source_.bytes_read()) {
    return Outgrown(limits_.ratio);
  }
  return {};
}

Status Budget::CheckUnbroken(uint64_t bytes) {
  if (bytes > limits_.unbroken_bytes &&
      total_ / limits_.unbroken_ratio > source_.bytes_read()) {
    return Outgrown(limits_.unbroken_ratio);
  }
  return {};
}

Status Budget::Outgrown(uint64_t ratio) {
  is_exceeded_ = true;
  return ResourceExhausted(
      "grows to more than " + WithThousands(ratio) +
      " times its size, as files made to fill disks do; the rest is not "
      "read. If you trust it, unpack it first, then drop what you need");
}

}  // namespace taffrail
