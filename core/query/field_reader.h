#ifndef TAFFRAIL_CORE_QUERY_FIELD_READER_H_
#define TAFFRAIL_CORE_QUERY_FIELD_READER_H_

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "core/base/status.h"
#include "core/parse/severity.h"
#include "core/query/block_reader.h"
#include "core/query/field_names.h"
#include "core/query/pipeline.h"
#include "core/query/value.h"

namespace taffrail {

// What each source is called.
using SourceNames = std::map<uint32_t, std::string>;

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

// Reads one field of the records of any block, from no more columns than it
// takes. Owned by what asks for the field.
class FieldReader {
 public:
  static constexpr uint32_t kServices = UINT32_MAX;

  // `names` outlives it.
  FieldReader(std::string_view name, const SourceNames& names)
      : field_(RecordFieldOf(name)), name_(name), names_(names) {}
  FieldReader(const FieldReader&) = delete;
  FieldReader& operator=(const FieldReader&) = delete;

  RecordField field() const { return field_; }
  const std::string& lower_name() const { return name_.lower(); }

  // Of the records that are in `of` and have the field. Visitor is a
  // FieldVisitor, best a final one. The partition must be open.
  template <class Visitor>
  Status Visit(BlockReader& block, const BlockBits& of, Visitor&& visitor);

 private:
  template <class Visitor>
  Status VisitColumn(uint32_t attribute, BlockReader& block, BlockBits* left,
                     Visitor& visitor);
  template <class Visitor>
  Status VisitServices(BlockReader& block, const BlockBits& of,
                       Visitor& visitor);
  template <class Visitor>
  Status VisitLevels(BlockReader& block, const BlockBits& of, Visitor& visitor);
  // What is read record by record.
  Status VisitText(BlockReader& block, const BlockBits& of,
                   FieldVisitor& visitor);

  const RecordField field_;
  const FieldName name_;
  const SourceNames& names_;
  std::map<const Partition*, FieldAttributes> attributes_;
};

template <class Visitor>
Status FieldReader::Visit(BlockReader& block, const BlockBits& of,
                          Visitor&& visitor) {
  if (field_ == RecordField::kService) return VisitServices(block, of, visitor);
  if (field_ == RecordField::kLevel) return VisitLevels(block, of, visitor);
  if (field_ == RecordField::kTime) {
    StatusOr<const BlockColumns*> columns = block.Columns();
    if (!columns.ok()) return columns.status();
    of.ForEach([&](uint32_t i) {
      visitor.Number(i, ValueKind::kTime, (*columns)->times_ns[i]);
    });
    return {};
  }
  if (field_ != RecordField::kAttribute || !block.head().has_attributes) {
    return VisitText(block, of, visitor);
  }
  FieldAttributes& attributes = attributes_[&block.partition()];
  attributes.Update(name_, block.partition());
  BlockBits left = of;
  for (uint32_t attribute : attributes.all()) {
    TAFFRAIL_RETURN_IF_ERROR(VisitColumn(attribute, block, &left, visitor));
    if (!left.Any()) break;
  }
  return {};
}

template <class Visitor>
Status FieldReader::VisitColumn(uint32_t attribute, BlockReader& block,
                                BlockBits* left, Visitor& visitor) {
  StatusOr<const AttributeColumn*> read = block.Attribute(attribute);
  if (!read.ok()) return read.status();
  const AttributeColumn& column = **read;
  BlockBits wanted = column.present;
  wanted &= *left;
  if (!wanted.Any()) return {};
  *left = column.present.AndNot(*left);
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

template <class Visitor>
Status FieldReader::VisitServices(BlockReader& block, const BlockBits& of,
                                  Visitor& visitor) {
  const Partition& partition = block.partition();
  visitor.Dictionary(partition, kServices, partition.services().size());
  const auto visit = [&](uint32_t i, uint32_t service) {
    const std::string& name = partition.service_name(service);
    if (!name.empty()) visitor.Entry(i, service, name);
  };
  if (block.head().services.size() == 1) {
    const uint32_t service = block.head().services[0].first;
    of.ForEach([&](uint32_t i) { visit(i, service); });
    return {};
  }
  StatusOr<const BlockLabels*> labels = block.Labels();
  if (!labels.ok()) return labels.status();
  of.ForEach([&](uint32_t i) { visit(i, (*labels)->services[i]); });
  return {};
}

template <class Visitor>
Status FieldReader::VisitLevels(BlockReader& block, const BlockBits& of,
                                Visitor& visitor) {
  const auto visit = [&](uint32_t i, int level) {
    if (level > 0) visitor.Number(i, ValueKind::kLevel, level);
  };
  for (int level = 0; level < kSeverityClasses; ++level) {
    if (block.head().severity_counts[static_cast<size_t>(level)] ==
        block.head().count) {
      of.ForEach([&](uint32_t i) { visit(i, level); });
      return {};
    }
  }
  StatusOr<const BlockLabels*> labels = block.Labels();
  if (!labels.ok()) return labels.status();
  of.ForEach(
      [&](uint32_t i) { visit(i, SeverityClass((*labels)->severities[i])); });
  return {};
}

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_QUERY_FIELD_READER_H_
