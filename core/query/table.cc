#include "core/query/table.h"

#include <algorithm>
#include <numeric>
#include <string>
#include <unordered_set>
#include <utility>

#include "core/parse/script.h"

namespace taffrail {
namespace {

// The parser has looked that they are there.
std::vector<size_t> Places(const Table& table,
                           const std::vector<std::string>& names) {
  std::vector<size_t> places;
  for (const std::string& name : names) {
    const std::string lower = FoldCase(name);
    for (size_t i = 0; i < table.columns.size(); ++i) {
      if (FoldCase(table.columns[i].name) != lower) continue;
      places.push_back(i);
      break;
    }
  }
  return places;
}

// What is none stays last.
int CompareCells(const Value& a, const Value& b, bool descending) {
  if (a.none() || b.none()) return CompareValues(a, b);
  return descending ? CompareValues(b, a) : CompareValues(a, b);
}

// Indices of the rows as `compare` orders them, those alike as they stand.
template <class Compare>
std::vector<uint32_t> Order(const Table& table, Compare compare) {
  std::vector<uint32_t> order(table.rows.size());
  std::iota(order.begin(), order.end(), 0u);
  std::sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
    const int found = compare(table.rows[a], table.rows[b]);
    return found == 0 ? a < b : found < 0;
  });
  return order;
}

void Apply(const SortStep& sort, Table* table) {
  std::vector<std::string> names;
  for (const SortKey& key : sort.keys) names.push_back(key.column);
  const std::vector<size_t> places = Places(*table, names);
  const std::vector<uint32_t> order =
      Order(*table, [&](const auto& a, const auto& b) {
        for (size_t i = 0; i < places.size(); ++i) {
          const int found =
              CompareCells(a[places[i]], b[places[i]], sort.keys[i].descending);
          if (found != 0) return found;
        }
        return 0;
      });
  std::vector<std::vector<Value>> rows;
  rows.reserve(order.size());
  for (uint32_t row : order) rows.push_back(std::move(table->rows[row]));
  table->rows = std::move(rows);
}

void Apply(const FieldsStep& fields, Table* table) {
  const std::vector<size_t> places = Places(*table, fields.columns);
  std::vector<TableColumn> columns;
  for (size_t place : places) columns.push_back(table->columns[place]);
  table->columns = std::move(columns);
  for (std::vector<Value>& row : table->rows) {
    std::vector<Value> cells;
    for (size_t place : places) cells.push_back(row[place]);
    row = std::move(cells);
  }
}

void Apply(const LimitStep& limit, Table* table) {
  if (table->rows.size() > limit.rows) table->rows.resize(limit.rows);
}

void Apply(const DedupStep& dedup, Table* table) {
  const std::vector<size_t> places = Places(*table, dedup.columns);
  std::unordered_set<std::string> seen;
  std::erase_if(table->rows, [&](const std::vector<Value>& row) {
    std::string key;
    for (size_t place : places) {
      const std::string text = ToText(row[place]);
      key += row[place].none() ? "-" : std::to_string(text.size()) + ':' + text;
    }
    return !seen.insert(std::move(key)).second;
  });
}

void Apply(const StatsStep&, Table*) {}

}  // namespace

void ApplySteps(std::span<const PipelineStep> steps, Table* table) {
  for (const PipelineStep& step : steps) {
    std::visit([&](const auto& one) { Apply(one, table); }, step);
  }
}

std::vector<uint32_t> OrderedBy(const Table& table, size_t column,
                                bool descending) {
  return Order(table, [&](const auto& a, const auto& b) {
    return CompareCells(a[column], b[column], descending);
  });
}

}  // namespace taffrail
