#include "core/engine/sql_session.h"

#include <algorithm>
#include <string>
#include <utility>

#include "core/base/numbers.h"
#include "core/engine/messages.h"

namespace taffrail {

SqlSession::SqlSession(Scheduler& scheduler, HostCalls& calls,
                       const ShardLinks& links, uint32_t port,
                       LeavesOf leaves_of, SourceNames names,
                       std::function<void()> changed)
    : scheduler_(scheduler),
      calls_(calls),
      links_(links),
      port_(port),
      leaves_of_(std::move(leaves_of)),
      names_(std::move(names)),
      changed_(std::move(changed)),
      started_ms_(scheduler.NowMs()) {}

void SqlSession::Start(v1::SqlRun run) {
  run_ = std::move(run);
  scheduler_.Spawn(WatchWorker(calls_.StartSql(port_), running_));
}

Task<void> SqlSession::WatchWorker(HostCalls::Pending worker,
                                   std::shared_ptr<const bool> running) {
  const HostReply reply = co_await *worker;
  if (*running) Fail(reply.status);
}

void SqlSession::Stop() {
  if (!*running_) return;
  *running_ = false;
  EndScan();
  calls_.host().StopSql(port_);
}

void SqlSession::Fail(const Status& status) {
  failure_ = ToProto(status);
  changed_();
}

void SqlSession::Send(const v1::ToSqlWorker& message) {
  calls_.host().Send(port_, message.SerializeAsString());
}

void SqlSession::Deliver(std::string_view bytes) {
  if (bytes.empty()) {
    v1::ToSqlWorker message;
    *message.mutable_run() = std::exchange(run_, {});
    return Send(message);
  }
  v1::FromSqlWorker message;
  // From this same program.
  if (!message.ParseFromString(std::string(bytes))) return;
  if (message.has_need()) {
    need_ = std::move(*message.mutable_need());
  } else if (message.has_failure()) {
    const v1::FromSqlWorker::Failure& failure = message.failure();
    failure_ = ToProto(InvalidArgument(failure.message()));
    failure_->set_has_column(failure.has_column());
    failure_->set_column(failure.column());
    failure_->set_column_end(failure.column());
  } else if (message.has_rows()) {
    TakeRows(message.rows());
  }
  changed_();
}

void SqlSession::TakeRows(const v1::FromSqlWorker::Rows& rows) {
  if (table_.columns.empty()) {
    for (const std::string& name : rows.columns()) {
      table_.columns.push_back({.name = name, .field = {}});
    }
  }
  VarintReader reader(rows.cells());
  for (uint64_t i = 0; i < rows.count(); ++i) {
    std::vector<Value>& row = table_.rows.emplace_back();
    for (size_t at = 0; at < table_.columns.size(); ++at) {
      row.push_back(GetValue(reader));
    }
  }
  if (!rows.done()) return;
  complete_ = true;
  cut_ = rows.cut();
  elapsed_ms_ = scheduler_.NowMs() - started_ms_;
  served_.Set(std::move(table_));
  // All it was there for is here.
  Stop();
}

Task<Status> SqlSession::Serve() {
  if (!need_) co_return Status();
  EndScan();
  scan_ = *std::exchange(need_, std::nullopt);
  scanned_ = matched_ = 0;
  v1::SearchRequest request;
  request.set_query(scan_.scan().query());
  request.set_has_range(scan_.scan().has_range());
  request.set_from_ns(scan_.scan().from_ns());
  request.set_to_ns(scan_.scan().to_ns());
  request.set_max_bins(1);
  ParsedQuery query = ParseQuery(request.query());
  QueryNode* const node = std::get_if<QueryNode>(&query);
  if (node == nullptr) {
    co_return InvalidArgument(std::get<QueryError>(query).message);
  }
  auto leaves = co_await leaves_of_(TemplatesOf(*node));
  if (!leaves.ok()) co_return leaves.status();
  if (!*running_) co_return Status();
  search_ = std::make_shared<MergedSearch>(links_, request, *std::move(leaves),
                                           [this](const Status& failure) {
                                             if (!failure.ok()) Fail(failure);
                                             TellCount();
                                           });
  StartScan();
  co_return Status();
}

void SqlSession::StartScan() {
  const v1::SqlScan& scan = scan_.scan();
  if (scan.columns().empty() && scan.filters().empty()) return;
  for (const std::unique_ptr<ShardLink>& link : links_) {
    v1::ShardRequest request;
    v1::ShardScan* asked = request.mutable_scan();
    asked->set_search_id(search_->shard_id(link->index()));
    *asked->mutable_scan() = scan;
    asked->mutable_source_names()->insert(names_.begin(), names_.end());
    ids_.push_back(link->Start(
        std::move(request),
        [this, shard = link->index()](const v1::ShardResponse& response) {
          TakePart(shard, response);
        }));
  }
  open_ = links_.size();
}

void SqlSession::TakePart(uint32_t shard, const v1::ShardResponse& response) {
  if (response.has_error()) return Fail(FromProto(response.error()));
  matched_ = search_->matched();
  v1::ToSqlWorker message;
  v1::SqlData* data = message.mutable_data();
  data->set_scan_id(scan_.scan_id());
  data->set_shard(shard);
  data->set_matched(matched_);
  if (response.has_scan()) {
    data->set_anew(response.scan().number() == 0);
    data->set_rows(response.scan().rows());
    scanned_ += response.scan().records();
  }
  if (response.done()) --open_;
  data->set_done(open_ == 0);
  Send(message);
  changed_();
  if (open_ == 0) EndScan();
}

void SqlSession::TellCount() {
  const v1::SqlScan& scan = scan_.scan();
  if (search_ == nullptr || !scan.columns().empty() ||
      !scan.filters().empty() || !search_->complete()) {
    return;
  }
  v1::ToSqlWorker message;
  v1::SqlData* data = message.mutable_data();
  data->set_scan_id(scan_.scan_id());
  data->set_counted(true);
  data->set_matched(search_->matched());
  data->set_done(true);
  Send(message);
  EndScan();
}

void SqlSession::EndScan() {
  EndRequests(links_, std::exchange(ids_, {}));
  // It may be what calls this.
  if (auto search = std::exchange(search_, nullptr)) {
    search->Stop();
    ended_ = std::move(search);
  }
}

v1::TableProgress SqlSession::Progress(double now_ms) const {
  v1::TableProgress progress;
  progress.set_complete(complete_);
  progress.set_records(scanned_);
  progress.set_matched(matched_);
  if (complete_) {
    served_.Describe(&progress);
    progress.set_share(1);
  } else if (matched_ > 0) {
    progress.set_share(std::min(
        1.0, static_cast<double>(scanned_) / static_cast<double>(matched_)));
  }
  if (cut_) {
    progress.add_notes("The first " +
                       WithThousands(served_.table().rows.size()) +
                       " rows: there are more");
  }
  progress.set_elapsed_ms(elapsed_ms_.value_or(now_ms - started_ms_));
  return progress;
}

}  // namespace taffrail
