#ifndef TAFFRAIL_CORE_WIRE_RECORD_BATCH_BUILDER_H_
#define TAFFRAIL_CORE_WIRE_RECORD_BATCH_BUILDER_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/base/status.h"
#include "core/wire/record_fields.h"
#include "core/wire/wire_record.h"

struct ZSTD_CCtx_s;

namespace taffrail {

// Turns records into the bytes of a RecordBatch, column by column. Copies what
// it is given. Used again and again by one thread.
class RecordBatchBuilder {
 public:
  enum class Codec { kNone = 0, kZstd = 1 };

  explicit RecordBatchBuilder(Codec codec = Codec::kZstd);
  ~RecordBatchBuilder();
  RecordBatchBuilder(const RecordBatchBuilder&) = delete;
  RecordBatchBuilder& operator=(const RecordBatchBuilder&) = delete;

  uint32_t count() const { return count_; }
  // Of what was added; the batch will be smaller.
  size_t bytes() const { return bytes_; }

  // Fails with RESOURCE_EXHAUSTED when the batch has no room for the record
  // (core/wire/limits.h), with INVALID_ARGUMENT when no batch has or an id has
  // the wrong size. The batch is then as it was.
  Status Add(const WireRecord& record);

  // The batch of what was added since the last call.
  std::string Finish();

 private:
  struct Column;
  // The columns of one name, and how many of them a record has values for.
  struct Namesakes {
    std::vector<Column*> columns;
    uint32_t row = 0;
    size_t used = 0;
  };

  Column& Take(RecordField field, uint32_t place, std::string_view key,
               WireKind kind);
  Column& Find(RecordField field, uint32_t place, std::string_view key,
               WireKind kind);
  void AddColumn(RecordField field, uint32_t place, std::string_view key,
                 WireKind kind, Namesakes* namesakes);
  void AddNumber(RecordField field, uint64_t value);
  void AddText(RecordField field, uint32_t place, std::string_view text);
  void AddAttribute(RecordField field, const WireAttribute& attribute);
  std::string EncodeColumns() const;
  void Reset();

  const Codec codec_;
  const std::unique_ptr<ZSTD_CCtx_s, size_t (*)(ZSTD_CCtx_s*)> zstd_;
  uint32_t count_ = 0;
  size_t bytes_ = 0;
  size_t values_ = 0;
  int64_t t0_ns_ = 0;
  int64_t t1_ns_ = 0;
  std::vector<std::unique_ptr<Column>> columns_;
  // That of the value before, whose `next` is a guess of this one's.
  Column* last_ = nullptr;
  // By what names a column; see Find().
  std::unordered_map<std::string, Namesakes> by_name_;
  std::string name_;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_WIRE_RECORD_BATCH_BUILDER_H_
