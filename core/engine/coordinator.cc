#include "core/engine/coordinator.h"

#include <algorithm>
#include <utility>

#include "core/engine/file_import.h"
#include "core/engine/messages.h"
#include "core/engine/preview.h"
#include "core/engine/source_export.h"
#include "core/engine/source_reading.h"
#include "core/engine/source_sample.h"
#include "core/engine/source_sets.h"
#include "core/engine/store_listing.h"

namespace taffrail {
namespace {

constexpr char kCatalog[] = "catalog.db";
constexpr char kJournalSuffix[] = "-journal";
constexpr double kTellEveryMs = 100;
// Of thousands of files dropped together; each keeps all shards busy.
constexpr size_t kMaxImportsAtOnce = 4;
// Listing the files is no hurry.
constexpr double kMeasureEveryMs = 1000;

}  // namespace

Coordinator::Coordinator(Scheduler& scheduler, HostCalls& calls,
                         const FormatRegistry& formats,
                         const EngineOptions& options)
    : scheduler_(scheduler),
      calls_(calls),
      formats_(formats),
      options_(options),
      opened_(scheduler),
      import_ended_(scheduler) {
  for (uint32_t i = 0; i < options.shards; ++i) {
    links_.push_back(std::make_unique<ShardLink>(scheduler, calls, i));
  }
}

void Coordinator::Send(const v1::Response& response) {
  calls_.host().Send(kClientPort, response.SerializeAsString());
}

void Coordinator::Deliver(uint32_t port, std::string_view bytes) {
  if (port >= kFirstShardPort && port < kFirstShardPort + links_.size()) {
    ShardLink& link = *links_[port - kFirstShardPort];
    if (!bytes.empty()) return link.Deliver(bytes);
    // It has just started, for the first time or anew.
    link.Restarted();
    scheduler_.Spawn(OpenShard(link.index()));
    return;
  }
  v1::Request request;
  if (!request.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
    v1::Response response;
    response.set_done(true);
    *response.mutable_error() =
        ToProto(InvalidArgument("this is no request of Taffrail's"));
    return Send(response);
  }
  if (request.has_cancel()) {
    auto at = under_way_.find(request.cancel().id());
    if (at == under_way_.end()) return;
    at->second.cancelled = true;
    // A copy: it may end the request.
    if (auto cancel = at->second.cancel) cancel();
    return;
  }
  // From here on, so that a cancel that comes at once is not missed.
  under_way_[request.id()] = {};
  scheduler_.Spawn(Answer(std::move(request)));
}

Task<void> Coordinator::Answer(v1::Request request) {
  v1::Response response;
  response.set_id(request.id());
  Status status;
  if (request.has_open()) {
    status = co_await OpenStore();
    if (status.ok()) status = co_await Watch(request.id());
  } else {
    status = co_await WaitUntilOpen();
    if (status.ok() && under_way_[request.id()].cancelled) status = Cancelled();
    if (status.ok()) status = co_await Dispatch(request, &response);
  }
  under_way_.erase(request.id());
  if (!status.ok() && !response.has_error()) {
    *response.mutable_error() = ToProto(status);
  }
  response.set_done(true);
  Send(response);
}

Task<Status> Coordinator::Watch(uint64_t id) {
  watchers_.push_back(id);
  TellState(true);
  Signal ended(scheduler_);
  UnderWay& request = under_way_[id];
  request.cancel = [&ended] { ended.Notify(); };
  while (!request.cancelled) co_await ended;
  std::erase(watchers_, id);
  co_return Cancelled();
}

Task<Status> Coordinator::Dispatch(const v1::Request& request, Reply* reply) {
  if (request.has_import()) {
    co_return co_await Import(request.id(), request.import(), "", reply);
  }
  if (request.has_reimport()) {
    co_return co_await Reimport(request.id(), request.reimport(), reply);
  }
  if (request.has_preview()) {
    StatusOr<v1::Preview> preview =
        co_await MakePreview(ImportEngine(), request.preview());
    if (preview.ok()) *reply->mutable_preview() = *std::move(preview);
    co_return preview.status();
  }
  if (request.has_search()) {
    co_return co_await RunSearch(request.id(), request.search(), reply);
  }
  if (request.has_rows()) {
    auto at = searches_.find(request.rows().search_id());
    if (at == searches_.end()) co_return Cancelled();
    std::shared_ptr<MergedSearch> search = at->second;
    StatusOr<v1::RowsPage> page =
        co_await search->Rows(request.rows().first(), request.rows().count());
    if (page.ok()) *reply->mutable_rows() = *page;
    co_return page.status();
  }
  if (request.has_record()) {
    co_return co_await ReadRecord(FromProto(request.record().key()),
                                  reply->mutable_record());
  }
  if (request.has_export_source()) {
    co_return co_await ExportSource(
        links_, *sources_, request.export_source().source_id(),
        [&](std::string bytes) {
          v1::Response piece;
          piece.set_id(request.id());
          piece.mutable_export_piece()->set_bytes(std::move(bytes));
          Send(piece);
          return !under_way_[request.id()].cancelled;
        });
  }
  if (request.has_formats()) {
    for (const auto& format : formats_.formats()) {
      *reply->mutable_formats()->add_formats() = InfoOf(*format);
    }
    co_return Status();
  }
  if (request.has_explain()) {
    auto entry = sources_->entries().find(request.explain().source_id());
    if (entry == sources_->entries().end()) {
      co_return NotFound("This source is not in the store any more");
    }
    // Serialised by this same program.
    (void)reply->mutable_explanation()->ParseFromString(
        entry->second.explanation);
    co_return Status();
  }
  if (request.has_check()) co_return co_await Check(reply->mutable_check());
  if (request.has_dismiss()) {
    Status status = sources_->Remove(request.dismiss().source_id());
    TellState(true);
    co_return status;
  }
  co_return InvalidArgument("this request asks for nothing");
}

Task<Status> Coordinator::OpenStore() {
  if (!opening_) {
    opening_ = true;
    Status status = co_await calls_.Open(kCatalog);
    if (status.ok()) {
      status = co_await calls_.Open(std::string(kCatalog) + kJournalSuffix);
    }
    if (status.ok()) {
      StatusOr<SourceTable> sources =
          SourceTable::Open(calls_.host().Path(kCatalog));
      status = sources.status();
      if (sources.ok()) sources_.emplace(*std::move(sources));
    }
    if (sources_) rolled_back_journals_ += sources_->rolled_back();
    open_status_ = status;
    // Shards that were there first have been waiting for the catalog.
    opened_.Notify();
  }
  co_return co_await WaitUntilOpen();
}

Task<Status> Coordinator::WaitUntilOpen() {
  while (open_status_.ok() && opened_shards_.size() < links_.size()) {
    co_await opened_;
  }
  co_return open_status_;
}

Task<void> Coordinator::OpenShard(uint32_t index) {
  // Another task does all this for the next incarnation, should this one die.
  ShardLink& link = *links_[index];
  uint64_t incarnation = link.incarnation();
  while (!sources_ && open_status_.ok()) co_await opened_;
  if (!sources_) co_return;
  HostReply listing = co_await calls_.List();
  if (link.incarnation() != incarnation) co_return;
  if (!listing.status.ok()) {
    open_status_ = listing.status;
    opened_.Notify();
    co_return;
  }
  v1::ShardOpen open;
  open.set_shard(index);
  open.set_max_open_files((options_.max_open_files - 2) /
                          static_cast<uint32_t>(links_.size()));
  uint32_t next = 0;
  for (const StoredFile& file : ParseListing(listing.bytes)) {
    std::optional<PartitionName> name = ParsePartitionName(file.name);
    if (!name) continue;
    if (name->shard == index) next = std::max(next, name->sequence + 1);
    if (name->shard % links_.size() != index) continue;
    if (file.size == 0) {
      // Begun and never written: a killed worker's.
      Status gone_next_time = co_await calls_.Remove(file.name);
      if (!gone_next_time.ok()) notices_.push_back(gone_next_time.message());
      if (link.incarnation() != incarnation) co_return;
      continue;
    }
    open.add_partitions(file.name);
  }
  open.set_next_sequence(next);
  *open.mutable_sources() = sources_->ForShards();
  v1::ShardResponse response = co_await link.Open(std::move(open));
  if (link.incarnation() != incarnation) co_return;
  if (response.has_error()) {
    open_status_ = FromProto(response.error());
    opened_.Notify();
    co_return;
  }
  std::vector<ChunkCoverage> coverage;
  for (const v1::PartitionState& state : response.opened().partitions()) {
    if (!state.problem().empty()) {
      notices_.push_back("A part of the store was set aside: " +
                         state.problem());
      continue;
    }
    for (const v1::Coverage& chunk : state.coverage()) {
      coverage.push_back(FromProto(chunk));
    }
  }
  rolled_back_journals_ += response.opened().rolled_back_journals();
  sources_->SetCoverage(index, coverage);
  bool first_time = opened_shards_.insert(index).second;
  if (first_time && opened_shards_.size() == links_.size()) {
    Status settled = sources_->SettleInterrupted();
    // On a full disk what there is can still be read.
    if (!settled.ok()) notices_.push_back(settled.message());
    co_await MeasureStore();
    opened_.Notify();
  }
  TellState(true);
}

Task<void> Coordinator::MeasureStore() {
  HostReply listing = co_await calls_.List();
  if (!listing.status.ok()) co_return;  // As it was, then.
  stored_bytes_ = 0;
  partitions_ = 0;
  for (const StoredFile& file : ParseListing(listing.bytes)) {
    stored_bytes_ += file.size;
    if (ParsePartitionName(file.name) && file.size > 0) ++partitions_;
  }
}

Task<Status> Coordinator::WaitForImports(uint64_t id) {
  UnderWay& request = under_way_[id];
  request.cancel = [this] { import_ended_.Notify(); };
  while (importing_ == kMaxImportsAtOnce && !request.cancelled) {
    co_await import_ended_;
  }
  request.cancel = nullptr;
  co_return request.cancelled ? Cancelled() : Status();
}

FileImport::Engine Coordinator::ImportEngine() {
  return {scheduler_, calls_, links_, *sources_, formats_};
}

Task<Status> Coordinator::Import(uint64_t id, v1::ImportRequest request,
                                 std::string anew, Reply* reply) {
  Status status = co_await WaitForImports(id);
  if (status.ok()) {
    ++importing_;
    status = co_await RunImport(id, request, std::move(anew), reply);
    --importing_;
    import_ended_.Notify();
  }
  const FileId file{request.name(), request.size(), request.modified_ms()};
  if (reply->import().sources() > 0) {
    // Kept, to be read anew; in place of what was the same file.
    const uint32_t before = std::exchange(files_[file], request.file());
    if (before != 0 && before != request.file()) {
      calls_.host().ReleaseFile(before);
    }
  } else if (auto held = files_.find(file);
             held == files_.end() || held->second != request.file()) {
    calls_.host().ReleaseFile(request.file());
  }
  co_await MeasureStore();
  TellState(true);
  co_return status;
}

Task<Status> Coordinator::Reimport(uint64_t id, v1::ReimportRequest request,
                                   Reply* reply) {
  auto at = sources_->entries().find(request.source_id());
  if (at == sources_->entries().end() || at->second.hidden) {
    co_return NotFound("This source is not in the store any more");
  }
  const SourceEntry source = at->second;
  Status status = CheckSettings(formats_, request.settings());
  if (!status.ok()) co_return status;
  auto file = files_.find(
      FileId{source.file_name, source.file_size, source.modified_ms});
  if (file == files_.end()) {
    status = sources_->SetSettings(source.id,
                                   request.settings().SerializeAsString());
    TellState(true);
    if (!status.ok()) co_return status;
    co_return FailedPrecondition("Drop “" + source.file_name +
                                 "” again: it is then read this way");
  }
  v1::ImportRequest import;
  import.set_file(file->second);
  import.set_name(source.file_name);
  import.set_size(source.file_size);
  import.set_modified_ms(source.modified_ms);
  *import.mutable_settings() = request.settings();
  co_return co_await Import(id, std::move(import), source.name, reply);
}

Task<Status> Coordinator::RunImport(uint64_t id, v1::ImportRequest request,
                                    std::string anew, Reply* reply) {
  double last_ms = 0;
  double last_measured_ms = scheduler_.NowMs();
  FileImport import(ImportEngine(), request, std::move(anew), [&] {
    TellState(false);
    if (scheduler_.NowMs() - last_ms < kTellEveryMs) return;
    last_ms = scheduler_.NowMs();
    if (last_ms - last_measured_ms > kMeasureEveryMs) {
      last_measured_ms = last_ms;
      scheduler_.Spawn(MeasureStore());
    }
    v1::Response progress;
    progress.set_id(id);
    import.Progress(progress.mutable_import());
    Send(progress);
  });
  UnderWay& under_way = under_way_[id];
  under_way.cancel = [&import] { import.Cancel(); };
  if (under_way.cancelled) import.Cancel();
  Status status = co_await import.Run();
  under_way.cancel = nullptr;
  import.Progress(reply->mutable_import());
  if (!import.notice().empty()) notices_.push_back(import.notice());
  co_return status;
}

Task<Status> Coordinator::RunSearch(uint64_t id, v1::SearchRequest request,
                                    Reply* reply) {
  ParsedQuery parsed = ParseQuery(request.query());
  if (QueryError* error = std::get_if<QueryError>(&parsed)) {
    v1::Error* out = reply->mutable_error();
    *out = ToProto(InvalidArgument(error->message));
    out->set_has_column(true);
    out->set_column(static_cast<uint32_t>(error->column));
    out->set_column_end(static_cast<uint32_t>(error->column_end));
    co_return Status();
  }
  Signal changed(scheduler_);
  Status status;
  auto search = std::make_shared<MergedSearch>(links_, request,
                                               [&](const Status& failure) {
                                                 if (!failure.ok())
                                                   status = failure;
                                                 changed.Notify();
                                               });
  searches_[id] = search;
  UnderWay& under_way = under_way_[id];
  under_way.cancel = [&] { changed.Notify(); };
  while (true) {
    co_await changed;
    if (under_way.cancelled || !status.ok()) break;
    v1::Response response;
    response.set_id(id);
    *response.mutable_search() = search->Progress();
    Send(response);
  }
  under_way.cancel = nullptr;
  searches_.erase(id);
  search->Stop();
  co_return under_way.cancelled ? Cancelled() : status;
}

Task<Status> Coordinator::ReadRecord(RowKey key, v1::RecordDetail* detail) {
  for (const std::unique_ptr<ShardLink>& link : links_) {
    v1::ShardRequest request;
    *request.mutable_record()->mutable_key() = ToProto(key);
    v1::ShardResponse response = co_await *link->StartCall(std::move(request));
    if (response.has_error()) co_return FromProto(response.error());
    const v1::ShardRecord& record = response.record();
    if (!record.found()) continue;
    *detail = record.detail();
    auto source = sources_->entries().find(key.source_id);
    if (source != sources_->entries().end()) {
      detail->set_source_name(source->second.name);
    }
    detail->set_line(sources_->LineNumber(key.source_id, record.chunk_start(),
                                          record.line_in_chunk()));
    co_return Status();
  }
  co_return NotFound("This record is not in the store any more");
}

Task<Status> Coordinator::Check(v1::CheckReport* report) {
  StatusOr<std::vector<std::string>> problems = sources_->catalog().Check();
  if (!problems.ok()) co_return problems.status();
  for (std::string& problem : *problems) {
    report->add_problems(kCatalog + (": " + problem));
  }
  report->set_files(1);
  for (const std::unique_ptr<ShardLink>& link : links_) {
    v1::ShardRequest request;
    request.mutable_check();
    v1::ShardResponse response = co_await *link->StartCall(std::move(request));
    if (response.has_error()) co_return FromProto(response.error());
    report->set_files(report->files() + response.check().files());
    for (const std::string& problem : response.check().problems()) {
      report->add_problems(problem);
    }
  }
  // A part that was set aside is a problem too.
  for (const std::string& notice : notices_) report->add_problems(notice);
  report->set_rolled_back_journals(rolled_back_journals_);
  co_return Status();
}

v1::StoreState Coordinator::State() const {
  v1::StoreState state;
  bool kept = options_.memory_only_reason.empty();
  state.set_storage(kept ? v1::StoreState::STORAGE_KEPT
                         : v1::StoreState::STORAGE_MEMORY);
  state.set_storage_reason(options_.memory_only_reason);
  std::vector<v1::Source> sources;
  for (const auto& [id, entry] : sources_->entries()) {
    if (entry.hidden) continue;
    sources.push_back(sources_->Describe(entry));
    sources.back().set_has_file(files_.contains(
        FileId{entry.file_name, entry.file_size, entry.modified_ms}));
  }
  for (v1::Source& source : JoinRotated(std::move(sources))) {
    *state.add_sources() = std::move(source);
  }
  state.set_records(sources_->records());
  state.set_stored_bytes(stored_bytes_);
  state.set_partitions(partitions_);
  state.set_rolled_back_journals(rolled_back_journals_);
  for (const std::string& notice : notices_) state.add_notices(notice);
  return state;
}

void Coordinator::TellState(bool now) {
  if (!sources_ || opened_shards_.size() < links_.size()) return;
  if (!now && scheduler_.NowMs() - last_told_ms_ < kTellEveryMs) return;
  last_told_ms_ = scheduler_.NowMs();
  v1::StoreState state = State();
  for (uint64_t watcher : watchers_) {
    v1::Response response;
    response.set_id(watcher);
    *response.mutable_store() = state;
    Send(response);
  }
}

}  // namespace taffrail
