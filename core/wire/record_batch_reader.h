#ifndef TAFFRAIL_CORE_WIRE_RECORD_BATCH_READER_H_
#define TAFFRAIL_CORE_WIRE_RECORD_BATCH_READER_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "core/base/status.h"
#include "core/wire/arena.h"
#include "core/wire/batch_column.h"
#include "core/wire/wire_record.h"

struct ZSTD_DCtx_s;

namespace taffrail {

struct RawColumn;

// Reads a RecordBatch, of whatever bytes: nothing is believed that was not
// checked, and memory stays within a few times the limits (core/wire/limits.h).
// Numbers are unfolded, texts are views. Used again and again by one thread.
class RecordBatchReader {
 public:
  RecordBatchReader();
  ~RecordBatchReader();
  RecordBatchReader(const RecordBatchReader&) = delete;
  RecordBatchReader& operator=(const RecordBatchReader&) = delete;

  // Replaces what was read before. `batch` must outlive what is read from it.
  // Fails with DATA_LOSS, or with FAILED_PRECONDITION when a newer version
  // wrote the batch; it is then empty.
  Status Open(std::string_view batch);

  uint32_t count() const { return count_; }
  // Least and greatest time.
  int64_t t0_ns() const { return t0_ns_; }
  int64_t t1_ns() const { return t1_ns_; }

  // Valid until the next Open(). Columns this version does not know are left
  // out.
  std::span<const BatchColumn> columns() const { return columns_; }

  // Fills `record` with views that are valid until the next Open(). Quickest in
  // ascending order.
  void Read(uint32_t row, WireRecord* record);

 private:
  Status Decode(std::string_view batch);
  Status Decompress(std::string_view compressed, uint32_t codec,
                    uint64_t raw_size, std::string_view* raw);
  Status ParseColumns(std::string_view raw);
  Status CheckTimes() const;
  Status Unfold(const RawColumn& raw, BatchColumn* column);
  bool UnfoldPresent(const RawColumn& raw, BatchColumn* column);
  bool UnfoldNumbers(const RawColumn& raw, BatchColumn* column);
  bool UnfoldTexts(const RawColumn& raw, BatchColumn* column);

  void Seek(uint32_t row);
  void TurnBlock(uint32_t row);

  const std::unique_ptr<ZSTD_DCtx_s, size_t (*)(ZSTD_DCtx_s*)> zstd_;
  uint32_t count_ = 0;
  int64_t t0_ns_ = 0;
  int64_t t1_ns_ = 0;
  size_t values_ = 0;
  std::vector<BatchColumn> columns_;
  // Read() goes by rows: which columns the rows of its block have, a bit each,
  // and the slot each column has next. Made when they are first asked for.
  std::vector<uint64_t> block_;
  std::vector<uint32_t> next_slots_;
  uint32_t next_row_ = 0;
  // What was decompressed and unfolded.
  Arena<char> raw_;
  Arena<uint64_t> numbers_;
  Arena<uint32_t> offsets_;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_WIRE_RECORD_BATCH_READER_H_
