#include "core/wire/log_entry.h"

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/wire/decimal.h"
#include "core/wire/limits.h"
#include "core/wire/record_fields.h"
#include "core/wire/static_table.h"

namespace taffrail {
namespace {

// A code is a key number * kKindCount + a kind; these kinds exist in codes
// only, for shorter doubles and texts.
constexpr uint32_t kKindCount = 16;
constexpr uint32_t kRepeatedCode = 11;
constexpr uint32_t kQuotedTextCode = 12;
constexpr uint32_t kPrefixedTextCode = 13;
// Shorter texts are not looked for in the body and among the values so far.
constexpr size_t kMinQuoteSize = 6;
// How many values are looked through for the same one.
constexpr size_t kRepeatWindow = 64;
constexpr uint32_t kDecimalCode = 14;
constexpr uint32_t kNumberedTextCode = 15;

uint64_t Difference(int64_t a, int64_t b) {
  return static_cast<uint64_t>(a) - static_cast<uint64_t>(b);
}

// Appends values to an entry's lists.
class ValueWriter {
 public:
  explicit ValueWriter(v1::LogEntry* entry) : entry_(*entry) {}

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
    entry_.mutable_data()->append(text);
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
        if (PutQuote(value.text)) return kQuotedTextCode;
        if (const uint32_t number = PrefixNumber(value.text)) {
          entry_.add_lengths(number);
          PutText(value.text.substr(TextOfNumber(number).size()));
          return kPrefixedTextCode;
        }
        PutText(value.text);
        break;
      case WireKind::kBytes:
      case WireKind::kJson:
      case WireKind::kHex:
        PutText(value.text);
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
    if (value.text.size() < kMinQuoteSize) return false;
    const size_t window = std::min(values_.size(), kRepeatWindow);
    for (size_t ago = 1; ago <= window; ++ago) {
      if (*values_[values_.size() - ago] != value) continue;
      entry_.add_lengths(static_cast<uint32_t>(ago));
      return true;
    }
    return false;
  }

  // A text that the body says too, as its place there.
  bool PutQuote(std::string_view text) {
    if (text.size() < kMinQuoteSize) return false;
    const size_t at = entry_.body().find(text);
    if (at == std::string::npos) return false;
    entry_.add_lengths(static_cast<uint32_t>(at));
    entry_.add_lengths(static_cast<uint32_t>(text.size()));
    return true;
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
  std::vector<const WireValue*> values_;
};

// Takes values from an entry's lists. After a list ends too early ok() is
// false.
class ValueReader {
 public:
  ValueReader(const v1::LogEntry& entry, Arena<char>* texts)
      : entry_(entry), texts_(*texts), data_(entry.data()) {}

  bool ok() const { return ok_; }
  bool AtEnd() const {
    return data_.empty() && integer_ == entry_.integers_size() &&
           length_ == entry_.lengths_size() && double_ == entry_.doubles_size();
  }

  WireAttribute Attribute(uint32_t code) {
    const uint32_t number = code / kKindCount;
    WireAttribute attribute;
    attribute.key = number == 0 ? Text() : KeyName(number);
    ok_ = ok_ && (number == 0 || !attribute.key.empty());
    attribute.value = Value(code % kKindCount);
    values_.push_back(attribute.value);
    return attribute;
  }

