#include "core/query/record_table.h"

#include <algorithm>
#include <array>
#include <unordered_set>

#include "core/parse/script.h"

namespace taffrail {
namespace {

// What is none stays last.
int Order(const Value& a, const Value& b, bool descending) {
  if (a.none() || b.none()) return CompareValues(a, b);
  return descending ? CompareValues(b, a) : CompareValues(a, b);
}

}  // namespace

RecordTable::RecordTable(const Pipeline& pipeline, const SourceNames& names)
    : pipeline_(pipeline) {
  for (const std::string& field : pipeline.record_fields) {
    fields_.emplace_back(field, names);
  }
  PlanSteps();
}

// Sorting, leaving out what is alike and then limiting can be done on a part of
// the records: the first of the whole are among the first of each part.
void RecordTable::PlanSteps() {
  for (const PipelineStep& step : pipeline_.steps) {
    if (const auto* sort = std::get_if<SortStep>(&step)) {
      if (!dedup_.empty()) return;
      // The last one counts first.
      std::vector<std::pair<size_t, bool>> keys;
      for (const SortKey& key : sort->keys) {
        keys.emplace_back(PlaceOf(key.column), key.descending);
      }
      order_.insert(order_.begin(), keys.begin(), keys.end());
    } else if (const auto* dedup = std::get_if<DedupStep>(&step)) {
      if (!dedup_.empty()) return;
      for (const std::string& column : dedup->columns) {
        dedup_.push_back(PlaceOf(column));
      }
    } else if (const auto* limit = std::get_if<LimitStep>(&step)) {
      if (limit->rows > kMaxRows) return;
      most_ = limit->rows;
      limited_ = true;
      return;
    }
  }
}

size_t RecordTable::PlaceOf(const std::string& field) const {
  const std::string lower = FoldCase(field);
  const auto at = std::find_if(
      pipeline_.record_fields.begin(), pipeline_.record_fields.end(),
      [&](const std::string& one) { return FoldCase(one) == lower; });
  return static_cast<size_t>(at - pipeline_.record_fields.begin());
}

bool RecordTable::Before(const Row& a, const Row& b) const {
  for (const auto& [place, descending] : order_) {
    const int order = Order(a.cells[place], b.cells[place], descending);
    if (order != 0) return order < 0;
  }
  return a.key > b.key;
}

std::string RecordTable::DedupKey(const Row& row) const {
  std::string key;
  for (size_t place : dedup_) {
    const std::string text = ToText(row.cells[place]);
    key += row.cells[place].none() ? "-"
                                   : std::to_string(text.size()) + ':' + text;
  }
  return key;
}

bool RecordTable::RulesOut(const BlockMatch& match) {
  if (!order_.empty()) return false;
  if (rows_.size() >= most_ && settled_ < rows_.size()) Settle();
  if (settled_ < most_ || match.highest > rows_.back().key) return false;
  cut_ = cut_ || !limited_;
  return true;
}

Status RecordTable::Read(size_t field, BlockReader& block, const BlockBits& of,
                         std::vector<Row>* rows) {
  struct Visitor final : FieldVisitor {
    void Number(uint32_t i, ValueKind kind, int64_t number) override {
      (*rows)[places[i]].cells[field] = {kind, number, {}};
    }
    void Text(uint32_t i, std::string_view text) override {
      (*rows)[places[i]].cells[field] = Value::Text(text);
    }
    size_t field;
    std::vector<Row>* rows;
    std::array<uint16_t, kMaxBlockRecords> places;
  };
  Visitor visitor;
  visitor.field = field;
  visitor.rows = rows;
  uint16_t place = 0;
  of.ForEach([&](uint32_t i) { visitor.places[i] = place++; });
  return fields_[field].Visit(block, of, visitor);
}

Status RecordTable::LeaveOutHopeless(BlockReader& block, BlockBits* of) {
  struct Visitor final : FieldVisitor {
    void Number(uint32_t i, ValueKind kind, int64_t number) override {
      Offer(i, {kind, number, {}});
    }
    void Text(uint32_t i, std::string_view text) override {
      Offer(i, Value::Text(text));
    }
    void Offer(uint32_t i, const Value& value) {
      seen.Set(i);
      if (Order(value, *worst, descending) <= 0) hopeful.Set(i);
    }
    const Value* worst;
    bool descending;
    BlockBits seen;
    BlockBits hopeful;
  };
  const auto [place, descending] = order_[0];
  Visitor visitor;
  visitor.worst = &rows_[most_ - 1].cells[place];
  visitor.descending = descending;
  TAFFRAIL_RETURN_IF_ERROR(fields_[place].Visit(block, *of, visitor));
  if (visitor.worst->none()) visitor.hopeful |= visitor.seen.AndNot(*of);
  if (visitor.hopeful != *of) cut_ = cut_ || !limited_;
  *of = visitor.hopeful;
  return {};
}

Status RecordTable::Look(BlockReader& block, const BlockBits& matches) {
  BlockBits of = matches;
  if (settled_ >= most_ && !order_.empty()) {
    TAFFRAIL_RETURN_IF_ERROR(LeaveOutHopeless(block, &of));
    if (!of.Any()) return {};
  }
  BlockMatch match;
  match.bits = of;
  match.count = of.Count();
  auto keys = Search::Keys(match, block);
  if (!keys.ok()) return keys.status();
  std::vector<Row> rows;
  for (const auto& [key, i] : *keys) {
    rows.push_back({key, std::vector<Value>(fields_.size())});
  }
  std::vector<bool> read(fields_.size());
  for (const auto& [place, descending] : order_) {
    if (read[place]) continue;
    TAFFRAIL_RETURN_IF_ERROR(Read(place, block, of, &rows));
    read[place] = true;
  }
  // All else is read only of those that may stay.
  BlockBits wanted;
  std::vector<Row> staying;
  for (size_t row = 0; row < rows.size(); ++row) {
    if (settled_ >= most_ && !Before(rows[row], rows_[most_ - 1])) {
      cut_ = cut_ || !limited_;
      continue;
    }
    wanted.Set((*keys)[row].second);
    staying.push_back(std::move(rows[row]));
  }
  if (staying.empty()) return {};
  for (size_t field = 0; field < fields_.size(); ++field) {
    if (read[field]) continue;
    TAFFRAIL_RETURN_IF_ERROR(Read(field, block, wanted, &staying));
  }
  for (Row& row : staying) Take(std::move(row));
  return {};
}

void RecordTable::Take(Row row) {
  rows_.push_back(std::move(row));
  // Sorted seldom, so that each row costs little.
  if (rows_.size() >= 2 * most_ + kMaxBlockRecords) Settle();
}

void RecordTable::Settle() {
  std::sort(rows_.begin(), rows_.end(),
            [&](const Row& a, const Row& b) { return Before(a, b); });
  if (!dedup_.empty()) {
    std::unordered_set<std::string> seen;
    std::erase_if(rows_, [&](const Row& row) {
      return !seen.insert(DedupKey(row)).second;
    });
  }
  if (rows_.size() > most_) {
    cut_ = cut_ || !limited_;
    rows_.resize(most_);
  }
  settled_ = rows_.size();
}

void RecordTable::Append(std::string* out) {
  Settle();
  out->push_back(cut_ ? 1 : 0);
  for (const Row& row : rows_) {
    PutSigned(out, row.key.time_ns);
    PutVarint(out, row.key.source_id);
    PutVarint(out, row.key.offset);
    for (const Value& cell : row.cells) PutValue(out, cell);
  }
}

Status RecordTable::Merge(std::string_view bytes) {
  VarintReader reader(bytes);
  const std::string_view cut = reader.Bytes(1);
  if (reader.ok() && cut[0] != 0) cut_ = true;
  while (reader.ok() && !reader.AtEnd()) {
    Row row;
    row.key.time_ns = reader.Signed();
    row.key.source_id = static_cast<uint32_t>(reader.Varint());
    row.key.offset = reader.Varint();
    for (size_t i = 0; i < fields_.size(); ++i) {
      row.cells.push_back(GetValue(reader));
    }
    if (reader.ok()) rows_.push_back(std::move(row));
  }
  return reader.ok() ? Status() : DataLoss("A part of a table is damaged");
}

Table RecordTable::Result() {
  Settle();
  Table table;
  for (const std::string& field : pipeline_.record_fields) {
    table.columns.push_back({field, field, 0});
  }
  std::vector<Row> rows = rows_;
  // The steps begin with records newest first.
  std::sort(rows.begin(), rows.end(),
            [](const Row& a, const Row& b) { return a.key > b.key; });
  for (Row& row : rows) table.rows.push_back(std::move(row.cells));
  ApplySteps(pipeline_.steps, &table);
  return table;
}

}  // namespace taffrail
