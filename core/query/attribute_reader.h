#ifndef TAFFRAIL_CORE_QUERY_ATTRIBUTE_READER_H_
#define TAFFRAIL_CORE_QUERY_ATTRIBUTE_READER_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <string_view>

#include "core/base/status.h"
#include "core/query/block_reader.h"
#include "core/query/field_names.h"
#include "core/query/value.h"

namespace taffrail {

// Gets a field's values of the records of a block, in no order.
class FieldVisitor {
 public:
  // What Entry() says next is of this dictionary: an attribute's or, without
  // one, of the partition's services.
  virtual void Dictionary(const Partition&, uint32_t /*attribute*/,
                          size_t /*entries*/) {}
  virtual void Number(uint32_t i, ValueKind kind, int64_t number) = 0;
  virtual void Entry(uint32_t i, size_t /*entry*/, std::string_view text) {
    Text(i, text);
  }
  // Valid during the call.
  virtual void Text(uint32_t i, std::string_view text) = 0;

 protected:
  ~FieldVisitor() = default;
};

// Shows an attribute of a block that `has_attributes`, of the records that are
// in `of` and have it. Visitor is a FieldVisitor, best a final one. The
// partition must be open.
template <class Visitor>
Status VisitColumn(uint32_t attribute, BlockReader& block, const BlockBits& of,
                   Visitor&& visitor) {
  StatusOr<const AttributeColumn*> read = block.Attribute(attribute);
  if (!read.ok()) return read.status();
  const AttributeColumn& column = **read;
  BlockBits wanted = column.present;
  wanted &= of;
  if (!wanted.Any()) return {};
  Partition& partition = block.partition();
  const Attribute& description = partition.attributes().all()[attribute];
  if (description.kind != FieldKind::kString) {
    const ValueKind kind = KindOf(description.kind);
    size_t at = 0;
    column.present.ForEach([&](uint32_t i) {
      const int64_t number = column.numbers[at++];
      if (wanted.Test(i)) visitor.Number(i, kind, number);
    });
    return {};
  }
  TAFFRAIL_RETURN_IF_ERROR(partition.LoadValues(attribute));
  const size_t entries = partition.attributes().committed_values(attribute);
  visitor.Dictionary(partition, attribute, entries);
  return block.ForEachText(
      column, [&](uint32_t i, int64_t entry, std::string_view text) {
        if (!wanted.Test(i)) return;
        const auto index = static_cast<size_t>(entry);
        if (entry < 0) {
          visitor.Text(i, text);
        } else if (index < entries) {
          visitor.Entry(i, index, description.values[index]);
        }
      });
}

// Reads what a field's name stands for in the records of any block, from no
// more columns than it takes. Owned by what asks for the field.
class AttributeReader {
 public:
  // In any case.
  explicit AttributeReader(std::string_view name) : name_(name) {}
  AttributeReader(const AttributeReader&) = delete;
  AttributeReader& operator=(const AttributeReader&) = delete;

  const std::string& lower_name() const { return name_.lower(); }

  // Of the records that are in `of` and have the field, as VisitColumn().
  template <class Visitor>
  Status Visit(BlockReader& block, const BlockBits& of, Visitor&& visitor);

 private:
  // Of a block without columns.
  Status VisitText(BlockReader& block, const BlockBits& of,
                   FieldVisitor& visitor) const;

  const FieldName name_;
  std::map<const Partition*, FieldAttributes> attributes_;
};

template <class Visitor>
Status AttributeReader::Visit(BlockReader& block, const BlockBits& of,
                              Visitor&& visitor) {
  if (!block.head().has_attributes) return VisitText(block, of, visitor);
  FieldAttributes& attributes = attributes_[&block.partition()];
  attributes.Update(name_, block.partition());
  BlockBits left = of;
  for (uint32_t attribute : attributes.all()) {
    TAFFRAIL_RETURN_IF_ERROR(VisitColumn(attribute, block, left, visitor));
    StatusOr<const AttributeColumn*> column = block.Attribute(attribute);
    if (!column.ok()) return column.status();
    left = (*column)->present.AndNot(left);
    if (!left.Any()) break;
  }
  return {};
}

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_QUERY_ATTRIBUTE_READER_H_
