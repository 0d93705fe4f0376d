// Statements of SQL.
#include <algorithm>
#include <utility>

#include "core/engine/coordinator.h"
#include "core/engine/messages.h"
#include "core/sql/statement_names.h"

namespace taffrail {
namespace {

constexpr uint64_t kUsualRows = 10'000;
constexpr uint64_t kMaxScanBytes = uint64_t{400} << 20;

std::string StateName(v1::Source::State state) {
  switch (state) {
    case v1::Source::STATE_IMPORTING:
      return "importing";
    case v1::Source::STATE_COMPLETE:
      return "complete";
    case v1::Source::STATE_INTERRUPTED:
      return "interrupted";
    case v1::Source::STATE_STOPPED:
      return "stopped";
    case v1::Source::STATE_FAILED:
      return "failed";
    default:
      return "";
  }
}

}  // namespace

Task<StatusOr<v1::SqlRun>> Coordinator::PrepareSql(
    const v1::SqlRequest& request) {
  v1::SqlRun run;
  run.set_statement(request.statement());
  run.set_max_rows(request.max_rows() == 0 ? kUsualRows : request.max_rows());
  run.set_max_bytes(kMaxScanBytes);
  run.set_records(sources_->records());
  for (const auto& [id, entry] : sources_->entries()) {
    if (entry.is_gone()) continue;
    const v1::Source described = sources_->Describe(entry);
    v1::SqlSource* source = run.add_sources();
    source->set_id(id);
    source->set_name(SourceTable::NameOf(entry));
    source->set_format(described.format().name());
    source->set_state(StateName(described.state()));
    source->set_records(described.records());
    source->set_bytes(described.size());
    source->set_has_times(described.records() > 0);
    source->set_first_ns(described.t0_ns());
    source->set_last_ns(described.t1_ns());
  }
  auto answers = co_await AskShards(links_, [](size_t) {
    v1::ShardRequest names;
    names.mutable_field_names();
    return names;
  });
  if (!answers.ok()) co_return answers.status();
  std::set<std::string> fields;
  for (const v1::ShardResponse& answer : *answers) {
    for (const auto& name : answer.field_names().names()) {
      fields.insert(name.name());
    }
  }
  run.mutable_fields()->Add(fields.begin(), fields.end());
  const std::set<std::string> names = NamesIn(request.statement());
  if (names.contains("template") || names.contains("templates")) {
    const Status status = co_await templates_.Refresh();
    if (!status.ok()) co_return status;
    for (v1::SqlTemplate& known : templates_.All()) {
      *run.add_templates() = std::move(known);
    }
  }
  co_return run;
}

Task<Status> Coordinator::RunSql(uint64_t id, v1::SqlRequest request,
                                 Reply* reply) {
  StatusOr<v1::SqlRun> run = co_await PrepareSql(request);
  if (!run.ok()) co_return run.status();
  UnderWay& under_way = under_way_[id];
  if (under_way.cancelled) co_return Cancelled();
  Signal changed(scheduler_);
  bool news = false;
  const auto notify = [&] {
    news = true;
    changed.Notify();
  };
  under_way.cancel = notify;
  SourceNames names;
  for (const auto& [source, entry] : sources_->entries()) {
    names[source] = SourceTable::NameOf(entry);
  }
  const uint32_t port = next_sql_port_++;
  const auto session = std::make_shared<SqlSession>(
      scheduler_, calls_, links_, port,
      [this](const std::vector<TemplateIs*>& templates) {
        return LeavesOf(templates);
      },
      std::move(names), notify);
  sql_[port] = session;
  tables_[id] = &session->served();
  session->Start(*std::move(run));
  Status status;
  double told_ms = scheduler_.NowMs();
  while (!under_way.cancelled && status.ok() && !session->failure()) {
    if (!news) co_await changed;
    news = false;
    if (under_way.cancelled || session->failure()) break;
    status = co_await session->Serve();
    const double now_ms = scheduler_.NowMs();
    if (!session->complete() && now_ms - told_ms < kTellEveryMs) continue;
    told_ms = now_ms;
    v1::Response response;
    response.set_id(id);
    *response.mutable_table() = session->Progress(now_ms);
    Send(response);
  }
  under_way.cancel = nullptr;
  tables_.erase(id);
  sql_.erase(port);
  session->Stop();
  if (session->failure()) *reply->mutable_error() = *session->failure();
  co_return under_way.cancelled ? Cancelled() : status;
}

}  // namespace taffrail
