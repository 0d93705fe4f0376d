#include "core/wire/record_batch_reader.h"

#include <zstd.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <string>

#include "core/base/crc32c.h"
#include "core/wire/decimal.h"
#include "core/wire/field_reader.h"
#include "core/wire/limits.h"
#include "core/wire/number_column.h"
#include "core/wire/raw_column.h"
#include "core/wire/static_table.h"
#include "core/wire/version_skew.h"

namespace taffrail {
namespace {

constexpr uint64_t kVersion = 1;
constexpr uint64_t kCodecNone = 0;
constexpr uint64_t kCodecZstd = 1;

// Of a member that has 32 bits.
bool IsNarrow(RecordField field) {
  return field == RecordField::kSeverity || field == RecordField::kSourceType ||
         field == RecordField::kSpanKind || field == RecordField::kSpanStatus;
}

Status Damaged(std::string what) {
  return DataLoss("A batch of records is damaged: " + std::move(what));
}

// Turns 64 words of 64 bits by the diagonal: bit i of word j becomes bit j of
// word i. Hacker's Delight, 7-3.
void Transpose(std::span<uint64_t, 64> words) {
  uint64_t mask = 0x00000000FFFFFFFF;
  for (uint32_t width = 32; width != 0; width >>= 1, mask ^= mask << width) {
    for (uint32_t i = 0; i < 64; i = (i + width + 1) & ~width) {
      const uint64_t changed = (words[i] >> width ^ words[i + width]) & mask;
      words[i] ^= changed << width;
      words[i + width] ^= changed;
    }
  }
}

}  // namespace

RecordBatchReader::RecordBatchReader()
    : zstd_(ZSTD_createDCtx(), ZSTD_freeDCtx) {}

RecordBatchReader::~RecordBatchReader() = default;

Status RecordBatchReader::Open(std::string_view batch) {
  Status status = Decode(batch);
  if (!status.ok()) {
    count_ = 0;
    columns_.clear();
  }
  return status;
}

Status RecordBatchReader::Decode(std::string_view batch) {
  count_ = 0;
  t0_ns_ = 0;
  t1_ns_ = 0;
  columns_.clear();
  raw_.Reset();
  numbers_.Reset();
  offsets_.Reset();

  uint64_t version = 0;
  uint64_t count = 0;
  uint64_t codec = 0;
  uint64_t raw_size = 0;
  uint64_t crc = 0;
  std::string_view compressed;
  FieldReader reader(batch);
  while (reader.Next()) {
    switch (reader.number()) {
      case 1:
        count = reader.value();
        break;
      case 2:
        codec = reader.value();
        break;
      case 3:
        raw_size = reader.value();
        break;
      case 4:
        crc = reader.value();
        break;
      case 5:
        t0_ns_ = static_cast<int64_t>(reader.value());
        break;
      case 6:
        t1_ns_ = static_cast<int64_t>(reader.value());
        break;
      case 7:
        compressed = reader.bytes();
        break;
      case 8:
        version = reader.value();
        break;
    }
  }
  if (!reader.ok()) return Damaged("it is not a message");
  if (version > kVersion) {
    return WrittenByNewer("A batch of records",
                          "version " + std::to_string(version));
  }
  if (version == 0) return Damaged("its end is missing");
  if (count > kMaxBatchRecords) {
    return Damaged("too many records: " + std::to_string(count));
  }
  if (Crc32c(compressed) != crc) return Damaged("its checksum is wrong");
  std::string_view raw;
  TAFFRAIL_RETURN_IF_ERROR(
      Decompress(compressed, static_cast<uint32_t>(codec), raw_size, &raw));
  count_ = static_cast<uint32_t>(count);
  return ParseColumns(raw);
}

Status RecordBatchReader::Decompress(std::string_view compressed,
                                     uint32_t codec, uint64_t raw_size,
                                     std::string_view* raw) {
  if (raw_size > kMaxBatchBytes) {
    return Damaged("too large: " + std::to_string(raw_size) + " bytes");
  }
  if (codec == kCodecNone) {
    *raw = compressed;
    return raw->size() == raw_size ? Status() : Damaged("its size is wrong");
  }
  if (codec != kCodecZstd) {
    return WrittenByNewer("A batch of records",
                          "codec " + std::to_string(codec));
  }
  const std::span<char> out = raw_.Take(raw_size);
  const size_t size = ZSTD_decompressDCtx(zstd_.get(), out.data(), out.size(),
                                          compressed.data(), compressed.size());
  if (size != raw_size) return Damaged("it cannot be decompressed");
  *raw = {out.data(), out.size()};
  return {};
}

Status RecordBatchReader::ParseColumns(std::string_view raw) {
  values_ = 0;
  uint64_t seen = 0;
  size_t columns = 0;
  FieldReader reader(raw);
  while (reader.Next()) {
    if (reader.number() != 1) continue;
    if (++columns > kMaxBatchColumns) return Damaged("too many columns");
    RawColumn raw_column;
    if (!raw_column.Parse(reader.bytes())) {
      return Damaged("column " + std::to_string(columns) + " is no message");
    }
    if (!raw_column.IsKnown()) continue;
    BatchColumn column;
    TAFFRAIL_RETURN_IF_ERROR(Unfold(raw_column, &column));
    const bool is_list =
        IsListField(column.field_) || column.field_ == RecordField::kParameter;
    const uint64_t bit = uint64_t{1} << raw_column.field;
    if (!is_list && (seen & bit) != 0) {
      return Damaged("field " + std::to_string(raw_column.field) +
                     " has two columns");
    }
    seen |= bit;
    columns_.push_back(column);
  }
  if (!reader.ok()) return Damaged("its columns are no message");
  return CheckTimes();
}

// What it was filed by must be what it holds.
Status RecordBatchReader::CheckTimes() const {
  int64_t least = 0;
  int64_t greatest = 0;
  const auto times =
      std::ranges::find(columns_, RecordField::kTime, &BatchColumn::field);
  if (times == columns_.end() || times->slots() != count_) {
    return count_ == 0 ? Status() : Damaged("it has no times");
  }
  for (uint32_t row = 0; row < count_; ++row) {
    const int64_t time = times->Integer(row);
    least = row == 0 ? time : std::min(least, time);
    greatest = row == 0 ? time : std::max(greatest, time);
  }
  return least == t0_ns_ && greatest == t1_ns_
             ? Status()
             : Damaged("its least and greatest time are others");
}

Status RecordBatchReader::Unfold(const RawColumn& raw, BatchColumn* column) {
  column->field_ = static_cast<RecordField>(raw.field);
  column->kind_ = static_cast<WireKind>(raw.kind);
  const std::string field = std::to_string(raw.field);
  if (column->field_ == RecordField::kParameter) {
    if (raw.key >= kMaxEntryValues) {
      return Damaged("a parameter's place is " + std::to_string(raw.key));
    }
    column->place_ = static_cast<uint32_t>(raw.key);
  } else if (IsListField(column->field_)) {
    const bool numbered = raw.key != 0;
    column->key_ = numbered && raw.key <= UINT32_MAX
                       ? KeyName(static_cast<uint32_t>(raw.key))
                       : raw.name;
    if (numbered && column->key_.empty()) {
      return WrittenByNewer("A batch of records",
                            "key " + std::to_string(raw.key));
    }
  }
  if (!UnfoldPresent(raw, column)) {
    return Damaged("which records have field " + field);
  }
  values_ += column->slots_;
  if (values_ > kMaxBatchValues) return Damaged("too many values");
  const bool is_text = IsTextKind(column->kind_);
  if (is_text ? !UnfoldTexts(raw, column) : !UnfoldNumbers(raw, column)) {
    return Damaged("the values of field " + field);
  }
  return {};
}

bool RecordBatchReader::UnfoldPresent(const RawColumn& raw,
                                      BatchColumn* column) {
  column->slots_ = count_;
  if (raw.present.empty()) return true;
  if (raw.present.size() != (count_ + 7) / 8) return false;
  const size_t words = (count_ + 63) / 64;
  const std::span<uint64_t> present = numbers_.Take(words);
  const std::span<uint32_t> ranks = offsets_.Take(words);
  present[words - 1] = 0;
  std::memcpy(present.data(), raw.present.data(), raw.present.size());
  uint32_t slots = 0;
  for (size_t i = 0; i < words; ++i) {
    ranks[i] = slots;
    slots += static_cast<uint32_t>(std::popcount(present[i]));
  }
  column->present_ = present.data();
  column->ranks_ = ranks.data();
  column->slots_ = slots;
  // No bits of records that are not there.
  return count_ % 64 == 0 || present[words - 1] >> (count_ % 64) == 0;
}

bool RecordBatchReader::UnfoldNumbers(const RawColumn& raw,
                                      BatchColumn* column) {
  if (column->kind_ == WireKind::kNull) return true;
  if (!IsSound(raw.numbers, column->slots_)) return false;
  const std::span<uint64_t> numbers = numbers_.Take(column->slots_);
  DecodeNumbers(raw.numbers, numbers);
  column->numbers_ = numbers.data();
  uint64_t all = 0;
  if (column->kind_ == WireKind::kBool) {
    for (uint64_t value : numbers) all |= value;
    return all <= 1;
  }
  if (IsNarrow(column->field_)) {
    for (uint64_t value : numbers) all |= value;
    return all <= UINT32_MAX;
  }
  if (column->kind_ == WireKind::kDouble && raw.scale > 0) {
    if (raw.scale > kMaxDecimalScale + 1) return false;
    const uint32_t scale = static_cast<uint32_t>(raw.scale - 1);
    for (uint64_t& value : numbers) {
      value = std::bit_cast<uint64_t>(
          FromDecimal(static_cast<int64_t>(value), scale));
    }
  }
  return true;
}

bool RecordBatchReader::UnfoldTexts(const RawColumn& raw, BatchColumn* column) {
  const bool has_dictionary = raw.entries > 0;
  if (raw.entries > column->slots_) return false;
  const size_t entries = has_dictionary ? raw.entries : column->slots_;
  if (!IsSound(raw.lengths, entries)) return false;
  const std::span<uint32_t> ends = offsets_.Take(entries + 1);
  ends[0] = 0;
  DecodeNumbers(raw.lengths, ends.subspan(1));
  const size_t fixed = FixedSize(column->field_, column->kind_);
  uint64_t end = 0;
  bool sound = true;
  for (uint32_t& each : ends.subspan(1)) {
    sound &= fixed == 0 || each == fixed;
    end += each;
    each = static_cast<uint32_t>(end);
  }
  if (!sound || end != raw.data.size()) return false;
  column->ends_ = ends.data();
  column->data_ = raw.data.data();
  if (!has_dictionary) return true;

  if (!IsSound(raw.numbers, column->slots_)) return false;
  const std::span<uint32_t> places = offsets_.Take(column->slots_);
  DecodeNumbers(raw.numbers, places);
  column->places_ = places.data();
  uint32_t greatest = 0;
  for (uint32_t place : places) greatest = std::max(greatest, place);
  return greatest < entries;
}

// Makes the block of 64 rows that `row` is in.
void RecordBatchReader::TurnBlock(uint32_t row) {
  const size_t words = (columns_.size() + 63) / 64;
  block_.resize(words * 64);
  for (size_t word = 0; word < words; ++word) {
    std::array<uint64_t, 64> bits{};
    const size_t first = word * 64;
    const size_t last = std::min(first + 64, columns_.size());
    for (size_t i = first; i < last; ++i) {
      const uint64_t* present = columns_[i].present_;
      bits[i - first] = present == nullptr ? ~uint64_t{0} : present[row / 64];
    }
    Transpose(bits);
    for (size_t i = 0; i < 64; ++i) block_[i * words + word] = bits[i];
  }
}

void RecordBatchReader::Seek(uint32_t row) {
  next_slots_.clear();
  for (const BatchColumn& column : columns_) {
    next_slots_.push_back(column.SlotOf(row));
  }
  TurnBlock(row);
}

void RecordBatchReader::Read(uint32_t row, WireRecord* record) {
  record->Clear();
  if (row != next_row_ || row == 0) {
    Seek(row);
  } else if (row % 64 == 0) {
    TurnBlock(row);
  }
  next_row_ = row + 1;
  const size_t words = (columns_.size() + 63) / 64;
  const uint64_t* present = block_.data() + row % 64 * words;
  for (size_t word = 0; word < words; ++word) {
    for (uint64_t bits = present[word]; bits != 0; bits &= bits - 1) {
      const size_t i = word * 64 + static_cast<size_t>(std::countr_zero(bits));
      columns_[i].Put(next_slots_[i]++, record);
    }
  }
}

}  // namespace taffrail
