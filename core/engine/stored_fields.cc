#include "core/engine/stored_fields.h"

#include <algorithm>
#include <bit>
#include <string_view>

#include "core/parse/role_fields.h"
#include "core/query/attribute_reader.h"

namespace taffrail {
namespace {

// Takes the one value that is shown.
class ValueTaker final : public FieldVisitor {
 public:
  ValueTaker(std::deque<std::string>* texts, ParsedField* field)
      : texts_(*texts), field_(*field) {}

  bool taken() const { return taken_; }

  void Number(uint32_t i, ValueKind kind, int64_t number) override {
    Text(i, NumberText(kind, number));
    if (kind == ValueKind::kDouble) {
      field_.real = std::bit_cast<double>(number);
    } else {
      field_.integer = number;
    }
  }
  void Text(uint32_t, std::string_view text) override {
    field_.value = texts_.emplace_back(text);
    taken_ = true;
  }

 private:
  std::deque<std::string>& texts_;
  ParsedField& field_;
  bool taken_ = false;
};

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
  BlockBits only;
  only.Set(index);
  for (uint32_t i = 0; i < partition.attributes().committed(); ++i) {
    const Attribute& attribute = partition.attributes().all()[i];
    const bool said = std::any_of(
        own.begin(), own.end(),
        [&](const ParsedField& field) { return field.name == attribute.name; });
    if (said) continue;
    ParsedField field;
    field.name = attribute.name;
    field.kind = attribute.kind;
    ValueTaker taker(texts, &field);
    TAFFRAIL_RETURN_IF_ERROR(VisitColumn(i, block, only, taker));
    if (!taker.taken()) continue;
    if (field.name == kHostField) {
      record->host = field.value;
    } else {
      fields->push_back(field);
    }
  }
  return {};
}

}  // namespace taffrail
