#include "core/engine/stream_import.h"

#include <algorithm>
#include <utility>

#include "core/base/numbers.h"
#include "core/container/desktop_litter.h"
#include "core/engine/day_scan.h"
#include "core/engine/last_time.h"
#include "core/engine/source_reading.h"
#include "core/engine/source_sample.h"
#include "core/parse/otlp_envelopes.h"

namespace taffrail {
namespace {

// Decoded between two looks at the clock.
constexpr size_t kStepBytes = 64 * 1024;
constexpr size_t kSampleBytes = 256 * 1024;
// The first chunks grow, so that the first rows show at once. Memory holds one
// chunk and two for each shard.
constexpr uint64_t kFirstChunkBytes[] = {64 << 10, 1 << 20};
constexpr uint64_t kChunkBytes = 2 << 20;
constexpr double kTellEveryMs = 100;
constexpr size_t kMaxSkippedNamed = 100;
// The container goes on after so many errors, or it never will.
constexpr int kMaxErrors = 1000;

}  // namespace

// What the last time is where the next chunk of a text begins, and what OTLP's
// envelopes say there. Some of the text is stored and passed over.
class StreamImport::Passed {
 public:
  Passed(const FormatRegistry& formats, const v1::SourceReading& reading)
      : finder_(formats, reading), otlp_(RulesOf(reading).elements.otlp) {}

  void Pass(std::string_view text, uint64_t offset) {
    if (!passing_) finder_.StartAt(offset, time_ns_);
    passing_ = true;
    finder_.Take(text);
    if (otlp_) envelopes_.Take(text);
  }

  // Tells the chunk of `text`, which is passed next, what comes before it.
  void Describe(const TextChunk& text, v1::ShardChunk* chunk) {
    if (passing_) {
      finder_.Finish(/*complete=*/true);
      time_ns_ = finder_.time_ns();
      passing_ = false;
    }
    if (time_ns_) chunk->set_time_before_ns(*time_ns_);
    time_ns_ = TimeAfter(finder_, text.text, text.start, time_ns_);
    if (!otlp_) return;
    chunk->set_envelopes(envelopes_.Resume());
    chunk->set_envelopes_end(text.start);
    envelopes_.Take(text.text);
  }

