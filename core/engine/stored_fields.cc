#include "core/engine/stored_fields.h"

#include <algorithm>
#include <bit>
#include <string_view>

#include "core/parse/role_fields.h"
#include "core/query/value.h"

namespace taffrail {
namespace {

// Fills in what the column has of the record; false if it has nothing.
StatusOr<bool> ReadField(BlockReader& block, const Attribute& attribute,
                         const AttributeColumn& column, uint32_t index,
                         std::deque<std::string>* texts, ParsedField* field) {
  if (!column.present.Test(index)) return false;
  field->kind = attribute.kind;
  if (attribute.kind == FieldKind::kString) {
    Status status = block.ForEachText(
        column, [&](uint32_t i, int64_t entry, std::string_view text) {
          if (i != index) return;
          const auto value = static_cast<size_t>(entry);
          if (entry >= 0 && value < attribute.values.size()) {
            text = attribute.values[value];
          }
          field->value = texts->emplace_back(text);
        });
    if (!status.ok()) return status;
    return true;
  }
  size_t at = 0;
  column.present.ForEach([&](uint32_t i) {
    const int64_t number = column.numbers[at++];
    if (i != index) return;
    field->value =
        texts->emplace_back(NumberText(KindOf(attribute.kind), number));
    if (attribute.kind == FieldKind::kDouble) {
      field->real = std::bit_cast<double>(number);
    } else {
      field->integer = number;
    }
  });
  return true;
}

}  // namespace

Status AddStoredFields(BlockReader& block, uint32_t index,
                       std::deque<std::string>* texts, ParsedRecord* record,
                       std::vector<ParsedField>* fields) {
  Partition& partition = block.partition();
  if (!block.head().has_attributes) return {};
  // What the text says of itself, by the names that columns have.
  std::vector<ParsedField> own = *fields;
  std::string ids;
  AddRoleFields(*record, &ids, &own);
  for (uint32_t i = 0; i < partition.attributes().committed(); ++i) {
    const Attribute& attribute = partition.attributes().all()[i];
    const bool said = std::any_of(
        own.begin(), own.end(),
        [&](const ParsedField& field) { return field.name == attribute.name; });
    if (said) continue;
    TAFFRAIL_RETURN_IF_ERROR(partition.LoadValues(i));
    StatusOr<const AttributeColumn*> column = block.Attribute(i);
    if (!column.ok()) return column.status();
    ParsedField field;
    field.name = attribute.name;
    const StatusOr<bool> read =
        ReadField(block, attribute, **column, index, texts, &field);
    if (!read.ok()) return read.status();
    if (!*read) continue;
    if (field.name == kHostField) {
      record->host = field.value;
    } else {
      fields->push_back(field);
    }
  }
  return {};
}

}  // namespace taffrail
