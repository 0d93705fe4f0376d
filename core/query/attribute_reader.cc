#include "core/query/attribute_reader.h"

#include <vector>

namespace taffrail {

Status AttributeReader::VisitText(BlockReader& block, const BlockBits& of,
                                  FieldVisitor& visitor) const {
  for (uint32_t i = 0; i < block.head().count; ++i) {
    if (!of.Test(i)) continue;
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
