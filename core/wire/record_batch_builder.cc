#include "core/wire/record_batch_builder.h"

#include <zstd.h>

#include <algorithm>
#include <bit>
#include <functional>
#include <optional>

#include "core/base/crc32c.h"
#include "core/base/varint.h"
#include "core/proto/record.pb.h"
#include "core/wire/decimal.h"
#include "core/wire/limits.h"
#include "core/wire/number_column.h"
#include "core/wire/static_table.h"

namespace taffrail {
namespace {

constexpr uint32_t kVersion = 1;
// Higher levels take a multiple of the time for a few per cent.
constexpr int kCompressionLevel = 3;
// What a field costs beside its text, at the most.
constexpr size_t kFieldBytes = 16;
// What a column costs beside its values and its bitmap, at the most.
constexpr size_t kColumnBytes = 96;
// Of columns and bytes that are kept from batch to batch, at the most.
constexpr size_t kKeptColumns = 1024;
constexpr size_t kKeptBytes = 8 << 20;
// Fields of a record that are not lists.
constexpr size_t kRecordMembers = 17;

size_t SizeOf(const WireAttribute& attribute) {
  return attribute.key.size() + attribute.value.text.size() + kFieldBytes;
}

size_t SizeOf(const WireRecord& record) {
  size_t size = 0;
  const auto add = [&](auto, auto) { size += kFieldBytes; };
  ForEachNumberField(record, add);
  ForEachTextField(record, [&](RecordField, std::string_view text) {
    size += text.size() + kFieldBytes;
  });
  for (std::string_view text : record.parameters) {
    size += text.size() + kFieldBytes;
  }
  for (const WireAttribute& each : record.attributes) size += SizeOf(each);
  for (const WireAttribute& each : record.labels) size += SizeOf(each);
  return size;
}

void SetNumbers(std::span<const uint64_t> values, v1::Numbers* out) {
  const NumberColumn column = EncodeNumbers(values, out->mutable_planes());
  out->set_order(column.order);
  out->set_width(column.width);
  out->set_base(static_cast<int64_t>(column.base));
  out->set_first(static_cast<int64_t>(column.first));
  out->set_first_difference(static_cast<int64_t>(column.first_difference));
}

// Gives each distinct text a place, from 0. For a known number of texts, which
// outlive it.
class TextEntries {
 public:
  explicit TextEntries(size_t texts)
      : slots_(std::bit_ceil(texts * 2 + 1), kNone) {}

  size_t size() const { return texts_.size(); }

  uint64_t PlaceOf(std::string_view text) {
    const size_t mask = slots_.size() - 1;
    size_t at = std::hash<std::string_view>()(text) & mask;
    for (; slots_[at] != kNone; at = (at + 1) & mask) {
      if (texts_[slots_[at]] == text) return slots_[at];
    }
    slots_[at] = static_cast<uint32_t>(texts_.size());
    texts_.push_back(text);
    return slots_[at];
  }

 private:
  static constexpr uint32_t kNone = UINT32_MAX;

  std::vector<std::string_view> texts_;
  std::vector<uint32_t> slots_;
};

}  // namespace

struct RecordBatchBuilder::Column {
  Column(RecordField field, uint32_t place, std::string_view key, WireKind kind)
      : field(field), place(place), key(key), kind(kind) {}

  const RecordField field;
  // Of a parameter.
  const uint32_t place;
  const std::string key;
  const WireKind kind;
  // Where it is among those of its name.
  Namesakes* namesakes = nullptr;
  size_t place_among_namesakes = 0;
  // The column that was taken after this one, the last time.
  Column* next = nullptr;
  // Ascending.
  std::vector<uint32_t> rows;
  // Integers, booleans and the bits of doubles.
  std::vector<uint64_t> numbers;
  // Of other kinds.
  std::vector<uint64_t> lengths;
  std::string data;

  void Clear() {
    *namesakes = {std::move(namesakes->columns)};
    rows.clear();
    numbers.clear();
    lengths.clear();
    data.clear();
  }

  void Encode(uint32_t count, v1::Column* out) const {
    out->set_field(static_cast<uint32_t>(field));
    out->set_kind(static_cast<uint32_t>(kind));
    if (field == RecordField::kParameter) {
      out->set_key(place);
    } else if (const uint32_t number = KeyNumber(key)) {
      out->set_key(number);
    } else if (!key.empty()) {
      out->set_name(key);
    }
    if (rows.size() < count) {
      std::string* present = out->mutable_present();
      present->resize((count + 7) / 8);
      for (uint32_t row : rows) {
        (*present)[row / 8] |= static_cast<char>(1 << (row % 8));
      }
    }
    if (IsTextKind(kind)) {
      EncodeTexts(out);
    } else if (kind == WireKind::kDouble) {
      EncodeDoubles(out);
    } else if (kind != WireKind::kNull) {
      SetNumbers(numbers, out->mutable_numbers());
    }
  }

