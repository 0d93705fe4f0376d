#include "core/wire/log_entry.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "core/wire/decimal.h"
#include "core/wire/limits.h"
#include "core/wire/record_fields.h"
#include "core/wire/static_table.h"
#include "core/wire/version_skew.h"

namespace taffrail {
namespace {

// A code is a key number * kKindCount + a kind; these kinds exist in codes
// only.
constexpr uint32_t kKindCount = 16;
constexpr uint32_t kRepeatedCode = 11;
constexpr uint32_t kDecimalCode = 14;
constexpr uint32_t kNumberedTextCode = 15;
// Shorter values are not looked for among those so far.
constexpr size_t kMinRepeatSize = 6;
// How many values are looked through for the same one.
constexpr size_t kRepeatWindow = 64;

// The fields that travel with the other texts where those are packed.
template <class Record, class F>
void ForEachPackedField(Record& record, F&& f) {
  f(record.body);
  f(record.service);
  f(record.source);
  f(record.name);
  f(record.severity_text);
}

uint64_t Difference(int64_t a, int64_t b) {
  return static_cast<uint64_t>(a) - static_cast<uint64_t>(b);
}

// Appends values to an entry's lists, texts to `texts`.
class ValueWriter {
 public:
  ValueWriter(v1::LogEntry* entry, std::string* texts)
      : entry_(*entry), texts_(*texts) {}

  // Returns the code.
  uint32_t Put(const WireAttribute& attribute) {
    const uint32_t key = KeyNumber(attribute.key);
    if (key == 0) PutText(attribute.key);
    const uint32_t code = key * kKindCount + PutValue(attribute.value);
    values_.push_back(&attribute.value);
    return code;
  }

  void PutText(std::string_view text) {
    entry_.add_lengths(static_cast<uint32_t>(text.size()));
    texts_.append(text);
  }

 private:
  uint32_t PutValue(const WireValue& value) {
    if (PutRepeat(value)) return kRepeatedCode;
    const uint32_t kind = static_cast<uint32_t>(value.kind);
    switch (value.kind) {
      case WireKind::kNull:
        break;
      case WireKind::kInteger:
      case WireKind::kBool:
        entry_.add_integers(value.integer);
        break;
      case WireKind::kDouble:
        return PutDouble(value.number);
      case WireKind::kText:
        if (const uint32_t number = TextNumber(value.text)) {
          entry_.add_lengths(number);
          return kNumberedTextCode;
        }
        PutText(value.text);
        break;
      case WireKind::kJson:
        PutText(value.text);
        break;
      case WireKind::kBytes:
      case WireKind::kHex:
        entry_.add_lengths(static_cast<uint32_t>(value.text.size()));
        entry_.mutable_data()->append(value.text);
        break;
      case WireKind::kUuid:
      case WireKind::kIpv4:
        entry_.mutable_data()->append(value.text);
        break;
    }
    return kind;
  }

  // A value that the record has had, as how many values ago.
  bool PutRepeat(const WireValue& value) {
    if (value.text.size() < kMinRepeatSize) return false;
    const size_t window = std::min(values_.size(), kRepeatWindow);
    for (size_t ago = 1; ago <= window; ++ago) {
      if (*values_[values_.size() - ago] != value) continue;
      entry_.add_lengths(static_cast<uint32_t>(ago));
      return true;
    }
    return false;
  }

  uint32_t PutDouble(double value) {
    for (uint32_t scale = 0; scale <= kMaxDecimalScale; ++scale) {
      const auto digits = ToDecimal(value, scale);
      // Beyond that, eight bytes are as short.
      if (!digits || *digits > (1 << 30) || *digits < -(1 << 30)) continue;
      entry_.add_integers(*digits);
      entry_.add_lengths(scale);
      return kDecimalCode;
    }
    entry_.add_doubles(value);
    return static_cast<uint32_t>(WireKind::kDouble);
  }

  v1::LogEntry& entry_;
  std::string& texts_;
  std::vector<const WireValue*> values_;
};

// Takes values from an entry's lists. After a list ends too early or a value
// makes no sense, status() says so.
class ValueReader {
 public:
  ValueReader(const v1::LogEntry& entry, std::string_view texts,
              std::vector<WireValue>* values)
      : entry_(entry), values_(*values), data_(entry.data()), texts_(texts) {
    values_.clear();
  }

  // Requires that everything was taken.
  Status Finish() const {
    if (!unknown_.empty()) return WrittenByNewer("A log entry", unknown_);
    const bool at_end =
        data_.empty() && texts_.empty() && integer_ == entry_.integers_size() &&
        length_ == entry_.lengths_size() && double_ == entry_.doubles_size();
    return ok_ && at_end
               ? Status()
               : DataLoss("A log entry's values do not fit its codes");
  }

