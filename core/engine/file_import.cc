#include "core/engine/file_import.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "core/engine/import_target.h"
#include "core/engine/source_sample.h"
#include "core/engine/stream_import.h"

namespace taffrail {
namespace {

// A new file's first chunks grow, and each is imported alone: the rows of the
// first are on the screen before the shards take all there is of the machine.
constexpr uint64_t kFirstChunkBytes[] = {64 << 10, 1 << 20};
constexpr uint64_t kMinChunkBytes = 1 << 20;
// What a killed worker can lose, and how long a commit may take.
constexpr uint64_t kMaxChunkBytes = 8 << 20;
// Looked at besides a file's beginning, to find out how to read it.
constexpr uint32_t kSampleParts = 3;
constexpr uint32_t kSamplePartBytes = 32 * 1024;

}  // namespace

FileImport::FileImport(const Engine& engine, const v1::ImportRequest& request,
                       std::string anew, std::function<void()> changed)
    : engine_(engine),
      request_(request),
      anew_(std::move(anew)),
      changed_(std::move(changed)),
      started_ms_(engine.scheduler.NowMs()),
      sender_(engine.scheduler, engine.links, engine.sources,
              [this] { changed_(); }) {}

FileImport::~FileImport() = default;

void FileImport::Cancel() { sender_.Cancel(); }

void FileImport::Progress(v1::ImportProgress* progress) const {
  progress->set_size(request_.size());
  progress->set_elapsed_ms(engine_.scheduler.NowMs() - started_ms_);
  progress->set_already_known(already_known_);
  if (stream_ != nullptr) return stream_->Progress(progress);
  auto entry = engine_.sources.entries().find(source_id_);
  if (entry == engine_.sources.entries().end()) return;
  const v1::Source source = engine_.sources.Describe(entry->second);
  progress->set_source_id(source_id_);
  progress->set_bytes_done(source.bytes_done());
  progress->set_records(already_known_ ? 0 : source.records());
  progress->set_sources(1);
}

Task<Status> FileImport::Run() {
  HostReply head = co_await engine_.calls.Read(request_.file(), 0, kProbeBytes);
  if (!head.status.ok()) co_return head.status;
  const std::string quoted = "“" + request_.name() + "”";
  if (head.bytes.empty()) {
    co_return InvalidArgument(quoted + " is empty: 0 bytes");
  }
  const Probe probe = ProbeHead(
      head.bytes, ChosenEncoding(engine_.sources, Wanted(), !anew_.empty()));
  if (probe.kind == ContainerKind::kRefused) {
    co_return InvalidArgument(quoted + " " + probe.reason);
  }
  if (probe.is_plain()) co_return co_await RunPlain(std::move(head.bytes));
  co_return co_await RunStream(probe);
}

SourceEntry FileImport::Wanted() const {
  return {.name = request_.name(),
          .size = request_.size(),
          .modified_ms = request_.modified_ms(),
          .file_name = request_.name(),
          .file_size = request_.size(),
          .settings = request_.settings().SerializeAsString()};
}

Task<Status> FileImport::RunPlain(std::string head) {
  StatusOr<ImportTarget> target =
      OpenTarget(engine_.sources, Wanted(), !anew_.empty());
  if (!target.ok()) co_return target.status();
  source_id_ = target->entry.id;
  already_known_ = target->complete;
  if (already_known_) co_return Status();
  if (target->replaces != 0) {
    co_await TellShards(engine_.links, engine_.sources);
  }
  changed_();
  Status status;
  if (target->entry.reading.empty()) {
    StatusOr<SourceSample> sample = co_await Sample(std::move(head));
    status = sample.status();
    if (status.ok()) {
      v1::SourceSettings settings;
      // Serialised by this same program.
      (void)settings.ParseFromString(target->entry.settings);
      const SampleVerdict verdict = JudgeSample(
          engine_.formats, *sample, settings, request_.modified_ms());
      target->entry.reading = verdict.reading.SerializeAsString();
      status =
          engine_.sources.SetReading(source_id_, target->entry.reading,
                                     verdict.explanation.SerializeAsString());
    }
  }
  if (status.ok()) status = co_await SendRanges(target->entry);
  Status stored = co_await sender_.Drain();
  co_return co_await SettleTarget(engine_.links, engine_.sources, *target,
                                  status.ok() ? stored : status);
}

Task<StatusOr<SourceSample>> FileImport::Sample(std::string head) {
  SourceSample sample = {std::move(head)};
  const uint64_t size = request_.size();
  for (uint32_t part = 1; part <= kSampleParts; ++part) {
    const uint64_t at = size / (kSampleParts + 1) * part;
    if (at < kProbeBytes) continue;
    HostReply reply =
        co_await engine_.calls.Read(request_.file(), at, kSamplePartBytes);
    if (!reply.status.ok()) co_return reply.status;
    sample.push_back(std::move(reply.bytes));
  }
  co_return sample;
}

Task<Status> FileImport::SendRanges(const SourceEntry& source) {
  uint64_t chunk_bytes = request_.chunk_bytes();
  if (chunk_bytes == 0) {
    chunk_bytes = std::clamp(source.size / (engine_.links.size() * 4),
                             kMinChunkBytes, kMaxChunkBytes);
  }
  for (const ByteRange& missing : engine_.sources.Missing(source.id)) {
    size_t sent = 0;
    for (uint64_t at = missing.start; at < missing.end; ++sent) {
      uint64_t bytes = chunk_bytes;
      const bool alone =
          missing.start == 0 && sent < std::size(kFirstChunkBytes);
      if (alone) bytes = std::min(bytes, kFirstChunkBytes[sent]);
      v1::ShardChunk chunk;
      chunk.set_source_id(source.id);
      chunk.set_file(request_.file());
      chunk.set_start(at);
      at += std::min(bytes, missing.end - at);
      chunk.set_end(at);
      chunk.set_file_size(source.size);
      // Serialised by this same program.
      (void)chunk.mutable_reading()->ParseFromString(source.reading);
      Status status = co_await sender_.Send(std::move(chunk));
      if (status.ok() && alone) status = co_await sender_.Drain();
      if (!status.ok()) co_return status;
    }
  }
  co_return Status();
}

Task<Status> FileImport::RunStream(const Probe& probe) {
  stream_ = std::make_unique<StreamImport>(engine_, request_, probe, anew_,
                                           sender_, changed_);
  Status status = co_await stream_->Run();
  already_known_ = stream_->already_known();
  co_return status;
}

}  // namespace taffrail
