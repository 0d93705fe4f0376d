#ifndef TAFFRAIL_CORE_ENGINE_SQL_WORKER_H_
#define TAFFRAIL_CORE_ENGINE_SQL_WORKER_H_

#include <cstdint>
#include <string_view>

#include "core/base/task.h"
#include "core/engine/engine.h"
#include "core/engine/host.h"
#include "core/proto/sql.pb.h"
#include "core/sql/scan_rows.h"
#include "core/sql/sql_statement.h"

namespace taffrail {

// Runs one statement of SQL. What it needs of the logs it asks of the
// coordinator, which takes its rows, too; that is where its life ends.
class SqlWorker : public EnginePart {
 public:
  SqlWorker(Scheduler& scheduler, HostCalls& calls)
      : scheduler_(scheduler), calls_(calls), arrived_(scheduler) {}

  void Deliver(uint32_t port, std::string_view bytes) override;

 private:
  Task<void> Run(v1::SqlRun run);
  // Asks for what the statement needs and gives it to it.
  Task<Status> Fetch(SqlStatement& statement);
  Task<void> TellRows(const SqlStatement& statement);
  void Take(const v1::SqlData& data);
  void Send(const v1::FromSqlWorker& message);

  Scheduler& scheduler_;
  HostCalls& calls_;
  // The scan that is under way.
  uint64_t scan_id_ = 0;
  ScanRows rows_;
  uint64_t matched_ = 0;
  bool whole_ = false;
  // Something of it has arrived.
  Signal arrived_;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_ENGINE_SQL_WORKER_H_
