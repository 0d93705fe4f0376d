#ifndef TAFFRAIL_CORE_QUERY_FIELD_READER_H_
#define TAFFRAIL_CORE_QUERY_FIELD_READER_H_

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "core/base/status.h"
#include "core/parse/severity.h"
#include "core/query/attribute_reader.h"
#include "core/query/pipeline.h"
#include "core/query/value.h"

namespace taffrail {

// What each source is called.
using SourceNames = std::map<uint32_t, std::string>;

// Reads one field of the records of any block, from no more columns than it
// takes. Owned by what asks for the field.
class FieldReader {
 public:
  static constexpr uint32_t kServices = UINT32_MAX;

  // `names` outlives it.
  FieldReader(std::string_view name, const SourceNames& names)
      : field_(RecordFieldOf(name)), attribute_(name), names_(names) {}
  FieldReader(const FieldReader&) = delete;
  FieldReader& operator=(const FieldReader&) = delete;

  RecordField field() const { return field_; }
  const std::string& lower_name() const { return attribute_.lower_name(); }

  // Of the records that are in `of` and have the field. Visitor is a
  // FieldVisitor, best a final one. The partition must be open.
  template <class Visitor>
  Status Visit(BlockReader& block, const BlockBits& of, Visitor&& visitor);

 private:
  template <class Visitor>
  Status VisitServices(BlockReader& block, const BlockBits& of,
                       Visitor& visitor);
  template <class Visitor>
  Status VisitTimes(BlockReader& block, const BlockBits& of, Visitor& visitor);
  template <class Visitor>
  Status VisitLevels(BlockReader& block, const BlockBits& of, Visitor& visitor);
  Status VisitSource(BlockReader& block, const BlockBits& of,
                     FieldVisitor& visitor) const;
  Status VisitMessages(BlockReader& block, const BlockBits& of,
                       FieldVisitor& visitor) const;

  const RecordField field_;
  AttributeReader attribute_;
  const SourceNames& names_;
};

template <class Visitor>
Status FieldReader::Visit(BlockReader& block, const BlockBits& of,
                          Visitor&& visitor) {
  switch (field_) {
    case RecordField::kService:
      return VisitServices(block, of, visitor);
    case RecordField::kLevel:
      return VisitLevels(block, of, visitor);
    case RecordField::kSource:
      return VisitSource(block, of, visitor);
    case RecordField::kMessage:
      return VisitMessages(block, of, visitor);
    case RecordField::kTime:
      return VisitTimes(block, of, visitor);
    case RecordField::kAttribute:
      break;
  }
  return attribute_.Visit(block, of, visitor);
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
Status FieldReader::VisitTimes(BlockReader& block, const BlockBits& of,
                               Visitor& visitor) {
  StatusOr<const BlockColumns*> columns = block.Columns();
  if (!columns.ok()) return columns.status();
  of.ForEach([&](uint32_t i) {
    visitor.Number(i, ValueKind::kTime, (*columns)->times_ns[i]);
  });
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