 private:
  LastTime finder_;
  bool passing_ = false;
  std::optional<int64_t> time_ns_;
  const bool otlp_;
  OtlpEnvelopes envelopes_;
};

StreamImport::StreamImport(const FileImport::Engine& engine,
                           const v1::ImportRequest& request, const Probe& probe,
                           const std::string& anew, ChunkSender& sender,
                           const std::function<void()>& changed)
    : engine_(engine),
      request_(request),
      probe_(probe),
      anew_(anew),
      sender_(sender),
      changed_(changed),
      file_(engine.calls.host(), request.file(), request.size()),
      reader_(file_, request.name(), {}, [this](const std::string& path) {
        return ChosenEncoding(engine_.sources, Wanted(path), !anew_.empty());
      }) {}

void StreamImport::Progress(v1::ImportProgress* progress) const {
  progress->set_bytes_done(
      std::min(reader_.compressed_position(), request_.size()));
  progress->set_records(engine_.sources.RecordsOf(sources_));
  progress->set_sources(static_cast<uint32_t>(sources_.size()));
  if (!sources_.empty()) progress->set_source_id(sources_.back());
  progress->set_skipped_count(static_cast<uint32_t>(skipped_.size()));
  progress->set_litter_count(litter_);
  for (size_t i = 0; i < std::min(skipped_.size(), kMaxSkippedNamed); ++i) {
    progress->add_skipped(skipped_[i]);
  }
}

void StreamImport::Tell() {
  if (engine_.scheduler.NowMs() - told_ms_ < kTellEveryMs) return;
  told_ms_ = engine_.scheduler.NowMs();
  changed_();
}

void StreamImport::Skip(std::string path, std::string reason) {
  skipped_.push_back("“" + path + "” " + reason);
}

Task<Status> StreamImport::Run() {
  Status failed;
  for (int errors = 0; errors < kMaxErrors && sender_.status().ok();) {
    StatusOr<ContainerReader::Step> step = reader_.Next();
    if (!step.ok()) {
      failed = step.status();
      ++errors;
      continue;
    }
    if (*step == ContainerReader::Step::kEnd) break;
    Tell();
    co_await engine_.scheduler.Checkpoint();
    if (*step == ContainerReader::Step::kMore) continue;
    const ContainerMember member = reader_.member();
    if (IsDesktopLitter(member.path)) {
      ++litter_;
    } else if (member.kind == MemberKind::kText) {
      Status status = co_await ImportMember(member);
      if (!status.ok()) co_return status;
      if (!member_status_.ok()) failed = std::exchange(member_status_, {});
    } else if (member.kind == MemberKind::kEmpty) {
      Skip(member.path, "is empty");
    } else if (!member.reason.empty()) {
      Skip(member.path, member.reason);
    }
  }
  if (!sender_.status().ok()) co_return sender_.status();
  if (failed.ok() && sources_.empty() && known_ == 0) {
    co_return InvalidArgument("There is no text in “" + request_.name() + "”" +
                              (skipped_.empty() ? "" : ": " + skipped_[0]));
  }
  co_return failed;
}

SourceEntry StreamImport::Wanted(const std::string& path) const {
  SourceEntry entry;
  const bool alone = path == request_.name();
  entry.name = alone ? request_.name() : request_.name() + "/" + path;
  entry.size = kUnknownSize;
  entry.modified_ms = request_.modified_ms();
  entry.file_name = request_.name();
  entry.file_size = request_.size();
  entry.settings = request_.settings().SerializeAsString();
  if (probe_.kind != ContainerKind::kText) {
    entry.container = FormatName(probe_.format);
  }
  return entry;
}

Task<Status> StreamImport::ImportMember(const ContainerMember& member) {
  SourceEntry wanted = Wanted(member.path);
  wanted.encoding = static_cast<uint8_t>(member.encoding);
  if (!anew_.empty() && wanted.name != anew_) co_return Status();
  StatusOr<ImportTarget> target =
      OpenTarget(engine_.sources, std::move(wanted), !anew_.empty());
  if (!target.ok()) co_return target.status();
  if (target->tell_shards) {
    co_await TellShards(engine_.links, engine_.sources);
  }
  if (target->complete) {
    ++known_;
    co_return Status();
  }
  SourceEntry& source = target->entry;
  sources_.push_back(source.id);
  changed_();
  std::string text;
  Status status = co_await TakeSample(&text);
  if (status.ok() && source.reading.empty()) {
    v1::SourceSettings settings;
    // Serialised by this same program.
    (void)settings.ParseFromString(source.settings);
    SampleVerdict verdict = JudgeSample(
        engine_.formats, {text}, settings,
        member.modified_s ? *member.modified_s * 1000 : request_.modified_ms());
    if (verdict.times_of_day) {
      status = co_await FindDays(member.index, &verdict.reading);
    }
    if (status.ok()) {
      source.reading = verdict.reading.SerializeAsString();
      status = engine_.sources.SetReading(
          source.id, source.reading, verdict.explanation.SerializeAsString());
    }
  }
  if (status.ok()) status = co_await SendText(source, std::move(text));
  Status stored = co_await sender_.Drain();
  if (status.ok()) status = stored;
  if (status.ok() && member_status_.ok()) {
    status = engine_.sources.SetSize(source.id, reader_.text_offset());
  }
  Status settled =
      co_await SettleTarget(engine_.links, engine_.sources, *target,
                            status.ok() ? member_status_ : status);
  changed_();
  // A damaged text is told of when all has been read.
  if (!status.ok()) co_return status;
  co_return member_status_.ok() ? settled : Status();
}

Task<Status> StreamImport::TakeSample(std::string* text) {
  while (text->size() < kSampleBytes) {
    if (!sender_.status().ok()) co_return sender_.status();
    StatusOr<std::string_view> piece = reader_.ReadText(kStepBytes);
    if (!piece.ok()) {
      member_status_ = piece.status();
      co_return Status();
    }
    if (piece->empty()) co_return Status();
    text->append(*piece);
    Tell();
    co_await engine_.scheduler.Checkpoint();
  }
  co_return Status();
}

Task<Status> StreamImport::FindDays(uint32_t member,
                                    v1::SourceReading* reading) {
  if (ahead_ == nullptr) {
    ahead_file_ = std::make_unique<HostSource>(
        engine_.calls.host(), request_.file(), request_.size());
    ahead_ = std::make_unique<ContainerReader>(
        *ahead_file_, request_.name(), ContainerLimits{},
        [this](const std::string& path) {
          return ChosenEncoding(engine_.sources, Wanted(path), !anew_.empty());
        });
  }
  DayScan scan(engine_.formats, *reading);
  bool reached = false;
  for (int errors = 0; errors < kMaxErrors;) {
    if (!sender_.status().ok()) co_return sender_.status();
    Tell();
    co_await engine_.scheduler.Checkpoint();
    // What is damaged is told of when it is read for good.
    if (reached) {
      StatusOr<std::string_view> piece = ahead_->ReadText(kStepBytes);
      if (!piece.ok() || piece->empty()) break;
      scan.Take(*piece);
      continue;
    }
    StatusOr<ContainerReader::Step> step = ahead_->Next();
    if (!step.ok()) {
      ++errors;
    } else if (*step == ContainerReader::Step::kEnd) {
      break;
    } else {
      reached = *step == ContainerReader::Step::kMember &&
                ahead_->member().index == member;
    }
  }
  scan.Finish(reading);
  co_return Status();
}

uint64_t StreamImport::NextChunkBytes() {
  const uint64_t number = chunks_++;
  const uint64_t usual =
      request_.chunk_bytes() ? request_.chunk_bytes() : kChunkBytes;
  return number < std::size(kFirstChunkBytes)
             ? std::min(usual, kFirstChunkBytes[number])
             : usual;
}

Task<Status> StreamImport::SendText(const SourceEntry& source,
                                    std::string text) {
  v1::SourceReading reading;
  // Serialised by this same program.
  (void)reading.ParseFromString(source.reading);
  const std::unique_ptr<RecordParser> parser =
      ParserOf(engine_.formats, reading);
  Passed passed(engine_.formats, reading);
  chunks_ = 0;
  const std::vector<ByteRange> missing = engine_.sources.Missing(source.id);
  TextChunker chunker(
      {missing.begin(), missing.end()}, RulesOf(reading),
      [this] { return NextChunkBytes(); },
      [&](std::string_view line) { return parser->Parse(line).has_header; },
      [&](std::string_view stored, uint64_t offset) {
        passed.Pass(stored, offset);
      });
  chunker.Add(std::exchange(text, {}));
  while (member_status_.ok()) {
    Status status = co_await SendReady(source, chunker, passed);
    if (!status.ok()) co_return status;
    StatusOr<std::string_view> piece = reader_.ReadText(kStepBytes);
    if (!piece.ok()) {
      member_status_ = piece.status();
    } else if (piece->empty()) {
      break;
    } else {
      chunker.Add(*piece);
      Tell();
      co_await engine_.scheduler.Checkpoint();
    }
  }
  chunker.End();
  co_return co_await SendReady(source, chunker, passed);
}

Task<Status> StreamImport::SendReady(const SourceEntry& source,
                                     TextChunker& chunker, Passed& passed) {
  while (std::optional<TextChunk> ready = chunker.Next()) {
    v1::ShardChunk chunk;
    chunk.set_source_id(source.id);
    chunk.set_start(ready->start);
    chunk.set_end(ready->start + ready->text.size());
    passed.Describe(*ready, &chunk);
    chunk.set_has_text(true);
    chunk.set_text(std::move(ready->text));
    (void)chunk.mutable_reading()->ParseFromString(source.reading);
    Status status = co_await sender_.Send(std::move(chunk));
    if (!status.ok()) co_return status;
  }
  co_return sender_.status();
}

}  // namespace taffrail