  WireAttribute Attribute(uint32_t code) {
    const uint32_t number = code / kKindCount;
    WireAttribute attribute;
    attribute.key = number == 0 ? Text() : KeyName(number);
    if (number != 0 && attribute.key.empty()) Unknown("key", number);
    attribute.value = Value(code % kKindCount);
    values_.push_back(attribute.value);
    return attribute;
  }

  std::string_view Text() { return Take(&texts_, Length()); }

 private:
  WireValue Value(uint32_t kind) {
    switch (kind) {
      case static_cast<uint32_t>(WireKind::kNull):
        return {};
      case static_cast<uint32_t>(WireKind::kInteger):
        return IntegerValue(Integer());
      case static_cast<uint32_t>(WireKind::kBool): {
        const int64_t value = Integer();
        ok_ = ok_ && (value == 0 || value == 1);
        return BoolValue(value == 1);
      }
      case static_cast<uint32_t>(WireKind::kDouble):
        return DoubleValue(Double());
      case kDecimalCode: {
        const int64_t digits = Integer();
        const uint32_t scale = Length();
        ok_ = ok_ && scale <= kMaxDecimalScale;
        return DoubleValue(ok_ ? FromDecimal(digits, scale) : 0);
      }
      case kNumberedTextCode: {
        const uint32_t number = Length();
        const std::string_view text = TextOfNumber(number);
        // The empty text has a number.
        if (text.empty() && number != TextNumber({})) Unknown("text", number);
        return TextValue(text);
      }
      case kRepeatedCode: {
        const size_t ago = Length();
        ok_ = ok_ && ago > 0 && ago <= values_.size();
        return ok_ ? values_[values_.size() - ago] : WireValue();
      }
      case static_cast<uint32_t>(WireKind::kUuid):
      case static_cast<uint32_t>(WireKind::kIpv4): {
        const WireKind fixed = static_cast<WireKind>(kind);
        const size_t size = FixedSize(RecordField::kAttribute, fixed);
        return TextValue(Take(&data_, size), fixed);
      }
      case static_cast<uint32_t>(WireKind::kText):
      case static_cast<uint32_t>(WireKind::kJson):
        return TextValue(Text(), static_cast<WireKind>(kind));
      case static_cast<uint32_t>(WireKind::kBytes):
      case static_cast<uint32_t>(WireKind::kHex):
        return TextValue(Take(&data_, Length()), static_cast<WireKind>(kind));
      default:
        Unknown("kind", kind);
        return {};
    }
  }

  int64_t Integer() {
    ok_ = ok_ && integer_ < entry_.integers_size();
    return ok_ ? entry_.integers(integer_++) : 0;
  }
  uint32_t Length() {
    ok_ = ok_ && length_ < entry_.lengths_size();
    return ok_ ? entry_.lengths(length_++) : 0;
  }
  double Double() {
    ok_ = ok_ && double_ < entry_.doubles_size();
    return ok_ ? entry_.doubles(double_++) : 0;
  }
  std::string_view Take(std::string_view* from, size_t size) {
    ok_ = ok_ && size <= from->size();
    if (!ok_) return {};
    const std::string_view bytes = from->substr(0, size);
    from->remove_prefix(size);
    return bytes;
  }
  // What comes after it cannot be told, so it is no damage if it does not fit.
  void Unknown(const char* what, uint32_t number) {
    if (!ok_) return;
    unknown_ = std::string(what) + " " + std::to_string(number);
    ok_ = false;
  }

