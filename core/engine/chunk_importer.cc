#include "core/engine/chunk_importer.h"

#include <algorithm>
#include <string>
#include <utility>

namespace taffrail {
namespace {

// How far back before a chunk a line with a header is looked for first, and
// when there is none, how far back anything can matter.
constexpr uint64_t kLookBehindBytes = 64 * 1024;
constexpr uint64_t kFarLookBehindBytes = kRecordReachBytes + kLookBehindBytes;
constexpr uint32_t kSliceBytes = 1 << 20;
// Read past the chunk's end, where its last record most likely ends.
constexpr uint32_t kTailBytes = 8 * 1024;
// Parsed and indexed between two looks at the clock: about 5 ms.
constexpr size_t kStepBytes = 64 * 1024;

}  // namespace

ChunkImporter::ChunkImporter(Scheduler& scheduler, HostCalls& calls,
                             TextCodec& codec, const FormatRegistry& formats,
                             const v1::ShardChunk& chunk)
    : scheduler_(scheduler),
      calls_(calls),
      chunk_(chunk),
      writer_(codec, formats, chunk_) {
  StartBefore(chunk.has_text() ? 0 : kLookBehindBytes);
}

void ChunkImporter::StartBefore(uint64_t bytes) {
  look_behind_ = std::min<uint64_t>(chunk_.start(), bytes);
  next_read_ = read_ = chunk_.start() - look_behind_;
  next_slice_ = nullptr;
  writer_.StartAt(read_, /*in_line=*/look_behind_ > 0 && read_ > 0);
}

void ChunkImporter::Prefetch() {
  if (!chunk_.has_text()) next_slice_ = StartNextRead();
}

HostCalls::Pending ChunkImporter::StartNextRead() {
  // When the tail was not enough, the last record is a long one.
  uint64_t wanted = next_read_ < chunk_.end()
                        ? chunk_.end() - next_read_ + kTailBytes
                        : kSliceBytes;
  wanted = std::min<uint64_t>(wanted, chunk_.file_size() - next_read_);
  uint32_t length = static_cast<uint32_t>(
      std::min<uint64_t>(wanted, kSliceBytes + kTailBytes));
  if (length == 0) return nullptr;
  HostCalls::Pending read = calls_.StartRead(chunk_.file(), next_read_, length);
  next_read_ += length;
  return read;
}

Task<StatusOr<ChunkCoverage>> ChunkImporter::Run(Partition& partition,
                                                 const bool& cancelled) {
  Status status = partition.BeginChunk();
  if (!status.ok()) co_return status;
  if (chunk_.has_text()) {
    status = chunk_.kept_size() > 0
                 ? co_await TakeKept(partition, cancelled)
                 : co_await Take(partition, chunk_.text(), cancelled);
    if (status.ok()) status = writer_.Finish(partition);
  } else {
    status = co_await ReadAll(partition, cancelled);
  }
  if (status.ok()) status = partition.CommitChunk(writer_.coverage());
  if (!status.ok()) {
    // The first failure is the one to tell; rolling back after it is what
    // reopening would do too.
    (void)partition.RollBackChunk().ok();
    co_return status;
  }
  co_return writer_.coverage();
}

Task<Status> ChunkImporter::ReadAll(Partition& partition,
                                    const bool& cancelled) {
  while (!writer_.done()) {
    if (next_slice_ == nullptr) next_slice_ = StartNextRead();
    if (next_slice_ == nullptr) break;  // The file's end.
    HostReply slice = co_await *next_slice_;
    next_slice_ = nullptr;
    if (!slice.status.ok()) co_return slice.status;
    read_ += slice.bytes.size();
    if (read_ != next_read_) {
      co_return Unavailable(
          "The file has become shorter since it was opened. Drop it again to "
          "read it as it is now; bytes left: " +
          std::to_string(read_));
    }
    // Past the chunk's end only what its last record needs is read.
    if (next_read_ < chunk_.end()) next_slice_ = StartNextRead();
    std::string_view bytes = slice.bytes;
    const uint64_t at = read_ - bytes.size();
    if (at < chunk_.start()) {
      const std::string_view before = bytes.substr(0, chunk_.start() - at);
      bytes.remove_prefix(before.size());
      Status status = co_await Take(partition, before, cancelled);
      if (!status.ok()) co_return status;
      if (read_ >= chunk_.start() && !writer_.sure() &&
          look_behind_ < std::min(chunk_.start(), kFarLookBehindBytes)) {
        // No line with a header this near: rare enough to read it all again.
        StartBefore(kFarLookBehindBytes);
        continue;
      }
    }
    Status status = co_await Take(partition, bytes, cancelled);
    if (!status.ok()) co_return status;
    // No record begins in what is left of a chunk that ends inside a line
    // of a record begun before it.
    if (read_ >= chunk_.end() && writer_.in_foreign_line()) break;
  }
  co_return writer_.Finish(partition);
}

Task<Status> ChunkImporter::Take(Partition& partition, std::string_view bytes,
                                 const bool& cancelled) {
  while (!bytes.empty() && !writer_.done()) {
    if (cancelled) co_return Cancelled();
    const std::string_view step = bytes.substr(0, kStepBytes);
    bytes.remove_prefix(step.size());
    Status status = writer_.Take(partition, step);
    if (!status.ok()) co_return status;
    co_await scheduler_.Checkpoint();
  }
  co_return Status();
}

Task<Status> ChunkImporter::TakeKept(Partition& partition,
                                     const bool& cancelled) {
  std::string_view bytes = chunk_.text();
  size_t step = 0;
  for (const v1::KeptRecord& kept : chunk_.kept()) {
    if (cancelled) co_return Cancelled();
    const std::string_view record = bytes.substr(0, kept.length());
    bytes.remove_prefix(record.size());
    Status status = writer_.TakeKept(partition, kept, record);
    if (!status.ok()) co_return status;
    if ((step += record.size()) < kStepBytes) continue;
    step = 0;
    co_await scheduler_.Checkpoint();
  }
  co_return Status();
}

}  // namespace taffrail
