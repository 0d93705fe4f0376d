#include "core/engine/case_import.h"

#include <algorithm>
#include <span>
#include <utility>

#include "core/engine/source_reading.h"

namespace taffrail {
namespace {

// Read between two looks at the clock.
constexpr uint64_t kStepBytes = 64 * 1024;
constexpr uint64_t kFirstChunkBytes = 64 * 1024;
constexpr uint64_t kChunkBytes = 2 << 20;

v1::CaseAbout ToProto(const CaseAbout& about) {
  v1::CaseAbout out;
  out.set_title(about.title);
  out.set_note(about.note);
  out.set_created_ms(about.created_ms);
  for (const CaseView& view : about.views) {
    v1::CaseView* const to = out.add_views();
    to->set_name(view.name);
    to->set_query(view.query);
    to->set_has_range(view.range.has_value());
    if (!view.range) continue;
    to->set_from_ns(view.range->first);
    to->set_to_ns(view.range->second);
  }
  return out;
}

}  // namespace

CaseImport::CaseImport(const FileImport::Engine& engine,
                       const v1::ImportRequest& request, ChunkSender& sender,
                       const std::function<void()>& changed)
    : engine_(engine),
      request_(request),
      sender_(sender),
      changed_(changed),
      file_(engine.calls.host(), request.file(), request.size()) {}

void CaseImport::Progress(v1::ImportProgress* progress) const {
  uint64_t all = 0;
  if (case_ != nullptr) {
    for (const CaseSource& source : case_->sources()) all += source.bytes;
  }
  const double share =
      all == 0 ? 0 : static_cast<double>(read_) / static_cast<double>(all);
  progress->set_bytes_done(static_cast<uint64_t>(
      std::min(share, 1.0) * static_cast<double>(request_.size())));
  progress->set_records(engine_.sources.RecordsOf(sources_));
  progress->set_sources(static_cast<uint32_t>(sources_.size()));
  if (!sources_.empty()) progress->set_source_id(sources_.back());
}

Task<Status> CaseImport::Run() {
  StatusOr<std::unique_ptr<CaseReader>> opened = CaseReader::Open(
      [this](uint64_t offset, std::span<char> buffer) {
        return file_.Read(offset, buffer);
      },
      request_.size());
  if (!opened.ok()) {
    co_return Status(opened.status().code(),
                     "“" + request_.name() + "”: " + opened.status().message());
  }
  case_ = *std::move(opened);
  if (case_->sources().empty()) {
    co_return InvalidArgument("There are no records in “" + request_.name() +
                              "”");
  }
  Status status = engine_.sources.AddCase(
      {{request_.name(), request_.size(), request_.modified_ms()},
       ToProto(case_->about()).SerializeAsString()});
  for (const CaseSource& source : case_->sources()) {
    if (status.ok()) status = co_await Import(source);
  }
  co_return status;
}

Task<Status> CaseImport::Import(const CaseSource& source) {
  v1::SourceReading reading;
  if (!reading.ParseFromString(source.reading)) {
    co_return DataLoss("The case file is damaged: how “" + source.name +
                       "” is read cannot be read");
  }
  reading.set_kept(true);
  StatusOr<ImportTarget> target =
      OpenTarget(engine_.sources,
                 {.name = request_.name() + "/" + source.name,
                  .size = source.bytes,
                  .modified_ms = request_.modified_ms(),
                  .file_name = request_.name(),
                  .file_size = request_.size(),
                  .container = kCaseContainer,
                  .settings = reading.settings().SerializeAsString()},
                 /*anew=*/false);
  if (!target.ok()) co_return target.status();
  const uint32_t id = target->entry.id;
  if (target->tell_shards) {
    co_await TellShards(engine_.links, engine_.sources);
  }
  if (target->complete) {
    ++known_;
    read_ += source.bytes;
    co_return Status();
  }
  sources_.push_back(id);
  Status status;
  if (target->entry.reading.empty()) {
    target->entry.reading = reading.SerializeAsString();
    status = engine_.sources.SetReading(id, target->entry.reading,
                                        source.explanation);
  }
  changed_();
  if (status.ok()) status = co_await SendRecords(source, target->entry);
  const Status stored = co_await sender_.Drain();
  status = co_await SettleTarget(engine_.links, engine_.sources, *target,
                                 status.ok() ? stored : status);
  changed_();
  co_return status;
}

Task<Status> CaseImport::SendRecords(const CaseSource& source,
                                     const SourceEntry& entry) {
  TAFFRAIL_CO_RETURN_IF_ERROR(case_->Begin(source.id));
  const std::vector<ByteRange> missing = engine_.sources.Missing(entry.id);
  auto range = missing.begin();
  uint64_t offset = 0;
  uint64_t step = 0;
  chunks_ = 0;
  v1::ShardChunk chunk;
  CaseRecord record;
  while (true) {
    StatusOr<bool> more = case_->Next(&record);
    if (!more.ok()) co_return more.status();
    if (!*more) break;
    const uint64_t at = std::exchange(offset, offset + record.raw.size());
    read_ += record.raw.size();
    step += record.raw.size();
    while (range != missing.end() && range->end <= at) ++range;
    const bool wanted = range != missing.end() && range->start <= at;
    const uint64_t most = request_.chunk_bytes() != 0 ? request_.chunk_bytes()
                          : chunks_ == 0              ? kFirstChunkBytes
                                                      : kChunkBytes;
    if (!wanted || chunk.text().size() >= most) {
      TAFFRAIL_CO_RETURN_IF_ERROR(co_await Send(&chunk, entry.reading));
    }
    if (wanted) {
      if (chunk.kept_size() == 0) {
        chunk.set_source_id(entry.id);
        chunk.set_start(at);
      }
      chunk.mutable_text()->append(record.raw);
      v1::KeptRecord* const kept = chunk.add_kept();
      kept->set_length(static_cast<uint32_t>(record.raw.size()));
      kept->set_time_ns(record.time_ns);
      kept->set_time_inferred(record.time_inferred);
      kept->set_severity(record.severity);
      kept->set_service(std::string(record.service));
      kept->set_line(record.line);
      kept->set_outside(std::string(record.outside));
    }
    if (step < kStepBytes) continue;
    step = 0;
    co_await engine_.scheduler.Checkpoint();
    if (!sender_.status().ok()) co_return sender_.status();
  }
  TAFFRAIL_CO_RETURN_IF_ERROR(co_await Send(&chunk, entry.reading));
  if (offset != source.bytes) {
    co_return DataLoss("The case file is damaged: records of “" + source.name +
                       "” are missing");
  }
  co_return Status();
}

Task<Status> CaseImport::Send(v1::ShardChunk* chunk,
                              const std::string& reading) {
  if (chunk->kept_size() == 0) co_return sender_.status();
  ++chunks_;
  chunk->set_end(chunk->start() + chunk->text().size());
  chunk->set_has_text(true);
  // Serialised by this same program.
  (void)chunk->mutable_reading()->ParseFromString(reading);
  Status status = co_await sender_.Send(std::move(*chunk));
  chunk->Clear();
  co_return status;
}

}  // namespace taffrail
