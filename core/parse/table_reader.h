#ifndef TAFFRAIL_CORE_PARSE_TABLE_READER_H_
#define TAFFRAIL_CORE_PARSE_TABLE_READER_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/parse/format.h"

namespace taffrail {

// The columns of one table, as its header line names them, and how a row is cut
// into them. Immutable.
class TableReader {
 public:
  // What a column is for: its own name, or the format's field that it is of.
  struct Column {
    std::string name;
    FieldRole role = FieldRole::kNone;
  };

  // `format` is a table and must outlive this.
  TableReader(const Format& format, std::string_view header);

  // Whether `line` can be the header line of such a table.
  static bool IsHeader(const TableShape& table, std::string_view line);

  // Cuts a row into cells, as many as there are columns; false when it has
  // another number of them. Cells in quotes with a doubled quote inside are
  // unescaped into `unescaped`.
  bool Split(std::string_view row, std::string* unescaped,
             std::vector<std::string_view>* cells) const;

  // `line` is the first of a row that goes on in the next line, inside quotes.
  // An end of such a row is none, by the quote that closes its text.
  bool IsOpen(std::string_view line) const;

  bool IsComment(std::string_view line) const;

  // The columns called "date" and "time" of a table that has both; else two
  // beyond its last.
  std::pair<size_t, size_t> day_and_clock() const { return {day_, clock_}; }

  const std::vector<Column>& columns() const { return columns_; }
  // The columns as the header line has them.
  const std::vector<std::string>& names() const { return names_; }

 private:
  const TableShape& table_;
  char separator_;
  size_t day_ = SIZE_MAX;
  size_t clock_ = SIZE_MAX;
  std::vector<Column> columns_;
  std::vector<std::string> names_;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_PARSE_TABLE_READER_H_
