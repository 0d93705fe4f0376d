#include "core/engine/chunk_importer.h"

#include <algorithm>
#include <string>
#include <utility>

namespace taffrail {
namespace {

// How far back before a chunk the last time is looked for.
constexpr uint64_t kLookBehindBytes = 64 * 1024;
constexpr uint32_t kSliceBytes = 1 << 20;
// Read past the chunk's end, where its last record most likely ends.
constexpr uint32_t kTailBytes = 8 * 1024;
// Parsed and indexed between two looks at the clock: about 5 ms.
constexpr size_t kStepBytes = 64 * 1024;

uint64_t FirstRead(const v1::ShardChunk& chunk) {
  return chunk.start() - std::min<uint64_t>(chunk.start(), kLookBehindBytes);
}

}  // namespace

ChunkImporter::ChunkImporter(Scheduler& scheduler, HostCalls& calls,
                             TextCodec& codec, const v1::ShardChunk& chunk)
    : scheduler_(scheduler),
      calls_(calls),
      codec_(codec),
      chunk_(chunk),
      next_read_(FirstRead(chunk)),
      read_(next_read_),
      parser_(TimeContext{.reference_ns = chunk.fallback_time_ns()}),
      offset_(next_read_),
      skipping_(next_read_ > 0) {
  coverage_.source_id = chunk.source_id();
  coverage_.start = chunk.start();
  coverage_.end = chunk.end();
}

void ChunkImporter::Prefetch() { next_slice_ = StartNextRead(); }

HostCalls::Pending ChunkImporter::StartNextRead() {
  // When the tail was not enough, the last line is a long one.
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
  status = co_await ReadAll(partition, cancelled);
  if (status.ok()) status = FlushBlock(partition);
  if (status.ok()) status = partition.CommitChunk(coverage_);
  if (!status.ok()) {
    // The first failure is the one to tell; rolling back after it is what
    // reopening would do too.
    (void)partition.RollBackChunk().ok();
    co_return status;
  }
  co_return coverage_;
}

Task<Status> ChunkImporter::ReadAll(Partition& partition,
                                    const bool& cancelled) {
  auto take = [this, &partition](const RawRecord& raw) {
    TakeRecord(partition, raw);
  };
  while (!done_) {
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
    while (!bytes.empty() && !done_) {
      if (cancelled) co_return Cancelled();
      std::string_view step = bytes.substr(0, kStepBytes);
      splitter_.Feed(step, take);
      bytes.remove_prefix(step.size());
      if (!status_.ok()) co_return status_;
      co_await scheduler_.Checkpoint();
    }
    // No record begins in what is left of a chunk that ends inside a line
    // begun before it.
    if (skipping_ && read_ >= chunk_.end()) co_return Status();
  }
  if (!done_) splitter_.Finish(take);
  co_return status_;
}

void ChunkImporter::TakeRecord(Partition& partition, const RawRecord& raw) {
  uint64_t offset = offset_;
  offset_ += raw.bytes.size();
  if (done_) return;
  if (skipping_) {
    // Ends with the line that was under way.
    if (!raw.cut) skipping_ = false;
    return;
  }
  if (offset >= chunk_.end() && !raw.continued) {
    done_ = true;
    return;
  }
  if (offset < chunk_.start()) {
    std::optional<int64_t> time =
        parser_.Parse(WithoutTerminator(raw.bytes)).time_ns;
    if (time) last_time_ns_ = time;
    // The pieces of a line belong to the chunk in which it begins.
    skipping_ = raw.cut;
    return;
  }
  status_ = Store(partition, raw);
  if (!status_.ok()) done_ = true;
}

Status ChunkImporter::Store(Partition& partition, const RawRecord& raw) {
  if (block_.Full(raw.bytes.size())) {
    TAFFRAIL_RETURN_IF_ERROR(FlushBlock(partition));
  }
  if (block_.empty()) {
    block_.Begin(chunk_.source_id(), offset_ - raw.bytes.size(), chunk_.start(),
                 coverage_.records);
  }
  BlockBuilder::Record record{};
  record.raw = raw.bytes;
  if (raw.continued) {
    // A piece of the line before: the same time, severity and service.
    record.severity = last_severity_;
    record.time_inferred = true;
  } else {
    ParsedRecord parsed = parser_.Parse(WithoutTerminator(raw.bytes));
    record.severity = last_severity_ = parsed.severity;
    record.time_inferred = !parsed.time_ns.has_value();
    if (parsed.time_ns) last_time_ns_ = parsed.time_ns;
    if (!last_service_id_ || parsed.service != last_service_) {
      StatusOr<uint32_t> id = partition.ServiceId(parsed.service);
      if (!id.ok()) return id.status();
      last_service_ = parsed.service;
      last_service_id_ = *id;
    }
  }
  record.time_ns = last_time_ns_.value_or(chunk_.fallback_time_ns());
  record.service = *last_service_id_;
  block_.Add(record);

  bool first = coverage_.records++ == 0;
  coverage_.t0_ns =
      first ? record.time_ns : std::min(coverage_.t0_ns, record.time_ns);
  coverage_.t1_ns =
      first ? record.time_ns : std::max(coverage_.t1_ns, record.time_ns);
  if (raw.cut && !raw.continued) ++coverage_.split_lines;
  return {};
}

Status ChunkImporter::FlushBlock(Partition& partition) {
  if (block_.empty()) return {};
  Status status = partition.AddBlock(block_, codec_);
  block_.Begin(0, 0, 0, 0);
  return status;
}

}  // namespace taffrail
