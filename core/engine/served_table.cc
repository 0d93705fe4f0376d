#include "core/engine/served_table.h"

#include <algorithm>
#include <utility>

namespace taffrail {
namespace {

constexpr uint32_t kMaxRowsAtOnce = 10'000;

void ToProto(const Value& value, v1::TableRows::Cell* cell) {
  cell->set_kind(static_cast<v1::TableRows::Cell::Kind>(value.kind));
  if (value.kind == ValueKind::kDouble) {
    cell->set_real(value.real());
  } else if (value.kind != ValueKind::kText) {
    cell->set_number(value.number);
  }
  cell->set_text(ToText(value));
}

bool Numeric(const Table& table, size_t column) {
  bool any = false;
  for (const auto& row : table.rows) {
    const ValueKind kind = row[column].kind;
    if (kind == ValueKind::kNone) continue;
    if (kind > ValueKind::kDuration) return false;
    any = true;
  }
  return any;
}

}  // namespace

void ServedTable::Set(Table table) {
  table_ = std::move(table);
  ++version_;
}

void ServedTable::Describe(v1::TableProgress* progress) const {
  for (size_t i = 0; i < table_.columns.size(); ++i) {
    v1::TableProgress::Column* column = progress->add_columns();
    column->set_name(table_.columns[i].name);
    column->set_field(table_.columns[i].field);
    column->set_span_ns(table_.columns[i].bin_ns);
    column->set_numeric(Numeric(table_, i));
  }
  progress->set_rows(table_.rows.size());
  progress->set_version(version_);
}

v1::TableRows ServedTable::Rows(const v1::TableRowsRequest& request) {
  v1::TableRows page;
  page.set_first(request.first());
  page.set_version(version_);
  const bool ordered =
      request.has_order() && request.column() < table_.columns.size();
  if (ordered &&
      (order_.version != version_ || order_.column != request.column() ||
       order_.descending != request.descending())) {
    order_ = {version_, request.column(), request.descending(),
              OrderedBy(table_, request.column(), request.descending())};
  }
  const uint64_t count = std::min(request.count(), kMaxRowsAtOnce);
  for (uint64_t i = request.first();
       i < table_.rows.size() && i - request.first() < count; ++i) {
    const size_t row = ordered ? order_.rows[i] : i;
    v1::TableRows::Row* out = page.add_rows();
    for (const Value& value : table_.rows[row]) {
      ToProto(value, out->add_cells());
    }
  }
  return page;
}

}  // namespace taffrail