  // As digits at the smallest scale that suits all, or else as bits.
  void EncodeDoubles(v1::Column* out) const {
    std::vector<uint64_t> digits(numbers.size());
    uint32_t scale = 0;
    for (size_t i = 0; i < numbers.size() && scale <= kMaxDecimalScale;) {
      const auto exact = ToDecimal(std::bit_cast<double>(numbers[i]), scale);
      digits[i] = static_cast<uint64_t>(exact.value_or(0));
      i = exact ? i + 1 : 0;
      scale += !exact;
    }
    const bool decimal = scale <= kMaxDecimalScale;
    // Counted from 1: 0 says bits.
    out->set_scale(decimal ? scale + 1 : 0);
    SetNumbers(decimal ? digits : numbers, out->mutable_numbers());
  }

  void EncodeTexts(v1::Column* out) const {
    TextEntries entries(lengths.size());
    std::vector<uint64_t> places(lengths.size());
    std::vector<uint64_t> entry_lengths;
    std::string entry_data;
    const char* at = data.data();
    for (size_t i = 0; i < lengths.size(); ++i) {
      const std::string_view text(at, lengths[i]);
      at += text.size();
      places[i] = entries.PlaceOf(text);
      if (places[i] < entry_lengths.size()) continue;
      entry_lengths.push_back(text.size());
      entry_data.append(text);
    }
    // A dictionary has to pay for its places.
    const size_t width = (std::bit_width(entries.size()) + 7) / 8;
    const size_t with = entry_data.size() + entries.size() * 2;
    if (with + lengths.size() * width < data.size() + lengths.size() * 2) {
      SetNumbers(places, out->mutable_numbers());
      out->set_entries(static_cast<uint32_t>(entries.size()));
      SetNumbers(entry_lengths, out->mutable_lengths());
      out->set_data(std::move(entry_data));
      return;
    }
    SetNumbers(lengths, out->mutable_lengths());
    out->set_data(data);
  }
};

RecordBatchBuilder::RecordBatchBuilder(Codec codec)
    : codec_(codec), zstd_(ZSTD_createCCtx(), ZSTD_freeCCtx) {}

RecordBatchBuilder::~RecordBatchBuilder() = default;

Status RecordBatchBuilder::Add(const WireRecord& record) {
  const size_t size = SizeOf(record);
  const size_t values = record.attributes.size() + record.labels.size() +
                        record.parameters.size();
  if (values > kMaxEntryValues || size > kMaxEntryBytes) {
    return InvalidArgument("A record is too large: " + std::to_string(size) +
                           " bytes in " + std::to_string(values) + " fields");
  }
  if (!HasFixedSizes(record)) {
    return InvalidArgument("A record has an id of the wrong size");
  }
  // Every value might need a column of its own, with a bit for each record.
  const size_t columns = columns_.size() + values + kRecordMembers;
  const size_t bitmaps = columns * ((count_ + 8) / 8 + kColumnBytes);
  if (count_ == kMaxBatchRecords || columns > kMaxBatchColumns ||
      values_ + values + kRecordMembers > kMaxBatchValues ||
      bytes_ + size + bitmaps > kMaxBatchBytes) {
    return ResourceExhausted("A batch is full: " + std::to_string(count_) +
                             " records");
  }
  ForEachNumberField(record, [&](RecordField field, auto value) {
    // A time of 0 is a time.
    if (value != decltype(value){} || field == RecordField::kTime) {
      AddNumber(field, static_cast<uint64_t>(value));
    }
  });
  ForEachTextField(record, [&](RecordField field, std::string_view text) {
    if (!text.empty()) AddText(field, 0, text);
  });
  for (const auto& each : record.attributes) {
    AddAttribute(RecordField::kAttribute, each);
  }
  for (const auto& each : record.labels) {
    AddAttribute(RecordField::kLabel, each);
  }
  for (uint32_t i = 0; i < record.parameters.size(); ++i) {
    AddText(RecordField::kParameter, i, record.parameters[i]);
  }
  t0_ns_ = count_ == 0 ? record.time_ns : std::min(t0_ns_, record.time_ns);
  t1_ns_ = count_ == 0 ? record.time_ns : std::max(t1_ns_, record.time_ns);
  bytes_ += size;
  ++count_;
  return {};
}

// The column for the current record's value. Records of one kind have the same
// fields in the same order, so that most are guessed.
RecordBatchBuilder::Column& RecordBatchBuilder::Take(RecordField field,
                                                     uint32_t place,
                                                     std::string_view key,
                                                     WireKind kind) {
  Column* column = last_ == nullptr ? nullptr : last_->next;
  if (column == nullptr || column->field != field || column->kind != kind ||
      column->place != place || column->key != key) {
    column = &Find(field, place, key, kind);
  }
  // A second value of the same name in one record goes to a second column.
  Namesakes& namesakes = *column->namesakes;
  if (namesakes.row != count_) {
    namesakes.row = count_;
    namesakes.used = 0;
  }
  if (namesakes.used != column->place_among_namesakes) {
    if (namesakes.used == namesakes.columns.size()) {
      AddColumn(field, place, key, kind, &namesakes);
    }
    column = namesakes.columns[namesakes.used];
  }
  ++namesakes.used;
  if (last_ != nullptr) last_->next = column;
  last_ = column;
  column->rows.push_back(count_);
  ++values_;
  return *column;
}

// The first column of that name.
RecordBatchBuilder::Column& RecordBatchBuilder::Find(RecordField field,
                                                     uint32_t place,
                                                     std::string_view key,
                                                     WireKind kind) {
  name_.clear();
  name_.push_back(static_cast<char>(field));
  name_.push_back(static_cast<char>(kind));
  PutVarint(&name_, place);
  name_.append(key);
  Namesakes& namesakes = by_name_[name_];
  if (namesakes.columns.empty()) {
    AddColumn(field, place, key, kind, &namesakes);
  }
  return *namesakes.columns.front();
}

void RecordBatchBuilder::AddColumn(RecordField field, uint32_t place,
                                   std::string_view key, WireKind kind,
                                   Namesakes* namesakes) {
  columns_.push_back(std::make_unique<Column>(field, place, key, kind));
  Column& column = *columns_.back();
  column.namesakes = namesakes;
  column.place_among_namesakes = namesakes->columns.size();
  namesakes->columns.push_back(&column);
}

void RecordBatchBuilder::AddNumber(RecordField field, uint64_t value) {
  Take(field, 0, {}, WireKind::kInteger).numbers.push_back(value);
}

void RecordBatchBuilder::AddText(RecordField field, uint32_t place,
                                 std::string_view text) {
  Column& column = Take(field, place, {}, WireKind::kText);
  column.lengths.push_back(text.size());
  column.data.append(text);
}

void RecordBatchBuilder::AddAttribute(RecordField field,
                                      const WireAttribute& attribute) {
  const WireValue& value = attribute.value;
  Column& column = Take(field, 0, attribute.key, value.kind);
  if (IsTextKind(value.kind)) {
    column.lengths.push_back(value.text.size());
    column.data.append(value.text);
  } else if (value.kind == WireKind::kDouble) {
    column.numbers.push_back(std::bit_cast<uint64_t>(value.number));
  } else {
    column.numbers.push_back(static_cast<uint64_t>(value.integer));
  }
}

std::string RecordBatchBuilder::EncodeColumns() const {
  v1::Columns columns;
  for (const auto& column : columns_) {
    if (!column->rows.empty()) column->Encode(count_, columns.add_columns());
  }
  return columns.SerializeAsString();
}

std::string RecordBatchBuilder::Finish() {
  const std::string raw = EncodeColumns();
  v1::RecordBatch batch;
  batch.set_version(kVersion);
  batch.set_count(count_);
  batch.set_raw_size(static_cast<uint32_t>(raw.size()));
  batch.set_t0_ns(t0_ns_);
  batch.set_t1_ns(t1_ns_);
  std::string* columns = batch.mutable_columns();
  if (codec_ == Codec::kZstd) {
    batch.set_codec(v1::RecordBatch::CODEC_ZSTD);
    columns->resize(ZSTD_compressBound(raw.size()));
    // Cannot fail: the buffer is as large as the bound.
    columns->resize(ZSTD_compressCCtx(zstd_.get(), columns->data(),
                                      columns->size(), raw.data(), raw.size(),
                                      kCompressionLevel));
  } else {
    *columns = raw;
  }
  batch.set_crc32c(Crc32c(*columns));
  Reset();
  return batch.SerializeAsString();
}

void RecordBatchBuilder::Reset() {
  // The next batch's columns are likely the same: not many or large ones are
  // kept, for what they have allocated and for Take()'s guesses.
  if (columns_.size() > kKeptColumns || bytes_ > kKeptBytes) {
    columns_.clear();
    by_name_.clear();
    last_ = nullptr;
  }
  for (const auto& column : columns_) column->Clear();
  count_ = 0;
  bytes_ = 0;
  values_ = 0;
  t0_ns_ = 0;
  t1_ns_ = 0;
}

}  // namespace taffrail
