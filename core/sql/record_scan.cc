#include "core/sql/record_scan.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "core/sql/record_columns.h"

namespace taffrail {
namespace {

// Of one part that is told.
constexpr size_t kMaxPartRows = 16'384;
constexpr size_t kMaxPartBytes = size_t{1} << 20;

}  // namespace

size_t ScannedRows::bytes() const {
  size_t bytes = keys.capacity() * sizeof(RowKey);
  for (const CellColumn& column : columns) bytes += column.bytes();
  return bytes;
}

void ScannedRows::Append(std::string* out) const {
  PutVarint(out, count);
  PutVarint(out, columns.size());
  PutVarint(out, keys.size());
  for (const RowKey& key : keys) {
    PutSigned(out, key.time_ns);
    PutVarint(out, key.source_id);
    PutVarint(out, key.offset);
  }
  for (const CellColumn& column : columns) column.Append(out);
}

std::optional<ScannedRows> ScannedRows::Read(std::string_view bytes) {
  VarintReader reader(bytes);
  ScannedRows rows;
  rows.count = reader.Varint();
  const uint64_t columns = reader.Varint();
  const uint64_t keys = reader.Varint();
  if (keys != 0 && keys != rows.count) return std::nullopt;
  for (uint64_t i = 0; i < keys && reader.ok(); ++i) {
    RowKey& key = rows.keys.emplace_back();
    key.time_ns = reader.Signed();
    key.source_id = static_cast<uint32_t>(reader.Varint());
    key.offset = reader.Varint();
  }
  for (uint64_t i = 0; i < columns && reader.ok(); ++i) {
    rows.columns.push_back(CellColumn::Read(reader, rows.count));
  }
  if (!reader.ok() || !reader.AtEnd()) return std::nullopt;
  return rows;
}

RecordScan::RecordScan(v1::SqlScan scan, SourceNames names)
    : scan_(std::move(scan)), names_(std::move(names)) {
  for (const v1::SqlFilter& filter : scan_.filters()) {
    filters_.emplace_back(filter).column = ColumnOf(filter.column());
  }
  for (const v1::SqlColumn& column : scan_.columns()) {
    shown_.push_back(ColumnOf(column));
  }
  rows_.columns.resize(shown_.size());
}

size_t RecordScan::ColumnOf(const v1::SqlColumn& spec) {
  for (size_t i = 0; i < columns_.size(); ++i) {
    const v1::SqlColumn& known = columns_[i].spec;
    if (known.kind() == spec.kind() && known.name() == spec.name()) return i;
  }
  columns_.emplace_back(spec, names_);
  return columns_.size() - 1;
}

bool RecordScan::Enough(const BlockMatch& next) {
  if (!last_) return false;
  return scan_.oldest_first() ? next.lowest > *last_ : next.highest < *last_;
}

Status RecordScan::Read(BlockReader& block, const BlockBits& of,
                        Column* column) {
  if (!column->cells.empty()) return {};
  column->cells.resize(block.head().count);
  return ReadCells(column->spec, column->field, block, of, &column->texts,
                   &column->cells);
}

Status RecordScan::ReadKeys(BlockReader& block, const BlockBits& of) {
  StatusOr<const BlockColumns*> columns = block.Columns();
  if (!columns.ok()) return columns.status();
  uint64_t offset = block.head().first_offset;
  for (uint32_t i = 0; i < block.head().count; ++i) {
    if (of.Test(i)) {
      rows_.keys.push_back(
          {(*columns)->times_ns[i], block.head().source_id, offset});
    }
    offset += (*columns)->lengths[i];
  }
  return {};
}

Status RecordScan::Look(BlockReader& block, const BlockBits& of) {
  for (Column& column : columns_) {
    column.cells.clear();
    column.texts.clear();
  }
  BlockBits wanted = of;
  for (const Filter& filter : filters_) {
    if (!wanted.Any()) return {};
    Column& column = columns_[filter.column];
    TAFFRAIL_RETURN_IF_ERROR(Read(block, wanted, &column));
    BlockBits held;
    wanted.ForEach([&](uint32_t i) {
      if (filter.cells.Holds(column.cells[i])) held.Set(i);
    });
    wanted = held;
  }
  const size_t count = wanted.Count();
  if (count == 0) return {};
  rows_.count += count;
  for (size_t i = 0; i < shown_.size(); ++i) {
    Column& column = columns_[shown_[i]];
    TAFFRAIL_RETURN_IF_ERROR(Read(block, wanted, &column));
    wanted.ForEach(
        [&](uint32_t at) { rows_.columns[i].Add(column.cells[at]); });
  }
  if (scan_.keyed()) TAFFRAIL_RETURN_IF_ERROR(ReadKeys(block, wanted));
  if (scan_.limit() > 0 && rows_.count >= scan_.limit()) CutToLimit();
  return {};
}

void RecordScan::CutToLimit() {
  std::vector<uint32_t> order(rows_.count);
  std::iota(order.begin(), order.end(), 0);
  const auto middle = order.begin() + static_cast<ptrdiff_t>(scan_.limit()) - 1;
  const auto before = [&](uint32_t a, uint32_t b) {
    return scan_.oldest_first() ? rows_.keys[a] < rows_.keys[b]
                                : rows_.keys[b] < rows_.keys[a];
  };
  std::nth_element(order.begin(), middle, order.end(), before);
  last_ = rows_.keys[*middle];
  // What is too much costs little until it is a lot.
  if (rows_.count < 2 * scan_.limit()) return;
  order.resize(scan_.limit());
  ScannedRows kept;
  kept.count = order.size();
  kept.columns.resize(rows_.columns.size());
  for (uint32_t row : order) {
    kept.keys.push_back(rows_.keys[row]);
    for (size_t i = 0; i < kept.columns.size(); ++i) {
      kept.columns[i].Add(rows_.columns[i].at(row));
    }
  }
  rows_ = std::move(kept);
}

bool RecordScan::Full() const {
  return scan_.limit() == 0 &&
         (rows_.count >= kMaxPartRows || rows_.bytes() >= kMaxPartBytes);
}

std::string RecordScan::Take() {
  std::string bytes;
  rows_.Append(&bytes);
  rows_ = {};
  rows_.columns.resize(shown_.size());
  return bytes;
}

}  // namespace taffrail