  const v1::LogEntry& entry_;
  std::vector<WireValue>& values_;
  std::string_view data_;
  std::string_view texts_;
  std::string unknown_;
  int integer_ = 0;
  int length_ = 0;
  int double_ = 0;
  bool ok_ = true;
};

size_t ValueCount(const WireRecord& record) {
  return record.attributes.size() + record.labels.size() +
         record.parameters.size();
}

// Calls member() for what is not empty only: a field that was touched is
// there.
template <class Member>
void Assign(std::string_view text, Member&& member) {
  if (!text.empty()) member()->assign(text);
}

// Fields that are numbers, and ids.
void SetFields(const WireRecord& record, v1::LogEntry* entry) {
  entry->set_time_ns(record.time_ns);
  if (record.observed_ns != 0) {
    entry->set_observed_after_ns(
        static_cast<int64_t>(Difference(record.observed_ns, record.time_ns)));
  }
  entry->set_severity(record.severity);
  entry->set_log_id(record.log_id);
  entry->set_template_id(record.template_id);
  entry->set_source_type(static_cast<uint32_t>(record.source_type));
  entry->set_span_kind(record.span_kind);
  entry->set_duration_ns(record.duration_ns);
  entry->set_span_status(record.span_status);
  Assign(record.trace_id, [&] { return entry->mutable_trace_id(); });
  Assign(record.span_id, [&] { return entry->mutable_span_id(); });
  Assign(record.parent_span_id,
         [&] { return entry->mutable_parent_span_id(); });
}

void GetFields(const v1::LogEntry& entry, WireRecord* record) {
  record->time_ns = entry.time_ns();
  if (entry.has_observed_after_ns()) {
    record->observed_ns =
        static_cast<int64_t>(static_cast<uint64_t>(entry.time_ns()) +
                             static_cast<uint64_t>(entry.observed_after_ns()));
  }
  record->severity = entry.severity();
  record->log_id = entry.log_id();
  record->template_id = entry.template_id();
  record->source_type = static_cast<SourceType>(entry.source_type());
  record->span_kind = entry.span_kind();
  record->duration_ns = entry.duration_ns();
  record->span_status = entry.span_status();
}

}  // namespace

Status LogEntryWriter::Write(const WireRecord& record, v1::LogEntry* entry) {
  entry->Clear();
  if (ValueCount(record) > kMaxEntryValues) {
    return InvalidArgument("A record has too many fields: " +
                           std::to_string(ValueCount(record)));
  }
  if (!HasFixedSizes(record)) {
    return InvalidArgument("A record has an id of the wrong size");
  }
  SetFields(record, entry);
  texts_.clear();
  ValueWriter writer(entry, &texts_);
  for (const WireAttribute& attribute : record.attributes) {
    entry->add_attributes(writer.Put(attribute));
  }
  for (const WireAttribute& label : record.labels) {
    entry->add_labels(writer.Put(label));
  }
  for (std::string_view parameter : record.parameters) {
    writer.PutText(parameter);
  }
  entry->set_parameter_count(static_cast<uint32_t>(record.parameters.size()));
  PutTexts(record, entry);
  // What is packed must not be too much either.
  const size_t size = entry->ByteSizeLong() + texts_.size();
  if (size > kMaxEntryBytes) {
    return InvalidArgument("A record is too large: " + std::to_string(size) +
                           " bytes");
  }
  return {};
}

void LogEntryWriter::PutTexts(const WireRecord& record, v1::LogEntry* entry) {
  const size_t values_size = texts_.size();
  ForEachPackedField(record,
                     [&](std::string_view text) { texts_.append(text); });
  const std::string_view packed = packer_.Pack(texts_);
  // Lengths and longer tags take a little.
  constexpr size_t kPackedCost = 8;
  if (!packed.empty() && packed.size() + kPackedCost < texts_.size()) {
    entry->mutable_packed_texts()->assign(packed);
    ForEachPackedField(record, [&](std::string_view text) {
      entry->add_lengths(static_cast<uint32_t>(text.size()));
    });
    return;
  }
  texts_.resize(values_size);
  Assign(texts_, [&] { return entry->mutable_texts(); });
  Assign(record.body, [&] { return entry->mutable_body(); });
  Assign(record.service, [&] { return entry->mutable_service(); });
  Assign(record.source, [&] { return entry->mutable_source(); });
  Assign(record.name, [&] { return entry->mutable_name(); });
  Assign(record.severity_text, [&] { return entry->mutable_severity_text(); });
}

Status LogEntryReader::Read(const v1::LogEntry& entry, WireRecord* record) {
  record->Clear();
  const uint64_t values = static_cast<uint64_t>(entry.attributes_size()) +
                          static_cast<uint64_t>(entry.labels_size()) +
                          entry.parameter_count();
  if (values > kMaxEntryValues) {
    return DataLoss("A log entry has too many fields: " +
                    std::to_string(values));
  }
  GetFields(entry, record);
  record->trace_id = entry.trace_id();
  record->span_id = entry.span_id();
  record->parent_span_id = entry.parent_span_id();
  record->body = entry.body();
  record->service = entry.service();
  record->source = entry.source();
  record->name = entry.name();
  record->severity_text = entry.severity_text();
  std::string_view texts = entry.texts();
  const bool packed = !entry.packed_texts().empty();
  if (packed) {
    TAFFRAIL_RETURN_IF_ERROR(unpacker_.Unpack(entry.packed_texts(), &texts));
  }
  ValueReader reader(entry, texts, &values_);
  for (uint32_t code : entry.attributes()) {
    record->attributes.push_back(reader.Attribute(code));
  }
  for (uint32_t code : entry.labels()) {
    record->labels.push_back(reader.Attribute(code));
  }
  for (uint32_t i = 0; i < entry.parameter_count(); ++i) {
    record->parameters.push_back(reader.Text());
  }
  if (packed) {
    ForEachPackedField(*record,
                       [&](std::string_view& text) { text = reader.Text(); });
  }
  TAFFRAIL_RETURN_IF_ERROR(reader.Finish());
  if (!HasFixedSizes(*record)) {
    return DataLoss("A log entry has an id of the wrong size");
  }
  return {};
}

Status LogEntryReader::Parse(std::string_view bytes, WireRecord* record) {
  if (bytes.size() > kMaxEntryBytes) {
    return DataLoss(
        "A log entry is too large: " + std::to_string(bytes.size()) + " bytes");
  }
  if (!entry_.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
    return DataLoss("A log entry is not a message");
  }
  return Read(entry_, record);
}

}  // namespace taffrail
