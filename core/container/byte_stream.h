#ifndef TAFFRAIL_CORE_CONTAINER_BYTE_STREAM_H_
#define TAFFRAIL_CORE_CONTAINER_BYTE_STREAM_H_

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "core/base/status.h"
#include "core/container/byte_source.h"
#include "core/container/limits.h"

namespace taffrail {

// Bytes in their order: what a file, a decoder or an archive's member gives.
// Streams stack, each owning the one it reads. One thread.
class ByteStream {
 public:
  virtual ~ByteStream() = default;

  // The next bytes, at most as many as fit; 0 at the end. An error comes only
  // after everything before it was given, and stays.
  virtual StatusOr<size_t> Read(std::span<char> buffer) = 0;
};

// A file that is told apart from what was made of it: counts the bytes that are
// read.
class CountingSource final : public ByteSource {
 public:
  explicit CountingSource(ByteSource& source) : source_(source) {}

  uint64_t size() const override { return source_.size(); }
  StatusOr<size_t> Read(uint64_t offset, std::span<char> buffer) override {
    StatusOr<size_t> length = source_.Read(offset, buffer);
    if (!length.ok()) return length;
    bytes_read_ += *length;
    position_ = offset + *length;
    return length;
  }

  uint64_t bytes_read() const { return bytes_read_; }
  // Where the last read ended.
  uint64_t position() const { return position_; }

 private:
  ByteSource& source_;
  uint64_t bytes_read_ = 0;
  uint64_t position_ = 0;
};

// A file from its beginning to its end. `source` must outlive it.
class SourceStream final : public ByteStream {
 public:
  explicit SourceStream(ByteSource& source) : source_(source) {}

  StatusOr<size_t> Read(std::span<char> buffer) override {
    StatusOr<size_t> length = source_.Read(at_, buffer);
    if (length.ok()) at_ += *length;
    return length;
  }

 private:
  ByteSource& source_;
  uint64_t at_ = 0;
};

// A stream whose beginning can be looked at before it is read.
class PeekStream final : public ByteStream {
 public:
  explicit PeekStream(std::unique_ptr<ByteStream> stream)
      : stream_(std::move(stream)) {}

  // Up to `length` of the bytes that come next, fewer only before the end or an
  // error. Valid until the next call.
  std::string_view Peek(size_t length);
  // What kept Peek() from giving more, if that was an error.
  const Status& peek_status() const { return status_; }

  StatusOr<size_t> Read(std::span<char> buffer) override;

 private:
  const std::unique_ptr<ByteStream> stream_;
  std::string head_;
  size_t at_ = 0;
  Status status_;
};

// What all decoders of one file may give together (ContainerLimits).
class Budget {
 public:
  // `source` is the file.
  Budget(const ContainerLimits& limits, const CountingSource& source)
      : limits_(limits), source_(source) {}

  // Counts `bytes` more. Not ok once there are too many; the message is the
  // rest of a sentence that begins with a name.
  Status Spend(uint64_t bytes);
  // The text that is being read has had no line feed for `bytes`.
  Status CheckUnbroken(uint64_t bytes);
  bool is_exceeded() const { return is_exceeded_; }

 private:
  Status Outgrown(uint64_t ratio);

  const ContainerLimits limits_;
  const CountingSource& source_;
  uint64_t total_ = 0;
  bool is_exceeded_ = false;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_CONTAINER_BYTE_STREAM_H_
