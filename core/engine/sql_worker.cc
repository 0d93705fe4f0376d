#include "core/engine/sql_worker.h"

#include <algorithm>
#include <string>
#include <utility>

namespace taffrail {
namespace {

// Of one message.
constexpr size_t kMaxRowsAtOnce = 4096;

}  // namespace

void SqlWorker::Send(const v1::FromSqlWorker& message) {
  calls_.host().Send(kCoordinatorPort, message.SerializeAsString());
}

void SqlWorker::Deliver(uint32_t, std::string_view bytes) {
  v1::ToSqlWorker message;
  // From this same program.
  if (!message.ParseFromString(std::string(bytes))) return;
  if (message.has_run()) {
    scheduler_.Spawn(Run(std::move(*message.mutable_run())));
  } else if (message.has_data() && message.data().scan_id() == scan_id_) {
    Take(message.data());
  }
}

void SqlWorker::Take(const v1::SqlData& data) {
  matched_ = data.matched();
  if (data.counted()) rows_.SetCount(data.matched());
  if (!data.rows().empty()) {
    if (auto rows = ScannedRows::Read(data.rows())) {
      rows_.Add(data.shard(), data.anew(), *std::move(rows));
    }
  }
  whole_ = data.done();
  arrived_.Notify();
}

Task<Status> SqlWorker::Fetch(SqlStatement& statement) {
  rows_ = {};
  whole_ = false;
  v1::FromSqlWorker message;
  message.mutable_need()->set_scan_id(++scan_id_);
  *message.mutable_need()->mutable_scan() = statement.need();
  Send(message);
  while (!whole_) {
    co_await arrived_;
    const Status room = statement.MakeRoom(rows_, matched_);
    if (!room.ok()) co_return room;
  }
  statement.Put(std::move(rows_));
  co_return Status();
}

Task<void> SqlWorker::TellRows(const SqlStatement& statement) {
  v1::FromSqlWorker message;
  v1::FromSqlWorker::Rows* rows = message.mutable_rows();
  for (const std::string& name : statement.columns()) rows->add_columns(name);
  const auto& all = statement.rows();
  for (size_t first = 0; first == 0 || first < all.size();
       first += kMaxRowsAtOnce) {
    const size_t end = std::min(all.size(), first + kMaxRowsAtOnce);
    rows->clear_cells();
    rows->set_count(end - first);
    for (size_t i = first; i < end; ++i) {
      for (const Value& value : all[i]) PutValue(rows->mutable_cells(), value);
    }
    rows->set_done(end == all.size());
    rows->set_cut(statement.cut());
    Send(message);
    co_await scheduler_.Checkpoint();
  }
}

Task<void> SqlWorker::Run(v1::SqlRun run) {
  SqlStatement statement(run);
  while (true) {
    StatusOr<SqlStatement::State> state = statement.Step();
    Status status = state.status();
    if (status.ok() && *state == SqlStatement::State::kNeed) {
      status = co_await Fetch(statement);
    }
    if (!status.ok()) {
      v1::FromSqlWorker message;
      message.mutable_failure()->set_message(status.message());
      if (const auto column = statement.error_column()) {
        message.mutable_failure()->set_has_column(true);
        message.mutable_failure()->set_column(*column);
      }
      co_return Send(message);
    }
    if (*state == SqlStatement::State::kDone) break;
    co_await scheduler_.Checkpoint();
  }
  co_await TellRows(statement);
}

}  // namespace taffrail