  std::string_view Text() { return Data(Length()); }

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
        ok_ = ok_ && TextNumber(text) == number;
        return TextValue(text);
      }
      case kRepeatedCode: {
        const size_t ago = Length();
        ok_ = ok_ && ago > 0 && ago <= values_.size();
        return ok_ ? values_[values_.size() - ago] : WireValue();
      }
      case kQuotedTextCode: {
        const size_t at = Length();
        const size_t size = Length();
        const std::string_view body = entry_.body();
        ok_ = ok_ && at <= body.size() && size <= body.size() - at;
        return TextValue(ok_ ? body.substr(at, size) : "");
      }
      case kPrefixedTextCode: {
        const std::string_view prefix = TextOfNumber(Length());
        const std::string_view rest = Text();
        ok_ = ok_ && !prefix.empty();
        const std::span<char> whole = texts_.Take(prefix.size() + rest.size());
        std::ranges::copy(rest, std::ranges::copy(prefix, whole.begin()).out);
        return TextValue({whole.data(), whole.size()});
      }
      case static_cast<uint32_t>(WireKind::kUuid):
      case static_cast<uint32_t>(WireKind::kIpv4): {
        const WireKind fixed = static_cast<WireKind>(kind);
        return TextValue(Data(FixedSize(RecordField::kAttribute, fixed)),
                         fixed);
      }
      case static_cast<uint32_t>(WireKind::kText):
      case static_cast<uint32_t>(WireKind::kBytes):
      case static_cast<uint32_t>(WireKind::kJson):
      case static_cast<uint32_t>(WireKind::kHex):
        return TextValue(Text(), static_cast<WireKind>(kind));
      default:
        ok_ = false;
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
  std::string_view Data(size_t size) {
    ok_ = ok_ && size <= data_.size();
    if (!ok_) return {};
    const std::string_view bytes = data_.substr(0, size);
    data_.remove_prefix(size);
    return bytes;
  }

  const v1::LogEntry& entry_;
  Arena<char>& texts_;
  std::string_view data_;
  std::vector<WireValue> values_;
  int integer_ = 0;
  int length_ = 0;
  int double_ = 0;
  bool ok_ = true;
};

size_t ValueCount(const WireRecord& record) {
  return record.attributes.size() + record.labels.size() +
         record.parameters.size();
}

}  // namespace

Status ToLogEntry(const WireRecord& record, v1::LogEntry* entry) {
  entry->Clear();
  if (ValueCount(record) > kMaxEntryValues) {
    return InvalidArgument("A record has too many fields: " +
                           std::to_string(ValueCount(record)));
  }
  if (!HasFixedSizes(record)) {
    return InvalidArgument("A record has an id of the wrong size");
  }
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
  const auto assign = [](std::string_view text, std::string* field) {
    field->assign(text);
  };
  if (!record.source.empty()) assign(record.source, entry->mutable_source());
  if (!record.service.empty()) assign(record.service, entry->mutable_service());
  if (!record.body.empty()) assign(record.body, entry->mutable_body());
  if (!record.trace_id.empty()) {
    assign(record.trace_id, entry->mutable_trace_id());
  }
  if (!record.span_id.empty()) assign(record.span_id, entry->mutable_span_id());
  if (!record.parent_span_id.empty()) {
    assign(record.parent_span_id, entry->mutable_parent_span_id());
  }
  if (!record.severity_text.empty()) {
    assign(record.severity_text, entry->mutable_severity_text());
  }
  if (!record.name.empty()) assign(record.name, entry->mutable_name());

  ValueWriter writer(entry);
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
  if (entry->ByteSizeLong() > kMaxEntryBytes) {
    return InvalidArgument("A record is too large: " +
                           std::to_string(entry->ByteSizeLong()) + " bytes");
  }
  return {};
}

Status LogEntryReader::Read(const v1::LogEntry& entry, WireRecord* record) {
  texts_.Reset();
  record->Clear();
  const uint64_t values = static_cast<uint64_t>(entry.attributes_size()) +
                          static_cast<uint64_t>(entry.labels_size()) +
                          entry.parameter_count();
  if (values > kMaxEntryValues) {
    return DataLoss("A log entry has too many fields: " +
                    std::to_string(values));
  }
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
  record->source = entry.source();
  record->service = entry.service();
  record->body = entry.body();
  record->trace_id = entry.trace_id();
  record->span_id = entry.span_id();
  record->parent_span_id = entry.parent_span_id();
  record->severity_text = entry.severity_text();
  record->name = entry.name();

  ValueReader reader(entry, &texts_);
  for (uint32_t code : entry.attributes()) {
    record->attributes.push_back(reader.Attribute(code));
  }
  for (uint32_t code : entry.labels()) {
    record->labels.push_back(reader.Attribute(code));
  }
  for (uint32_t i = 0; i < entry.parameter_count(); ++i) {
    record->parameters.push_back(reader.Text());
  }
  if (!reader.ok() || !reader.AtEnd()) {
    return DataLoss("A log entry's values do not fit its codes");
  }
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
