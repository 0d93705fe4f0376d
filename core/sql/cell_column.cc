#include "core/sql/cell_column.h"

#include <functional>

namespace taffrail {
namespace {

constexpr size_t kMaxKnown = 4096;

}  // namespace

std::string_view CellColumn::TextAt(size_t number) const {
  const size_t start = number == 0 ? 0 : ends_[number - 1];
  return std::string_view(texts_).substr(start, ends_[number] - start);
}

uint32_t CellColumn::TextNumber(std::string_view text) {
  const size_t hash = std::hash<std::string_view>()(text);
  const auto known = known_.find(hash);
  if (known != known_.end() && TextAt(known->second) == text) {
    return known->second;
  }
  const auto number = static_cast<uint32_t>(ends_.size());
  texts_ += text;
  ends_.push_back(static_cast<uint32_t>(texts_.size()));
  if (known_.size() < kMaxKnown) known_.emplace(hash, number);
  return number;
}

void CellColumn::Add(const Cell& cell) {
  kinds_.push_back(cell.kind);
  numbers_.push_back(cell.kind == Cell::kText ? TextNumber(cell.text)
                                              : cell.number);
}

Cell CellColumn::at(size_t i) const {
  const auto kind = static_cast<Cell::Kind>(kinds_[i]);
  if (kind == Cell::kText) {
    return Cell::Text(TextAt(static_cast<size_t>(numbers_[i])));
  }
  return {kind, numbers_[i]};
}

size_t CellColumn::bytes() const {
  return kinds_.capacity() + numbers_.capacity() * sizeof(int64_t) +
         texts_.capacity() + ends_.capacity() * sizeof(uint32_t);
}

void CellColumn::Append(std::string* out) const {
  PutVarint(out, ends_.size());
  for (size_t i = 0; i < ends_.size(); ++i) {
    const std::string_view text = TextAt(i);
    PutVarint(out, text.size());
    out->append(text);
  }
  out->append(reinterpret_cast<const char*>(kinds_.data()), kinds_.size());
  for (size_t i = 0; i < kinds_.size(); ++i) {
    if (kinds_[i] != Cell::kNull) PutSigned(out, numbers_[i]);
  }
}

CellColumn CellColumn::Read(VarintReader& reader, size_t rows) {
  CellColumn column;
  const uint64_t texts = reader.Varint();
  for (uint64_t i = 0; i < texts && reader.ok(); ++i) {
    column.texts_ += reader.Bytes(reader.Varint());
    column.ends_.push_back(static_cast<uint32_t>(column.texts_.size()));
  }
  const std::string_view kinds = reader.Bytes(rows);
  column.kinds_.assign(kinds.begin(), kinds.end());
  column.numbers_.resize(kinds.size());
  for (size_t i = 0; i < kinds.size() && reader.ok(); ++i) {
    const uint8_t kind = column.kinds_[i];
    if (kind == Cell::kNull) continue;
    column.numbers_[i] = reader.Signed();
    const bool there =
        kind < Cell::kText ||
        (kind == Cell::kText &&
         static_cast<uint64_t>(column.numbers_[i]) < column.ends_.size());
    if (!there) reader.Fail();
  }
  column.texts_.shrink_to_fit();
  column.ends_.shrink_to_fit();
  return column;
}

}  // namespace taffrail
