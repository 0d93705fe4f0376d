#ifndef TAFFRAIL_CORE_SQL_CELL_H_
#define TAFFRAIL_CORE_SQL_CELL_H_

#include <sqlite3.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/varint.h"
#include "core/proto/sql.pb.h"

namespace taffrail {

// A value as SQL knows it. Does not own its text.
struct Cell {
  enum Kind : uint8_t { kNull, kInteger, kReal, kText };
  Kind kind = kNull;
  int64_t number = 0;  // Of kReal its bits.
  std::string_view text = {};

  static Cell Integer(int64_t number) { return {kInteger, number}; }
  static Cell Real(double number);
  static Cell Text(std::string_view text) { return {kText, 0, text}; }
  double real() const;
};

// As SQLite has it, as long as it does; a blob is NULL.
Cell CellOf(sqlite3_value* value);

// Negative, 0 or positive, as SQLite orders values that are not NULL: numbers
// by what they are, then text by its bytes.
int CompareCells(const Cell& a, const Cell& b);
// The same for cells that are equal.
uint64_t HashOf(const Cell& cell);

void PutCell(std::string* out, const Cell& cell);
// Its text lives as long as what is read.
Cell GetCell(VarintReader& reader);

// One condition on a column's cells.
class CellFilter {
 public:
  explicit CellFilter(const v1::SqlFilter& filter);
  CellFilter(const CellFilter&) = delete;
  CellFilter& operator=(const CellFilter&) = delete;

  bool Holds(const Cell& cell) const;

 private:
  const v1::SqlFilter::Op op_;
  const std::string bytes_;   // What the values point into.
  std::vector<Cell> values_;  // Of kEqual by CompareCells().
  std::string pattern_;       // Of LIKE and GLOB.
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_SQL_CELL_H_
