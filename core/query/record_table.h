#ifndef TAFFRAIL_CORE_QUERY_RECORD_TABLE_H_
#define TAFFRAIL_CORE_QUERY_RECORD_TABLE_H_

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/status.h"
#include "core/query/field_reader.h"
#include "core/query/pipeline.h"
#include "core/query/search.h"
#include "core/query/table.h"

namespace taffrail {

// What a pipeline without `stats` makes of records: the first of them, newest
// first or as `sort` says, with the fields that are asked for. Only the first
// steps can be done on a part of the records; it does those, and all of them in
// Result().
class RecordTable {
 public:
  // More records are never in a table.
  static constexpr size_t kMaxRows = 10'000;

  // `pipeline` and `names` outlive it.
  RecordTable(const Pipeline& pipeline, const SourceNames& names);
  RecordTable(const RecordTable&) = delete;
  RecordTable& operator=(const RecordTable&) = delete;

  // No record of the block can come into it any more. Blocks are best looked at
  // by falling highest key.
  bool RulesOut(const BlockMatch& match);
  // Takes records of the block. The partition must be open.
  Status Look(BlockReader& block, const BlockBits& matches);

  // What Merge() of another takes.
  void Append(std::string* out);
  Status Merge(std::string_view bytes);

  // There were more records than it holds, and it is not known which of them
  // the steps would have kept.
  bool cut() const { return cut_; }
  Table Result();

 private:
  struct Row {
    RowKey key;
    std::vector<Value> cells;  // By `fields_`.
  };
  // Whether `a` stands before `b`.
  bool Before(const Row& a, const Row& b) const;
  std::string DedupKey(const Row& row) const;
  void Take(Row row);
  // Brings the rows into order and leaves out what is too much.
  void Settle();
  void PlanSteps();
  size_t PlaceOf(const std::string& field) const;
  // Of `of` only the records that the first field of the order lets in.
  Status LeaveOutHopeless(BlockReader& block, BlockBits* of);
  Status Read(size_t field, BlockReader& block, const BlockBits& of,
              std::vector<Row>* rows);

  const Pipeline& pipeline_;
  std::deque<FieldReader> fields_;
  // Places of fields: what rows are ordered by first, and how; what makes them
  // alike.
  std::vector<std::pair<size_t, bool>> order_;
  std::vector<size_t> dedup_;
  // So many rows are kept, and whether it is the pipeline that says so.
  size_t most_ = kMaxRows;
  bool limited_ = false;

  std::vector<Row> rows_;
  // The first of them are in order, and each is alone of its kind.
  size_t settled_ = 0;
  bool cut_ = false;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_QUERY_RECORD_TABLE_H_
