#include "core/wire/batch_column.h"

namespace taffrail {

WireValue BatchColumn::Value(uint32_t slot) const {
  switch (kind_) {
    case WireKind::kNull:
      return {};
    case WireKind::kInteger:
      return IntegerValue(Integer(slot));
    case WireKind::kBool:
      return BoolValue(Integer(slot) != 0);
    case WireKind::kDouble:
      return DoubleValue(Double(slot));
    default:
      return TextValue(Text(slot), kind_);
  }
}

void BatchColumn::PutAttribute(uint32_t slot,
                               std::vector<WireAttribute>* list) const {
  WireAttribute& attribute = list->emplace_back();
  attribute.key = key_;
  attribute.value.kind = kind_;
  if (IsTextKind(kind_)) {
    attribute.value.text = Text(slot);
  } else if (kind_ == WireKind::kDouble) {
    attribute.value.number = Double(slot);
  } else if (kind_ != WireKind::kNull) {
    attribute.value.integer = Integer(slot);
  }
}

void BatchColumn::Put(uint32_t slot, WireRecord* record) const {
  switch (field_) {
    case RecordField::kTime:
      record->time_ns = Integer(slot);
      break;
    case RecordField::kObserved:
      record->observed_ns = Integer(slot);
      break;
    case RecordField::kSeverity:
      record->severity = static_cast<uint32_t>(Integer(slot));
      break;
    case RecordField::kLogId:
      record->log_id = static_cast<uint64_t>(Integer(slot));
      break;
    case RecordField::kSource:
      record->source = Text(slot);
      break;
    case RecordField::kService:
      record->service = Text(slot);
      break;
    case RecordField::kBody:
      record->body = Text(slot);
      break;
    case RecordField::kTraceId:
      record->trace_id = Text(slot);
      break;
    case RecordField::kSpanId:
      record->span_id = Text(slot);
      break;
    case RecordField::kParentSpanId:
      record->parent_span_id = Text(slot);
      break;
    case RecordField::kAttribute:
      PutAttribute(slot, &record->attributes);
      break;
    case RecordField::kTemplateId:
      record->template_id = static_cast<uint64_t>(Integer(slot));
      break;
    case RecordField::kSourceType:
      record->source_type = static_cast<SourceType>(Integer(slot));
      break;
    case RecordField::kSeverityText:
      record->severity_text = Text(slot);
      break;
    case RecordField::kName:
      record->name = Text(slot);
      break;
    case RecordField::kSpanKind:
      record->span_kind = static_cast<uint32_t>(Integer(slot));
      break;
    case RecordField::kDuration:
      record->duration_ns = Integer(slot);
      break;
    case RecordField::kSpanStatus:
      record->span_status = static_cast<uint32_t>(Integer(slot));
      break;
    case RecordField::kLabel:
      PutAttribute(slot, &record->labels);
      break;
    case RecordField::kParameter:
      if (record->parameters.size() <= place_) {
        record->parameters.resize(place_ + 1);
      }
      record->parameters[place_] = Text(slot);
      break;
  }
}

}  // namespace taffrail
