#include "ui/state/sql_console.h"

#include <algorithm>
#include <utility>

#include "core/base/csv_text.h"

namespace taffrail::ui {
namespace {

constexpr uint32_t kMaxSavedRows = 10'000;  // That a result has.

std::string CsvOf(const v1::TableProgress& table, const v1::TableRows& rows) {
  std::string csv;
  for (int i = 0; i < table.columns_size(); ++i) {
    csv += (i == 0 ? "" : ",") + CsvField(table.columns(i).name());
  }
  csv += "\r\n";
  for (const v1::TableRows::Row& row : rows.rows()) {
    for (int i = 0; i < row.cells_size(); ++i) {
      csv += (i == 0 ? "" : ",") + CsvField(row.cells(i).text());
    }
    csv += "\r\n";
  }
  return csv;
}

}  // namespace

SqlConsole::~SqlConsole() {
  if (saving_ != 0) engine_.Forget(saving_);
}

void SqlConsole::Run() {
  if (text_.find_first_not_of(" \t\r\n") == std::string::npos) return;
  ran_ = text_;
  error_.reset();
  std::erase(history_, text_);
  history_.push_back(text_);
  at_ = history_.size() - 1;
  v1::Request request;
  request.mutable_sql()->set_statement(text_);
  pending_ = std::make_unique<OpenTable>(engine_, std::move(request));
}

void SqlConsole::Cancel() { pending_.reset(); }

void SqlConsole::GoTo(size_t at) {
  at_ = at;
  text_ = history_[at_];
  error_.reset();
}

void SqlConsole::GoEarlier() {
  if (has_earlier()) GoTo(at_ - 1);
}

void SqlConsole::GoLater() {
  if (has_later()) GoTo(at_ + 1);
}

void SqlConsole::SaveRows(std::string file_name) {
  if (shown_ == nullptr || saving_ != 0) return;
  v1::Request request;
  request.mutable_table_rows()->set_table_id(shown_->id());
  request.mutable_table_rows()->set_count(kMaxSavedRows);
  if (const auto order = shown_->order()) {
    request.mutable_table_rows()->set_has_order(true);
    request.mutable_table_rows()->set_column(
        static_cast<uint32_t>(order->column));
    request.mutable_table_rows()->set_descending(order->descending);
  }
  saving_ = engine_.Start(
      std::move(request), [this, name = std::move(file_name),
                           table = shown_->progress()](const auto& response) {
        if (response.done()) saving_ = 0;
        if (!response.has_table_rows()) return;
        file_.AddToFile(CsvOf(table, response.table_rows()));
        file_.SaveAdded(name);
      });
}

void SqlConsole::Update() {
  if (pending_ == nullptr || !pending_->ready()) return;
  std::unique_ptr<OpenTable> made = std::move(pending_);
  error_ = made->error();
  if (!error_) shown_ = std::move(made);
}

}  // namespace taffrail::ui
