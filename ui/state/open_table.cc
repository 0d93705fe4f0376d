#include "ui/state/open_table.h"

#include <utility>

#include "core/base/field_name.h"
#include "ui/text/cell_text.h"

namespace taffrail::ui {
namespace {

constexpr uint64_t kPageRows = 100;
constexpr size_t kMaxPages = 40;
constexpr size_t kMaxRequestsUnderWay = 3;

// Whether a query can ask for what stands in its cells.
bool Acts(const v1::TableProgress::Column& column) {
  if (column.span_ns() > 0) return true;
  const std::string& field = column.field();
  return IsFieldName(field) && field != "time" && field != "message" &&
         field != "source";
}

}  // namespace

OpenTable::OpenTable(EngineClient& engine, v1::Request request)
    : engine_(engine) {
  id_ = engine_.Start(std::move(request), [this](const v1::Response& response) {
    if (response.has_error()) error_ = response.error();
    if (!response.has_table()) return;
    progress_ = response.table();
    columns_.clear();
    for (const auto& column : progress_.columns()) {
      columns_.push_back({column.name(), column.numeric(), Acts(column)});
    }
  });
}

OpenTable::~OpenTable() {
  engine_.Forget(id_);
  if (!error_) engine_.Cancel(id_);
  for (const uint64_t request : requests_) engine_.Forget(request);
}

const v1::TableRows::Cell* OpenTable::Find(uint64_t row, size_t column) const {
  const auto page = pages_.find(row / kPageRows);
  if (page == pages_.end()) return nullptr;
  const uint64_t at = row % kPageRows;
  if (at >= page->second.rows.size()) return nullptr;
  const v1::TableRows::Row& cells = page->second.rows[at];
  const int place = static_cast<int>(column);
  return place < cells.cells_size() ? &cells.cells(place) : nullptr;
}

std::optional<std::string> OpenTable::Text(uint64_t row, size_t column,
                                           const TimeZone& zone) const {
  const v1::TableRows::Cell* cell = Find(row, column);
  if (cell == nullptr) return std::nullopt;
  return CellText(*cell, progress_.columns(static_cast<int>(column)), zone);
}

void OpenTable::Want(uint64_t first, uint64_t end) {
  for (uint64_t page = first / kPageRows; page * kPageRows < end && !error_;
       ++page) {
    if (requests_.size() >= kMaxRequestsUnderWay) return;
    const Page& at = pages_[page];
    if (!at.under_way && at.version != progress_.version()) RequestPage(page);
  }
  // What is far from what is looked at goes.
  while (pages_.size() > kMaxPages) {
    const bool before = pages_.begin()->first < first / kPageRows;
    pages_.erase(before ? pages_.begin() : std::prev(pages_.end()));
  }
}

void OpenTable::RequestPage(uint64_t page) {
  pages_[page].under_way = true;
  v1::Request request;
  v1::TableRowsRequest* rows = request.mutable_table_rows();
  rows->set_table_id(id_);
  rows->set_first(page * kPageRows);
  rows->set_count(kPageRows);
  rows->set_has_order(order_.has_value());
  if (order_) {
    rows->set_column(static_cast<uint32_t>(order_->column));
    rows->set_descending(order_->descending);
  }
  const auto take = [this, page, orders = orders_](const v1::Response& answer) {
    if (answer.done()) requests_.erase(answer.id());
    // Of an order that is not asked for any more, or not looked at.
    const auto at = pages_.find(page);
    if (orders != orders_ || at == pages_.end()) return;
    at->second.under_way = false;
    if (!answer.has_table_rows()) return;
    at->second.version = answer.table_rows().version();
    at->second.rows.assign(answer.table_rows().rows().begin(),
                           answer.table_rows().rows().end());
  };
  requests_.insert(engine_.Start(std::move(request), take));
}

void OpenTable::SetOrder(std::optional<Order> order) {
  if (order == order_) return;
  order_ = order;
  ++orders_;
  pages_.clear();
}

}  // namespace taffrail::ui
