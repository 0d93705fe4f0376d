#ifndef TAFFRAIL_CORE_SQL_SCAN_ROWS_H_
#define TAFFRAIL_CORE_SQL_SCAN_ROWS_H_

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "core/sql/cell.h"
#include "core/sql/record_scan.h"

namespace taffrail {

// What a scan brought from all shards, for the statement that asked for it.
class ScanRows {
 public:
  // Where a row is: which part, and where in that.
  struct Place {
    uint32_t part;
    uint32_t row;
  };

  // `anew`: what this shard told before is void.
  void Add(uint32_t shard, bool anew, ScannedRows rows);
  // There are so many, and nothing of them is read.
  void SetCount(uint64_t count) { counted_ = count; }
  // All is there. Of a limited scan what came beyond its limit is left out.
  void Finish(const v1::SqlScan& scan);

  uint64_t count() const { return counted_.value_or(count_); }
  // About, in memory.
  size_t bytes() const { return bytes_; }
  // It was not cut at the limit.
  bool whole() const { return whole_; }

  // The first row, and the one after a place; those of counted rows are none.
  std::optional<Place> First() const { return From({0, 0}); }
  std::optional<Place> After(Place place) const {
    return From({place.part, place.row + 1});
  }
  Cell at(Place place, size_t column) const {
    return parts_[place.part].columns[column].at(place.row);
  }

  // In order of their keys; only what is keyed has them.
  std::span<const Place> Ordered(bool oldest_first);
  void Order(std::span<Place> places, bool oldest_first) const;
  // All whose cell has the value, and perhaps others.
  std::span<const Place> With(size_t column, const Cell& value);

 private:
  std::optional<Place> From(Place place) const;

  struct Told {
    uint32_t shard;
    ScannedRows rows;
  };
  std::deque<Told> told_;  // Until Finish().
  std::vector<ScannedRows> parts_;
  uint64_t count_ = 0;
  std::optional<uint64_t> counted_;
  size_t bytes_ = 0;
  bool whole_ = true;
  std::optional<bool> sorted_;  // And whether oldest first.
  std::vector<Place> order_;
  // By column: places, ascending by the cell's hash.
  struct Index {
    std::vector<uint64_t> hashes;
    std::vector<Place> places;
  };
  std::map<size_t, Index> indices_;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_SQL_SCAN_ROWS_H_
