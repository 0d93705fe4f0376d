// A partition's attributes: what is in the file of them.
#include <algorithm>

#include "core/base/varint.h"
#include "core/store/partition_statements.h"

namespace taffrail {

Status Partition::LoadAttributes() {
  StatusOr<Statement> rows = db_->Prepare(
      "SELECT id, name, kind, records, literal FROM attribute ORDER BY id");
  if (!rows.ok()) return rows.status();
  StatusOr<bool> row = false;
  while ((row = rows->Step()).ok() && *row) {
    const int64_t kind = rows->Int(2);
    if (rows->Int(0) != static_cast<int64_t>(attributes_.all().size()) ||
        kind < 0 || kind > static_cast<int64_t>(FieldKind::kDuration)) {
      return DataLoss("The list of attributes is damaged (" + path_ + ")");
    }
    Attribute attribute;
    attribute.name = rows->Bytes(1);
    attribute.kind = static_cast<FieldKind>(kind);
    attribute.records = static_cast<uint64_t>(rows->Int(3));
    attribute.literal = rows->Int(4) != 0;
    attribute.values_loaded = attribute.kind != FieldKind::kString;
    attributes_.Load(std::move(attribute));
  }
  return row.status();
}

Status Partition::LoadValues(uint32_t attribute) {
  if (attributes_.all()[attribute].values_loaded) return {};
  Statement& read = statements_->read_values;
  read.Bind(1, AttributeRow(attribute, 0))
      .Bind(2, AttributeRow(attribute, UINT32_MAX));
  Status status;
  StatusOr<bool> row = false;
  while (status.ok() && (row = read.Step()).ok() && *row) {
    VarintReader reader(read.Bytes(0));
    while (reader.ok() && !reader.AtEnd()) {
      const std::string_view value = reader.Bytes(reader.Varint());
      if (reader.ok()) attributes_.LoadValue(attribute, value);
    }
    if (!reader.ok()) {
      status = DataLoss("An attribute's values are damaged (" + path_ + ")");
    }
  }
  read.Reset();
  TAFFRAIL_RETURN_IF_ERROR(status);
  TAFFRAIL_RETURN_IF_ERROR(row.status());
  attributes_.SetValuesLoaded(attribute);
  return {};
}

Status Partition::WriteAttributes() {
  std::string values;
  for (uint32_t i = 0; i < attributes_.all().size(); ++i) {
    const Attribute& attribute = attributes_.all()[i];
    const size_t first = attributes_.committed_values(i);
    if (i < attributes_.committed() &&
        attribute.records == attributes_.committed_records(i) &&
        attribute.values.size() == first) {
      continue;
    }
    TAFFRAIL_RETURN_IF_ERROR(
        statements_->insert_attribute.Bind(1, i)
            .BindBlob(2, attribute.name)
            .Bind(3, static_cast<int64_t>(attribute.kind))
            .Bind(4, static_cast<int64_t>(attribute.records))
            .Bind(5, attribute.literal)
            .Run());
    if (attribute.values.size() == first) continue;
    values.clear();
    for (size_t v = first; v < attribute.values.size(); ++v) {
      PutVarint(&values, attribute.values[v].size());
      values += attribute.values[v];
    }
    stored_.columns += values.size();
    TAFFRAIL_RETURN_IF_ERROR(
        statements_->insert_values
            .Bind(1, AttributeRow(i, static_cast<int64_t>(first)))
            .BindBlob(2, values)
            .Run());
  }
  return {};
}

Status Partition::InsertAttributeColumn(int64_t row, std::string_view data) {
  stored_.columns += data.size();
  return statements_->insert_attribute_column.Bind(1, row)
      .BindBlob(2, data)
      .Run();
}

Status Partition::WriteAttributeColumns() {
  // Those of an attribute side by side, as they are read.
  std::sort(attribute_columns_.begin(), attribute_columns_.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
  Status status;
  for (const auto& [row, data] : attribute_columns_) {
    status = InsertAttributeColumn(row, data);
    if (!status.ok()) break;
  }
  attribute_columns_.clear();
  attribute_column_bytes_ = 0;
  return status;
}

Status Partition::ReadAttribute(const BlockHead& head, uint32_t attribute,
                                AttributeColumn* column) {
  column->Clear();
  Statement& read = statements_->read_attribute_column;
  read.Bind(1, AttributeRow(attribute, head.id));
  StatusOr<bool> row = read.Step();
  Status status = row.status();
  if (row.ok() && *row) {
    status = DecodeAttributeColumn(attributes_.all()[attribute].kind,
                                   read.Bytes(0), head.count, column);
  }
  read.Reset();
  return status;
}

void Partition::CheckAttributes(const BlockHead& head, const std::string& where,
                                std::vector<std::string>* problems) {
  AttributeColumn column;
  for (uint32_t i = 0; i < attributes_.all().size(); ++i) {
    Status status = LoadValues(i);
    if (status.ok()) status = ReadAttribute(head, i, &column);
    const Attribute& attribute = attributes_.all()[i];
    if (status.ok() && attribute.kind == FieldKind::kString) {
      const auto last = static_cast<int64_t>(attribute.values.size()) +
                        AttributeColumn::kFirstEntry;
      for (int64_t number : column.numbers) {
        if (number >= last) {
          status = DataLoss("has a value that is not in the dictionary");
        }
      }
    }
    if (!status.ok()) {
      problems->push_back(where + attribute.name + ": " + status.message());
    }
  }
}

}  // namespace taffrail
