#include "core/wire/raw_column.h"

#include "core/wire/field_reader.h"
#include "core/wire/wire_record.h"

namespace taffrail {
namespace {

// Field numbers are those of core/proto/record.proto.
bool ParseNumbers(std::string_view message, NumberColumn* out) {
  *out = {};
  FieldReader reader(message);
  while (reader.Next()) {
    switch (reader.number()) {
      case 1:
        out->order = static_cast<uint32_t>(reader.value());
        break;
      case 2:
        out->width = static_cast<uint32_t>(reader.value());
        break;
      case 3:
        out->base = static_cast<uint64_t>(reader.zigzag());
        break;
      case 4:
        out->first = static_cast<uint64_t>(reader.zigzag());
        break;
      case 5:
        out->first_difference = static_cast<uint64_t>(reader.zigzag());
        break;
      case 6:
        out->planes = reader.bytes();
        break;
    }
  }
  return reader.ok();
}

bool IsTextField(RecordField field) {
  bool is = false;
  const WireRecord record;
  ForEachTextField(record,
                   [&](RecordField each, auto) { is |= each == field; });
  return is || field == RecordField::kParameter;
}

bool IsNumberField(RecordField field) {
  bool is = false;
  const WireRecord record;
  ForEachNumberField(record,
                     [&](RecordField each, auto) { is |= each == field; });
  return is;
}

}  // namespace

bool RawColumn::Parse(std::string_view message) {
  FieldReader reader(message);
  bool sound = true;
  while (reader.Next()) {
    switch (reader.number()) {
      case 1:
        field = reader.value();
        break;
      case 2:
        key = reader.value();
        break;
      case 3:
        name = reader.bytes();
        break;
      case 4:
        kind = reader.value();
        break;
      case 5:
        present = reader.bytes();
        break;
      case 6:
        sound = sound && ParseNumbers(reader.bytes(), &numbers);
        break;
      case 7:
        scale = reader.value();
        break;
      case 8:
        sound = sound && ParseNumbers(reader.bytes(), &lengths);
        break;
      case 9:
        data = reader.bytes();
        break;
      case 10:
        entries = reader.value();
        break;
    }
  }
  return sound && reader.ok();
}

bool RawColumn::IsKnown() const {
  const RecordField known = static_cast<RecordField>(field);
  if (field > UINT32_MAX) return false;
  if (IsListField(known)) {
    return kind <= static_cast<uint64_t>(WireKind::kIpv4);
  }
  const WireKind wanted =
      IsNumberField(known) ? WireKind::kInteger : WireKind::kText;
  return (IsNumberField(known) || IsTextField(known)) &&
         kind == static_cast<uint64_t>(wanted);
}

}  // namespace taffrail
