#ifndef TAFFRAIL_CORE_PARSE_TABLE_READER_H_
#define TAFFRAIL_CORE_PARSE_TABLE_READER_H_

#include <string>
#include <string_view>
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

  // A comment, or the header line.
  bool IsComment(std::string_view line) const;

  const std::vector<Column>& columns() const { return columns_; }
  // The columns as the header line has them.
  const std::vector<std::string>& names() const { return names_; }

 private:
  const TableShape& table_;
  const std::string header_;
  char separator_;
  std::vector<Column> columns_;
  std::vector<std::string> names_;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_PARSE_TABLE_READER_H_
