#ifndef TAFFRAIL_CORE_WIRE_RECORD_FIELDS_H_
#define TAFFRAIL_CORE_WIRE_RECORD_FIELDS_H_

#include <cstddef>
#include <cstdint>

#include "core/wire/wire_record.h"

namespace taffrail {

// LogEntry's field numbers, by which the columns of a batch go too. The three
// lists of many values come last.
enum class RecordField : uint32_t {
  kTime = 1,
  kObserved = 2,
  kSeverity = 3,
  kLogId = 4,
  kSource = 5,
  kService = 6,
  kBody = 7,
  kTraceId = 8,
  kSpanId = 9,
  kParentSpanId = 10,
  kAttribute = 11,
  kTemplateId = 15,
  kSourceType = 16,
  kSeverityText = 17,
  kName = 18,
  kSpanKind = 19,
  kDuration = 20,
  kSpanStatus = 21,
  kLabel = 22,
  kParameter = 24,
};

// Calls f(field, member) for each member of a record that is a number.
template <class Record, class F>
void ForEachNumberField(Record& record, F&& f) {
  f(RecordField::kTime, record.time_ns);
  f(RecordField::kObserved, record.observed_ns);
  f(RecordField::kSeverity, record.severity);
  f(RecordField::kLogId, record.log_id);
  f(RecordField::kTemplateId, record.template_id);
  f(RecordField::kSourceType, record.source_type);
  f(RecordField::kSpanKind, record.span_kind);
  f(RecordField::kDuration, record.duration_ns);
  f(RecordField::kSpanStatus, record.span_status);
}

// The same for each that is text or bytes.
template <class Record, class F>
void ForEachTextField(Record& record, F&& f) {
  f(RecordField::kSource, record.source);
  f(RecordField::kService, record.service);
  f(RecordField::kBody, record.body);
  f(RecordField::kTraceId, record.trace_id);
  f(RecordField::kSpanId, record.span_id);
  f(RecordField::kParentSpanId, record.parent_span_id);
  f(RecordField::kSeverityText, record.severity_text);
  f(RecordField::kName, record.name);
}

// The size every value of a field or a kind has; 0 where sizes differ.
constexpr size_t FixedSize(RecordField field, WireKind kind) {
  if (field == RecordField::kTraceId || kind == WireKind::kUuid) return 16;
  if (field == RecordField::kSpanId || field == RecordField::kParentSpanId) {
    return 8;
  }
  return kind == WireKind::kIpv4 ? 4 : 0;
}

// Whether ids and values have the sizes they must.
bool HasFixedSizes(const WireRecord& record);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_WIRE_RECORD_FIELDS_H_
