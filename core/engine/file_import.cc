#include "core/engine/file_import.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "core/engine/case_import.h"
#include "core/engine/day_scan.h"
#include "core/engine/import_target.h"
#include "core/engine/source_reading.h"
#include "core/engine/source_sample.h"
#include "core/engine/stream_import.h"
#include "core/parse/otlp_envelopes.h"

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
// Read at once by the import itself, and parsed between two looks at the clock.
constexpr uint64_t kReadBytes = 256 * 1024;
constexpr size_t kStepBytes = 64 * 1024;
// Where records begin is known so far behind a place where reading began.
// Shards read so far before a chunk or further; envelopes before that they are
// told of.
constexpr uint64_t kEnvelopesBytes = 32 * 1024;
constexpr uint64_t kSureBytes = kRecordReachBytes + kStepBytes;

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

void FileImport::SetPaused(bool paused) {
  sender_.SetPaused(paused);
  changed_();
}

void FileImport::Progress(v1::ImportProgress* progress) const {
  progress->set_size(request_.size());
  progress->set_elapsed_ms(engine_.scheduler.NowMs() - started_ms_);
  progress->set_already_known(already_known_);
  progress->set_paused(sender_.paused());
  if (stream_ != nullptr) return stream_->Progress(progress);
  if (case_ != nullptr) return case_->Progress(progress);
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
  if (IsCaseFile(head.bytes)) co_return co_await RunCase();
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
  if (target->tell_shards) {
    co_await TellShards(engine_.links, engine_.sources);
  }
  if (already_known_) co_return Status();
  changed_();
  Status status;
  if (target->entry.reading.empty()) {
    StatusOr<SourceSample> sample = co_await Sample(std::move(head));
    status = sample.status();
    if (status.ok()) {
      v1::SourceSettings settings;
      // Serialised by this same program.
      (void)settings.ParseFromString(target->entry.settings);
      SampleVerdict verdict = JudgeSample(engine_.formats, *sample, settings,
                                          request_.modified_ms());
      if (verdict.times_of_day) status = co_await FindDays(&verdict.reading);
      if (status.ok()) {
        target->entry.reading = verdict.reading.SerializeAsString();
        status =
            engine_.sources.SetReading(source_id_, target->entry.reading,
                                       verdict.explanation.SerializeAsString());
      }
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

Task<Status> FileImport::ReadFor(uint64_t at, uint64_t end,
                                 std::function<void(std::string_view)> take) {
  while (at < end) {
    const uint32_t wanted =
        static_cast<uint32_t>(std::min<uint64_t>(kReadBytes, end - at));
    HostReply reply = co_await engine_.calls.Read(request_.file(), at, wanted);
    if (!reply.status.ok()) co_return reply.status;
    if (reply.bytes.empty()) break;  // A shard will tell.
    at += reply.bytes.size();
    std::string_view bytes = reply.bytes;
    while (!bytes.empty()) {
      if (!sender_.status().ok()) co_return sender_.status();
      take(bytes.substr(0, kStepBytes));
      bytes.remove_prefix(std::min(kStepBytes, bytes.size()));
      co_await engine_.scheduler.Checkpoint();
    }
  }
  co_return Status();
}

Task<Status> FileImport::FindDays(v1::SourceReading* reading) {
  DayScan scan(engine_.formats, *reading);
  Status status = co_await ReadFor(
      0, request_.size(), [&](std::string_view bytes) { scan.Take(bytes); });
  if (status.ok()) scan.Finish(reading);
  co_return status;
}

Task<Status> FileImport::FindLastTime(LastTime& finder, uint64_t known,
                                      std::optional<int64_t> before,
                                      uint64_t start,
                                      std::optional<int64_t>* time_ns) {
  const auto take = [&](std::string_view bytes) { finder.Take(bytes); };
  // Where there was no time near the last chunk, the search goes on from there.
  const uint64_t most = std::end(kLastTimeReaches)[-1];
  const bool goes_on =
      known > 0 && finder.end() == known && known - finder.found_at() > most;
  for (const uint64_t reach : kLastTimeReaches) {
    if (goes_on || start - known <= reach) break;
    finder.StartInside(start - reach);
    Status status = co_await ReadFor(start - reach, start, take);
    if (!status.ok()) co_return status;
    finder.Finish(/*complete=*/false);
    *time_ns = finder.time_ns();
    if (finder.sure()) co_return Status();
  }
  uint64_t from = known;
  if (!goes_on) {
    from = known - std::min(known, kSureBytes);
    finder.StartBefore(from, known, before);
  }
  Status status = co_await ReadFor(from, start, take);
  if (!status.ok()) co_return status;
  // A line that goes on behind `start` is read by the chunk's shard, too.
  *time_ns = finder.time_ns();
  co_return Status();
}

Task<Status> FileImport::SendRanges(const SourceEntry& source) {
  uint64_t chunk_bytes = request_.chunk_bytes();
  if (chunk_bytes == 0) {
    chunk_bytes = std::clamp(source.size / (engine_.links.size() * 4),
                             kMinChunkBytes, kMaxChunkBytes);
  }
  v1::SourceReading reading;
  // Serialised by this same program.
  (void)reading.ParseFromString(source.reading);
  LastTime finder(engine_.formats, reading);
  uint64_t known = 0;
  std::optional<int64_t> time_before;
  const bool otlp = RulesOf(reading).elements.otlp;
  OtlpEnvelopes envelopes;
  uint64_t envelopes_end = 0;
  for (const ByteRange& missing : engine_.sources.Missing(source.id)) {
    size_t sent = 0;
    for (uint64_t at = missing.start; at < missing.end; ++sent) {
      uint64_t bytes = chunk_bytes;
      const bool alone =
          missing.start == 0 && sent < std::size(kFirstChunkBytes);
      if (alone) bytes = std::min(bytes, kFirstChunkBytes[sent]);
      Status status =
          co_await FindLastTime(finder, known, time_before, at, &time_before);
      if (!status.ok()) co_return status;
      known = at;
      v1::ShardChunk chunk;
      if (otlp) {
        const uint64_t end = at - std::min(at, kEnvelopesBytes);
        status = co_await ReadFor(
            envelopes_end, end,
            [&](std::string_view bytes) { envelopes.Take(bytes); });
        if (!status.ok()) co_return status;
        envelopes_end = std::max(envelopes_end, end);
        chunk.set_envelopes(envelopes.Resume());
        chunk.set_envelopes_end(envelopes_end);
      }
      chunk.set_source_id(source.id);
      chunk.set_file(request_.file());
      chunk.set_start(at);
      at += std::min(bytes, missing.end - at);
      chunk.set_end(at);
      chunk.set_file_size(source.size);
      if (time_before) chunk.set_time_before_ns(*time_before);
      *chunk.mutable_reading() = reading;
      status = co_await sender_.Send(std::move(chunk));
      if (status.ok() && alone) status = co_await sender_.Drain();
      if (!status.ok()) co_return status;
    }
  }
  co_return Status();
}

Task<Status> FileImport::RunCase() {
  case_ = std::make_unique<CaseImport>(engine_, request_, sender_, changed_);
  Status status = co_await case_->Run();
  already_known_ = case_->already_known();
  co_return status;
}

Task<Status> FileImport::RunStream(const Probe& probe) {
  stream_ = std::make_unique<StreamImport>(engine_, request_, probe, anew_,
                                           sender_, changed_);
  Status status = co_await stream_->Run();
  already_known_ = stream_->already_known();
  co_return status;
}

}  // namespace taffrail
