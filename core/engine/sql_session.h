#ifndef TAFFRAIL_CORE_ENGINE_SQL_SESSION_H_
#define TAFFRAIL_CORE_ENGINE_SQL_SESSION_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "core/base/task.h"
#include "core/engine/host.h"
#include "core/engine/merged_search.h"
#include "core/engine/served_table.h"
#include "core/engine/shard_link.h"
#include "core/proto/rpc.pb.h"
#include "core/proto/sql.pb.h"
#include "core/query/field_reader.h"

namespace taffrail {

// The coordinator's end of one statement of SQL: its worker, which lives as
// long as it works, the scan that it waits for, and what came of it.
class SqlSession {
 public:
  // What the leaves of a query's templates are.
  using LeavesOf = std::function<Task<StatusOr<MergedSearch::TemplateLeaves>>(
      const std::vector<TemplateIs*>&)>;

  // `changed` is called whenever there is something new. The links outlive it.
  SqlSession(Scheduler& scheduler, HostCalls& calls, const ShardLinks& links,
             uint32_t port, LeavesOf leaves_of, SourceNames names,
             std::function<void()> changed);
  SqlSession(const SqlSession&) = delete;
  SqlSession& operator=(const SqlSession&) = delete;

  void Start(v1::SqlRun run);
  // Ends it where it stands: `changed` is not called any more.
  void Stop();
  // The worker says something.
  void Deliver(std::string_view bytes);
  // Asks the shards for what the worker has asked for, if it has.
  Task<Status> Serve();

  // What went wrong, with its place in the statement.
  const std::optional<v1::Error>& failure() const { return failure_; }
  bool complete() const { return complete_; }
  v1::TableProgress Progress(double now_ms) const;
  ServedTable& served() { return served_; }

 private:
  // `running` outlives this.
  Task<void> WatchWorker(HostCalls::Pending worker,
                         std::shared_ptr<const bool> running);
  void Send(const v1::ToSqlWorker& message);
  void TakeRows(const v1::FromSqlWorker::Rows& rows);
  void StartScan();
  void TakePart(uint32_t shard, const v1::ShardResponse& response);
  // Of a scan that only counts, once all is counted.
  void TellCount();
  void EndScan();
  void Fail(const Status& status);

  Scheduler& scheduler_;
  HostCalls& calls_;
  const ShardLinks& links_;
  const uint32_t port_;
  const LeavesOf leaves_of_;
  const SourceNames names_;
  std::function<void()> changed_;
  const double started_ms_;
  v1::SqlRun run_;  // Until the worker is there.
  const std::shared_ptr<bool> running_ = std::make_shared<bool>(true);
  std::optional<v1::FromSqlWorker::Need> need_;
  // The scan under way.
  v1::FromSqlWorker::Need scan_;
  std::shared_ptr<MergedSearch> search_;
  std::shared_ptr<MergedSearch> ended_;  // Until the next one.
  std::vector<uint64_t> ids_;            // By shard.
  size_t open_ = 0;                      // Shards that have not told all.
  uint64_t scanned_ = 0;
  uint64_t matched_ = 0;
  // Until it is complete.
  Table table_;
  ServedTable served_;
  bool complete_ = false;
  bool cut_ = false;
  std::optional<double> elapsed_ms_;
  std::optional<v1::Error> failure_;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_ENGINE_SQL_SESSION_H_
