#include "core/wire/record_fields.h"

#include <algorithm>

namespace taffrail {

bool HasFixedSizes(const WireRecord& record) {
  bool hold = true;
  ForEachTextField(record, [&](RecordField field, std::string_view text) {
    const size_t size = FixedSize(field, WireKind::kText);
    hold = hold && (size == 0 || text.empty() || text.size() == size);
  });
  const auto holds = [](const WireAttribute& attribute) {
    const size_t size =
        FixedSize(RecordField::kAttribute, attribute.value.kind);
    return size == 0 || attribute.value.text.size() == size;
  };
  return hold && std::ranges::all_of(record.attributes, holds) &&
         std::ranges::all_of(record.labels, holds);
}

}  // namespace taffrail
