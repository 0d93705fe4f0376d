#include "core/sql/sql_statement.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "core/base/numbers.h"
#include "core/sql/listed_tables.h"
#include "core/sql/log_functions.h"
#include "core/sql/logs_columns.h"
#include "core/sql/logs_module.h"
#include "core/sql/read_only.h"

namespace taffrail {
namespace {

// What one statement may cost that is meant to. SQLite's own limits are for
// databases of other programs.
constexpr int kMaxStatementBytes = 100'000;
constexpr int kMaxExpressionDepth = 200;

// Of a blob as much as anybody reads, in hexadecimal.
constexpr size_t kMaxBlobBytes = 1000;

constexpr std::string_view kNoColumn = "no such column: ";

Value ValueOf(sqlite3_stmt* statement, int column) {
  switch (sqlite3_column_type(statement, column)) {
    case SQLITE_INTEGER:
      return Value::Int(sqlite3_column_int64(statement, column));
    case SQLITE_FLOAT:
      return Value::Real(sqlite3_column_double(statement, column));
    case SQLITE_TEXT:
    case SQLITE_BLOB: {
      const auto* bytes =
          static_cast<const char*>(sqlite3_column_blob(statement, column));
      const std::string_view text(
          bytes, static_cast<size_t>(sqlite3_column_bytes(statement, column)));
      if (sqlite3_column_type(statement, column) == SQLITE_TEXT) {
        return Value::Text(text);
      }
      std::string hex = "x'";
      constexpr std::string_view kDigits = "0123456789abcdef";
      for (const char c : text.substr(0, kMaxBlobBytes)) {
        hex += kDigits[static_cast<unsigned char>(c) >> 4];
        hex += kDigits[static_cast<unsigned char>(c) & 15];
      }
      return Value::Text(hex + "'");
    }
    default:
      return {};
  }
}

}  // namespace

SqlStatement::SqlStatement(const v1::SqlRun& run)
    : run_(run),
      logs_(std::make_unique<LogsTable>(
          run_, LogsColumnsFor(run_.statement(), std::vector<std::string>(
                                                     run_.fields().begin(),
                                                     run_.fields().end())))) {}

SqlStatement::~SqlStatement() {
  sqlite3_finalize(statement_);
  sqlite3_close(db_);
}

Status SqlStatement::Error() {
  const int at = sqlite3_error_offset(db_);
  if (at >= 0) error_column_ = static_cast<uint32_t>(at);
  const std::string said = sqlite3_errmsg(db_);
  const std::string_view name =
      std::string_view(said).substr(std::min(said.size(), kNoColumn.size()));
  if (said.starts_with(kNoColumn)) {
    const bool dotted = name.find('.') != std::string_view::npos &&
                        std::find(run_.fields().begin(), run_.fields().end(),
                                  name) != run_.fields().end();
    if (dotted) {
      return InvalidArgument("A name with dots stands in quotes: \"" +
                             std::string(name) + "\"");
    }
    return InvalidArgument(said +
                           ". logs has time, level, service, source, message, "
                           "fields and what its records have for fields");
  }
  if (said.starts_with("no such table")) {
    return InvalidArgument(said +
                           ". The tables are logs, sources and templates");
  }
  if (said.starts_with("not authorized")) {
    return InvalidArgument("Statements can only read: SELECT … FROM logs …");
  }
  return InvalidArgument(said);
}

Status SqlStatement::AddTables() {
  if (sqlite3_open(":memory:", &db_) != SQLITE_OK) return Error();
  sqlite3_limit(db_, SQLITE_LIMIT_SQL_LENGTH, kMaxStatementBytes);
  sqlite3_limit(db_, SQLITE_LIMIT_EXPR_DEPTH, kMaxExpressionDepth);
  TAFFRAIL_RETURN_IF_ERROR(AddLogFunctions(db_));
  TAFFRAIL_RETURN_IF_ERROR(AddLogsModule(db_, logs_.get()));
  TAFFRAIL_RETURN_IF_ERROR(AddListedTables(db_, run_));
  RestrictToReading(db_);
  return {};
}

Status SqlStatement::Prepare() {
  TAFFRAIL_RETURN_IF_ERROR(AddTables());
  const std::string& text = run_.statement();
  const char* rest = nullptr;
  if (sqlite3_prepare_v2(db_, text.data(), static_cast<int>(text.size()),
                         &statement_, &rest) != SQLITE_OK) {
    return Error();
  }
  if (statement_ == nullptr) {
    return InvalidArgument("There is no statement: SELECT … FROM logs …");
  }
  const std::string_view behind(rest, text.data() + text.size());
  const size_t more = behind.find_first_not_of(" \t\r\n;");
  if (more != std::string_view::npos &&
      !behind.substr(more).starts_with("--")) {
    error_column_ = static_cast<uint32_t>(rest - text.data() + more);
    return InvalidArgument("One statement at a time: here a second one begins");
  }
  for (int i = 0; i < sqlite3_column_count(statement_); ++i) {
    columns_.emplace_back(sqlite3_column_name(statement_, i));
  }
  return {};
}

void SqlStatement::Restart() {
  sqlite3_reset(statement_);
  logs_->Begin();
  rows_.clear();
}

void SqlStatement::TakeRow() {
  std::vector<Value>& row = rows_.emplace_back();
  row.reserve(columns_.size());
  for (int i = 0; i < std::ssize(columns_); ++i) {
    row.push_back(ValueOf(statement_, i));
  }
  logs_->SetMade(rows_.size());
}

StatusOr<SqlStatement::State> SqlStatement::Step() {
  if (statement_ == nullptr) TAFFRAIL_RETURN_IF_ERROR(Prepare());
  const int code = sqlite3_step(statement_);
  if (logs_->need()) return State::kNeed;
  if (logs_->again()) {
    Restart();
    return State::kMore;
  }
  if (code == SQLITE_DONE) return State::kDone;
  if (code != SQLITE_ROW) return Error();
  if (rows_.size() == run_.max_rows()) {
    cut_ = true;
    return State::kDone;
  }
  TakeRow();
  return State::kMore;
}

Status SqlStatement::MakeRoom(const ScanRows& arriving, uint64_t matched) {
  if (logs_->bytes() + arriving.bytes() <= run_.max_bytes()) return {};
  return ResourceExhausted(
      "The statement looks at " + WithThousands(matched) +
      " records, and what it reads of the first " +
      WithThousands(arriving.count()) +
      " of them is all that fits. Let it look at fewer (time >= '…', logs "
      "MATCH '…', level = 'error', LIMIT) or read fewer columns; | stats in a "
      "query counts any number");
}

void SqlStatement::Put(ScanRows rows) {
  logs_->Put(std::move(rows));
  Restart();
}

}  // namespace taffrail
