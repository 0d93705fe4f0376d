#ifndef TAFFRAIL_CORE_SQL_CELL_COLUMN_H_
#define TAFFRAIL_CORE_SQL_CELL_COLUMN_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/base/varint.h"
#include "core/sql/cell.h"

namespace taffrail {

// The cells of one column of some records. A text that comes again is kept
// once, as long as there are few.
class CellColumn {
 public:
  void Add(const Cell& cell);

  size_t size() const { return kinds_.size(); }
  // Its text lives until the next Add().
  Cell at(size_t i) const;
  // That it takes in memory, about.
  size_t bytes() const;

  void Append(std::string* out) const;
  // `rows` cells that Append() wrote; the reader fails if they make no sense.
  static CellColumn Read(VarintReader& reader, size_t rows);

 private:
  uint32_t TextNumber(std::string_view text);
  std::string_view TextAt(size_t number) const;

  std::vector<uint8_t> kinds_;
  std::vector<int64_t> numbers_;  // Of texts their numbers.
  std::string texts_;
  std::vector<uint32_t> ends_;  // Of each text.
  // The numbers of texts by their hashes.
  std::unordered_map<size_t, uint32_t> known_;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_SQL_CELL_COLUMN_H_
