#include "core/engine/kept_record.h"

#include <algorithm>
#include <string>

#include "core/base/numbers.h"
#include "core/parse/role_fields.h"

namespace taffrail {
namespace {

ParsedField Parsed(const v1::Field& field) {
  ParsedField parsed;
  parsed.name = field.name();
  parsed.value = field.value();
  switch (field.type()) {
    case v1::Field::TYPE_INT:
      parsed.SetInt(ParseInt<int64_t>(field.value()).value_or(0));
      break;
    case v1::Field::TYPE_DURATION:
      parsed.SetDuration(ParseInt<int64_t>(field.value()).value_or(0));
      break;
    case v1::Field::TYPE_BOOL:
      parsed.kind = FieldKind::kBool;
      parsed.integer = field.value() == "true";
      break;
    case v1::Field::TYPE_DOUBLE:
      parsed.kind = FieldKind::kDouble;
      parsed.real = ParseReal(field.value()).value_or(0);
      break;
    default:
      break;
  }
  return parsed;
}

}  // namespace

v1::OutsideFields OutsideOf(const v1::RecordDetail& record) {
  v1::OutsideFields outside;
  for (const v1::Field& field : record.fields()) {
    if (field.outside()) *outside.add_fields() = field;
  }
  if (outside.fields_size() > 0 && !record.host().empty()) {
    v1::Field* const host = outside.add_fields();
    host->set_name(std::string(kHostField));
    host->set_value(record.host());
  }
  return outside;
}

v1::OutsideFields KeptFields(const v1::KeptRecord& kept) {
  v1::OutsideFields outside;
  // Of a damaged file: as far as it can be read.
  (void)outside.ParseFromString(kept.outside());
  if (kept.line() > 0) {
    v1::Field* const line = outside.add_fields();
    line->set_name(std::string(kKeptLineField));
    line->set_value(std::to_string(kept.line()));
    line->set_type(v1::Field::TYPE_INT);
  }
  return outside;
}

void AddFields(const v1::OutsideFields& outside,
               std::vector<ParsedField>* fields) {
  for (const v1::Field& field : outside.fields()) {
    fields->push_back(Parsed(field));
  }
}

void TakeKeptLine(v1::RecordDetail* record) {
  auto& fields = *record->mutable_fields();
  const auto line = std::find_if(
      fields.begin(), fields.end(),
      [](const v1::Field& field) { return field.name() == kKeptLineField; });
  if (line == fields.end()) return;
  record->set_line(ParseInt<uint64_t>(line->value()).value_or(0));
  fields.erase(line);
}

}  // namespace taffrail
