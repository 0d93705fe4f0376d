#include "core/query/field_reader.h"

#include <vector>

namespace taffrail {
namespace {

// Of a message that is a cell of a table.
constexpr size_t kMaxMessageBytes = 4096;

}  // namespace

Status FieldReader::VisitText(BlockReader& block, const BlockBits& of,
                              FieldVisitor& visitor) {
  if (field_ == RecordField::kSource) {
    const auto name = names_.find(block.head().source_id);
    if (name == names_.end()) return {};
    of.ForEach([&](uint32_t i) { visitor.Text(i, name->second); });
    return {};
  }
  for (uint32_t i = 0; i < block.head().count; ++i) {
    if (!of.Test(i)) continue;
    if (field_ == RecordField::kMessage) {
      StatusOr<std::string_view> message = block.Message(i);
      if (!message.ok()) return message.status();
      visitor.Text(i, message->substr(0, kMaxMessageBytes));
      continue;
    }
    StatusOr<const std::vector<ParsedField>*> fields = block.Fields(i);
    if (!fields.ok()) return fields.status();
    const ParsedField* field = NearestField(name_, **fields);
    if (field == nullptr) continue;
    if (field->kind == FieldKind::kString) {
      visitor.Text(i, field->value);
    } else {
      visitor.Number(i, KindOf(field->kind), NumberInColumn(*field));
    }
  }
  return {};
}

}  // namespace taffrail
