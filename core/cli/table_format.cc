#include "core/cli/table_format.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <string_view>
#include <vector>

#include "core/base/csv_text.h"
#include "core/base/json_text.h"
#include "core/base/utf8.h"
#include "core/query/value.h"

namespace taffrail {
namespace {

using Cell = v1::TableRows::Cell;

// A duration to four digits, in its own unit.
std::string ShortDuration(int64_t ns) {
  int64_t unit = 1;
  for (int64_t left = ns; left >= 10'000 || left <= -10'000; left /= 10) {
    unit *= 10;
  }
  const int64_t rest = ns % unit;
  return DurationText(ns - rest + (rest * 2 >= unit ? unit : 0));
}

std::string TextOf(const Cell& cell, const TimeZone& zone) {
  switch (cell.kind()) {
    case Cell::KIND_TIME:
      return FormatTime(cell.number(), zone);
    case Cell::KIND_DURATION:
      return ShortDuration(cell.number());
    case Cell::KIND_DOUBLE: {
      std::array<char, 32> text;
      snprintf(text.data(), text.size(), "%.6g", cell.real());
      return text.data();
    }
    case Cell::KIND_NONE:
      return "-";
    default:
      break;
  }
  // A cell is on one line.
  std::string text = cell.text();
  std::replace_if(
      text.begin(), text.end(),
      [](char c) { return static_cast<unsigned char>(c) < ' '; }, ' ');
  return text;
}

// Characters, as many columns as a terminal mostly needs.
size_t Width(std::string_view text) {
  return static_cast<size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

std::string AsText(const v1::TableProgress& table,
                   std::span<const v1::TableRows::Row> rows,
                   const TimeZone& zone) {
  std::vector<std::vector<std::string>> lines(1);
  for (const auto& column : table.columns()) lines[0].push_back(column.name());
  for (const auto& row : rows) {
    std::vector<std::string>& line = lines.emplace_back();
    for (const Cell& cell : row.cells()) line.push_back(TextOf(cell, zone));
  }
  std::vector<size_t> widths(lines[0].size());
  for (const auto& line : lines) {
    for (size_t i = 0; i < line.size(); ++i) {
      widths[i] = std::max(widths[i], Width(line[i]));
    }
  }
  std::string out;
  for (const auto& line : lines) {
    for (size_t i = 0; i < line.size(); ++i) {
      const std::string space(widths[i] - Width(line[i]), ' ');
      const bool right = table.columns(static_cast<int>(i)).numeric();
      const bool last = i + 1 == line.size();
      out += right ? space + line[i] : line[i] + (last ? "" : space);
      out += last ? "\n" : "  ";
    }
  }
  return out;
}

std::string AsJson(const v1::TableProgress& table,
                   std::span<const v1::TableRows::Row> rows) {
  std::string out;
  for (const auto& row : rows) {
    for (int i = 0; i < row.cells_size(); ++i) {
      const Cell& cell = row.cells(i);
      out += (i == 0 ? "{" : ",") + JsonString(table.columns(i).name()) + ":";
      const bool finite = cell.text() != "inf" && cell.text() != "-inf" &&
                          cell.text() != "nan" && cell.text() != "-nan";
      if (cell.kind() == Cell::KIND_NONE) {
        out += "null";
      } else if (cell.kind() == Cell::KIND_TIME) {
        out += std::to_string(cell.number());
      } else if (cell.kind() == Cell::KIND_INT ||
                 cell.kind() == Cell::KIND_BOOL ||
                 (cell.kind() == Cell::KIND_DOUBLE && finite)) {
        out += cell.text();
      } else {
        out += JsonString(cell.text());
      }
    }
    out += "}\n";
  }
  return out;
}

std::string AsCsv(const v1::TableProgress& table,
                  std::span<const v1::TableRows::Row> rows,
                  const TimeZone& zone) {
  std::string out;
  const auto add = [&](int i, int count, const std::string& text) {
    out += CsvField(text) + (i + 1 == count ? "\n" : ",");
  };
  for (int i = 0; i < table.columns_size(); ++i) {
    add(i, table.columns_size(), table.columns(i).name());
  }
  for (const auto& row : rows) {
    for (int i = 0; i < row.cells_size(); ++i) {
      const Cell& cell = row.cells(i);
      add(i, row.cells_size(),
          cell.kind() == Cell::KIND_TIME ? FormatTime(cell.number(), zone)
                                         : cell.text());
    }
  }
  return out;
}

}  // namespace

std::string FormatTable(const v1::TableProgress& table,
                        std::span<const v1::TableRows::Row> rows,
                        RowFormat format, const TimeZone& zone) {
  switch (format) {
    case RowFormat::kNdjson:
      return AsJson(table, rows);
    case RowFormat::kCsv:
      return AsCsv(table, rows, zone);
    case RowFormat::kText:
      break;
  }
  return AsText(table, rows, zone);
}

}  // namespace taffrail
