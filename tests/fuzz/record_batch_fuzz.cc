#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/crc32c.h"
#include "core/proto/record.pb.h"
#include "core/wire/number_column.h"
#include "core/wire/random_records.h"
#include "core/wire/record_batch_builder.h"
#include "core/wire/record_batch_reader.h"

namespace {

using taffrail::RecordBatchBuilder;
using taffrail::RecordBatchReader;
using taffrail::WireRecord;

// What decodes is written again and reads the same. A record of many columns
// may be more than the builder takes; what it takes must come back.
void CheckBatch(std::string_view bytes) {
  RecordBatchReader reader;
  if (!reader.Open(bytes).ok()) return;
  RecordBatchBuilder builder(RecordBatchBuilder::Codec::kNone);
  std::vector<WireRecord> records;
  WireRecord record;
  // The first ones suffice: all are read alike.
  for (uint32_t row = 0; row < reader.count() && row < 100; ++row) {
    reader.Read(row, &record);
    if (!builder.Add(record).ok()) break;
    Normalize(&record);
    records.push_back(record);
  }
  const std::string batch = builder.Finish();
  RecordBatchReader again;
  if (!again.Open(batch).ok() || again.count() != records.size()) {
    __builtin_trap();
  }
  for (uint32_t row = 0; row < again.count(); ++row) {
    again.Read(row, &record);
    Normalize(&record);
    if (record != records[row]) __builtin_trap();
  }
}

// Gives the batch the least and greatest of its times, which no guess meets.
void SetTimes(std::string_view columns_bytes,
              taffrail::v1::RecordBatch* batch) {
  taffrail::v1::Columns columns;
  if (!columns.ParseFromArray(columns_bytes.data(),
                              static_cast<int>(columns_bytes.size()))) {
    return;
  }
  std::vector<uint64_t> times(batch->count());
  for (const auto& column : columns.columns()) {
    const auto& numbers = column.numbers();
    const taffrail::NumberColumn header = {
        .order = numbers.order(),
        .width = numbers.width(),
        .base = static_cast<uint64_t>(numbers.base()),
        .first = static_cast<uint64_t>(numbers.first()),
        .first_difference = static_cast<uint64_t>(numbers.first_difference()),
        .planes = numbers.planes()};
    if (column.field() != 1 || times.empty() ||
        !taffrail::IsSound(header, times.size())) {
      continue;
    }
    taffrail::DecodeNumbers(header, std::span(times));
    const auto [least, greatest] = std::ranges::minmax(
        times, {}, [](uint64_t time) { return static_cast<int64_t>(time); });
    batch->set_t0_ns(static_cast<int64_t>(least));
    batch->set_t1_ns(static_cast<int64_t>(greatest));
  }
}

}  // namespace

// Any bytes as a batch, and as the columns of a sound one, since no guess
// passes the checksum.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1,
                               size - 1);
  CheckBatch(bytes);
  taffrail::v1::RecordBatch batch;
  batch.set_version(1);
  batch.set_count(data[0]);
  batch.set_raw_size(static_cast<uint32_t>(bytes.size()));
  batch.set_columns(bytes.data(), bytes.size());
  batch.set_crc32c(taffrail::Crc32c(bytes));
  SetTimes(bytes, &batch);
  CheckBatch(batch.SerializeAsString());
  return 0;
}
