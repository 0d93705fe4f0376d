#include "core/engine/coordinator.h"

#include <utility>

#include "core/engine/case_export.h"
#include "core/engine/client_ids.h"
#include "core/engine/messages.h"
#include "core/engine/preview.h"
#include "core/engine/row_export.h"
#include "core/engine/source_export.h"
#include "core/engine/source_reading.h"
#include "core/engine/store_listing.h"

namespace taffrail {

Coordinator::Coordinator(Scheduler& scheduler, HostCalls& calls,
                         const FormatRegistry& formats,
                         const EngineOptions& options)
    : scheduler_(scheduler),
      calls_(calls),
      formats_(formats),
      options_(options),
      reclaimed_(scheduler),
      opened_(scheduler),
      import_ended_(scheduler) {
  for (uint32_t i = 0; i < options.shards; ++i) {
    links_.push_back(std::make_unique<ShardLink>(scheduler, calls, i));
  }
}

void Coordinator::Send(v1::Response response) {
  const uint32_t port = PortOfRequest(response.id());
  response.set_id(LocalId(response.id()));
  calls_.host().Send(port, response.SerializeAsString());
}

void Coordinator::ForgetClient(uint32_t port) {
  std::vector<uint64_t> ended;
  std::vector<uint64_t> kept;
  for (const auto& [id, request] : under_way_) {
    if (PortOfRequest(id) != port) continue;
    // What it began to import is wanted all the same.
    (request.outlives_client ? kept : ended).push_back(id);
  }
  for (uint64_t id : ended) CancelRequest(id);
  // Nobody else could let it go on.
  for (uint64_t id : kept) PauseRequest(id, false);
}

void Coordinator::CancelRequest(uint64_t id) {
  const auto at = under_way_.find(id);
  if (at == under_way_.end()) return;
  at->second.cancelled = true;
  // A copy: it may end the request.
  if (auto cancel = at->second.cancel) cancel();
}

void Coordinator::PauseRequest(uint64_t id, bool paused) {
  const auto at = under_way_.find(id);
  if (at == under_way_.end() || at->second.paused == paused) return;
  at->second.paused = paused;
  if (at->second.pause) at->second.pause();
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
  if (const auto at = sql_.find(port); at != sql_.end()) {
    return at->second->Deliver(bytes);
  }
  // A statement that was broken off had something to say.
  if (port >= kFirstSqlPort && port < kFirstTabPort) return;
  if (port >= kFirstTabPort && bytes.empty()) return ForgetClient(port);
  v1::Request request;
  if (!request.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
    v1::Response response;
    response.set_done(true);
    *response.mutable_error() =
        ToProto(InvalidArgument("this is no request of Taffrail's"));
    calls_.host().Send(port, response.SerializeAsString());
    return;
  }
  MakeGlobal(port, &request);
  if (request.has_cancel()) return CancelRequest(request.cancel().id());
  if (request.has_pause()) {
    return PauseRequest(request.pause().id(), request.pause().paused());
  }
  // A client that was not sure whether it was heard asks again.
  if (under_way_.contains(request.id())) return;
  // From here on, so that a cancel that comes at once is not missed.
  under_way_[request.id()].outlives_client =
      request.has_import() || request.has_reimport();
  scheduler_.Spawn(Answer(std::move(request)));
}

Task<void> Coordinator::Answer(v1::Request request) {
  v1::Response response;
  response.set_id(request.id());
  Status status;
  if (request.has_open()) {
    status = co_await OpenStore(request.open());
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
    const auto search = FindSearch(request.rows().search_id());
    if (search == nullptr) co_return Cancelled();
    StatusOr<v1::RowsPage> page =
        co_await search->Rows(request.rows().first(), request.rows().count());
    if (page.ok()) *reply->mutable_rows() = *page;
    co_return page.status();
  }
  if (request.has_facets()) {
    const auto search = FindSearch(request.facets().search_id());
    if (search == nullptr) co_return Cancelled();
    StatusOr<v1::Facets> facets = co_await search->Facets(request.facets());
    if (facets.ok()) *reply->mutable_facets() = *std::move(facets);
    co_return facets.status();
  }
  if (request.has_table()) {
    co_return co_await RunTable(request.id(), request.table().search_id());
  }
  if (request.has_table_rows()) {
    auto at = tables_.find(request.table_rows().table_id());
    if (at == tables_.end()) co_return Cancelled();
    *reply->mutable_table_rows() = at->second->Rows(request.table_rows());
    co_return Status();
  }
  if (request.has_sql()) {
    co_return co_await RunSql(request.id(), request.sql(), reply);
  }
  if (request.has_templates()) {
    co_return co_await CountTemplates(request.id(), request.templates(), reply);
  }
  if (request.has_regroup()) {
    co_return co_await Regroup(request.regroup(), reply->mutable_regrouped());
  }
  if (request.has_record()) {
    co_return co_await ReadRecord(FromProto(request.record().key()),
                                  reply->mutable_record());
  }
  const auto send_piece = [&](v1::ExportPiece piece) {
    v1::Response response;
    response.set_id(request.id());
    *response.mutable_export_piece() = std::move(piece);
    Send(response);
    return !under_way_[request.id()].cancelled;
  };
  if (request.has_export_source()) {
    co_return co_await ExportSource(links_, *sources_,
                                    request.export_source().source_id(),
                                    [&](std::string bytes) {
                                      v1::ExportPiece piece;
                                      piece.set_bytes(std::move(bytes));
                                      return send_piece(std::move(piece));
                                    });
  }
  if (request.has_export_rows()) {
    const auto search = FindSearch(request.export_rows().search_id());
    if (search == nullptr) co_return Cancelled();
    const v1::ExportRowsRequest& rows = request.export_rows();
    if (rows.format() != v1::ExportRowsRequest::FORMAT_CASE) {
      co_return co_await ExportRows(search, *sources_, rows.format(),
                                    send_piece);
    }
    co_return co_await ExportCase(calls_, scheduler_, CaseTempName(++cases_),
                                  search, *sources_, rows.about(), send_piece);
  }
  if (request.has_change_sources()) {
    co_return co_await ChangeSources(request.change_sources());
  }
  if (request.has_reclaim()) {
    restorable_.clear();
    co_return co_await Reclaim();
  }
  if (request.has_set_retention()) {
    co_return co_await SetRetention(request.set_retention(),
                                    reply->mutable_retention_effect());
  }
  if (request.has_usage()) co_return co_await Usage(reply->mutable_usage());
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

std::shared_ptr<MergedSearch> Coordinator::FindSearch(uint64_t id) const {
  const auto at = searches_.find(id);
  return at == searches_.end() ? nullptr : at->second;
}

Task<Status> Coordinator::RunSearch(uint64_t id, v1::SearchRequest request,
                                    Reply* reply) {
  size_t pipeline_at = 0;
  ParsedQuery parsed = ParseQuery(request.query(), &pipeline_at);
  const QueryError* error = std::get_if<QueryError>(&parsed);
  ParsedPipeline pipeline;
  if (error == nullptr) {
    pipeline = ParsePipeline(request.query(), pipeline_at);
    error = std::get_if<QueryError>(&pipeline);
  }
  if (error != nullptr) {
    v1::Error* out = reply->mutable_error();
    *out = ToProto(InvalidArgument(error->message));
    out->set_has_column(true);
    out->set_column(static_cast<uint32_t>(error->column));
    out->set_column_end(static_cast<uint32_t>(error->column_end));
    co_return Status();
  }
  const std::vector<TemplateIs*> templates =
      TemplatesOf(std::get<QueryNode>(parsed));
  StatusOr<MergedSearch::TemplateLeaves> leaves = co_await LeavesOf(templates);
  if (!leaves.ok()) co_return leaves.status();
  Signal changed(scheduler_);
  bool news = false;
  Status status;
  auto search = std::make_shared<MergedSearch>(
      links_, request, *std::move(leaves), [&](const Status& failure) {
        if (!failure.ok()) status = failure;
        news = true;
        changed.Notify();
      });
  searches_[id] = search;
  UnderWay& under_way = under_way_[id];
  under_way.cancel = [&] { changed.Notify(); };
  while (true) {
    if (!news && !under_way.cancelled) co_await changed;
    if (under_way.cancelled || !status.ok()) break;
    news = false;
    v1::Response response;
    response.set_id(id);
    *response.mutable_search() = search->Progress();
    Send(response);
    if (templates.empty() || !search->complete()) continue;
    // What was stored may have made other templates.
    leaves = co_await LeavesOf(templates);
    if (!leaves.ok()) status = leaves.status();
    if (leaves.ok()) search->SetTemplates(*std::move(leaves));
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
      detail->set_source_name(SourceTable::NameOf(source->second));
    }
    sources_->SetLine(detail);
    const Status refreshed = co_await templates_.Refresh();
    if (!refreshed.ok()) co_return refreshed;
    templates_.Describe(record, detail);
    co_return Status();
  }
  co_return NotFound("This record is not in the store any more");
}

}  // namespace taffrail
