#include "core/store/partition_copy.h"

#include <algorithm>
#include <utility>

#include "core/store/partition_statements.h"
#include "core/store/template_column.h"

namespace taffrail {
namespace {

constexpr int kColumnsInAStep = 64;

}  // namespace

PartitionCopy::PartitionCopy(Partition& from, Partition& to, TextCodec& codec,
                             std::function<bool(uint32_t)> keep)
    : from_(from), to_(to), codec_(codec), keep_(std::move(keep)) {}

StatusOr<bool> PartitionCopy::Step() {
  if (blocks_.empty()) TAFFRAIL_RETURN_IF_ERROR(Begin());
  if (next_block_ == from_.committed_blocks()) return CopyColumns();
  const BlockHead& head = from_.heads()[next_block_++];
  if (keep_(head.source_id)) TAFFRAIL_RETURN_IF_ERROR(CopyBlock(head));
  return false;
}

Status PartitionCopy::Begin() {
  for (const ChunkCoverage& chunk : from_.coverage()) {
    if (keep_(chunk.source_id)) coverage_.push_back(chunk);
  }
  // One more, so that it is not empty.
  blocks_.assign(from_.heads().size() + 1, kNone);
  services_.assign(from_.services().size(), kNone);
  leaves_.assign(from_.templates().leaves().size(), kNone);
  attributes_.assign(from_.attributes().all().size(), kNone);
  // There would be no room for the last of them.
  if (attributes_.size() + to_.attributes().all().size() >
      AttributeSet::kMaxAttributes) {
    return FailedPrecondition("Too many fields for one partition");
  }
  StatusOr<Statement> columns =
      from_.db_->Prepare("SELECT id, data FROM attribute_column ORDER BY id");
  if (!columns.ok()) return columns.status();
  columns_.emplace(*std::move(columns));
  return {};
}

Status PartitionCopy::CopyBlock(const BlockHead& head) {
  BlockColumns columns;
  std::string text;
  TAFFRAIL_RETURN_IF_ERROR(from_.ReadColumns(head, &columns));
  for (uint32_t& service : columns.services) {
    StatusOr<uint32_t> mapped = MapService(service);
    if (!mapped.ok()) return mapped.status();
    service = *mapped;
  }
  BlockHead copy = head;
  for (auto& [service, count] : copy.services) service = services_[service];
  std::sort(copy.services.begin(), copy.services.end());
  copy.id = static_cast<int64_t>(to_.heads().size()) + 1;
  blocks_[static_cast<size_t>(head.id)] = static_cast<uint32_t>(copy.id);
  if (head.has_templates) {
    TAFFRAIL_RETURN_IF_ERROR(CopyLeaves(head, copy.id, columns));
  }

  Statement& read = from_.statements_->read_text;
  read.Bind(1, head.id);
  StatusOr<bool> row = read.Step();
  Status status = row.status();
  if (row.ok()) {
    const std::string_view compressed =
        *row ? read.Bytes(0) : std::string_view();
    status = codec_.Decompress(compressed, &text);
    if (status.ok()) {
      status = to_.AddEncoded(std::move(copy), EncodeColumns(columns),
                              compressed, text);
    }
  }
  read.Reset();
  return status;
}

StatusOr<uint32_t> PartitionCopy::MapService(uint32_t service) {
  if (service >= services_.size()) {
    return DataLoss("A block has a service that is not there (" + from_.path() +
                    ")");
  }
  if (services_[service] == kNone) {
    StatusOr<uint32_t> id = to_.ServiceId(from_.service_name(service));
    if (!id.ok()) return id;
    services_[service] = *id;
  }
  return services_[service];
}

Status PartitionCopy::CopyLeaves(const BlockHead& head, int64_t copy_id,
                                 const BlockColumns& columns) {
  TemplateColumn column;
  TAFFRAIL_RETURN_IF_ERROR(from_.ReadTemplates(head, &column));
  for (uint32_t& leaf : column.leaves) {
    uint32_t& mapped = leaves_[leaf];
    if (mapped == kNone) {
      const TemplateSet::Leaf& known = from_.templates().leaves()[leaf];
      mapped = to_.templates().Number(known.id, known.masked);
    }
    leaf = mapped;
  }
  std::vector<uint32_t> leaves;
  leaves.reserve(head.count);
  for (int64_t index : column.indices) {
    leaves.push_back(column.leaves[static_cast<size_t>(index)]);
  }
  to_.AddTemplates(head, copy_id, leaves, columns.lengths);
  return {};
}

StatusOr<bool> PartitionCopy::CopyColumns() {
  for (int i = 0; i < kColumnsInAStep; ++i) {
    StatusOr<bool> row = columns_->Step();
    if (!row.ok()) return row.status();
    if (!*row) {
      columns_.reset();
      return true;
    }
    const auto attribute = static_cast<uint32_t>(columns_->Int(0) >> 32);
    const auto block = static_cast<uint32_t>(columns_->Int(0));
    if (attribute >= attributes_.size() || block >= blocks_.size()) {
      return DataLoss("A column is of no block (" + from_.path() + ")");
    }
    if (blocks_[block] == kNone) continue;
    TAFFRAIL_RETURN_IF_ERROR(
        CopyColumn(attribute, from_.heads()[block - 1], columns_->Bytes(1)));
  }
  return false;
}

Status PartitionCopy::CopyColumn(uint32_t attribute, const BlockHead& head,
                                 std::string_view data) {
  const Attribute& known = from_.attributes().all()[attribute];
  uint32_t& mapped = attributes_[attribute];
  if (mapped == kNone) {
    mapped = *to_.attributes().Number(known.name, known.kind, std::nullopt);
    if (!known.literal) to_.attributes().MarkNotLiteral(mapped);
  }
  AttributeColumn column;
  TAFFRAIL_RETURN_IF_ERROR(
      DecodeAttributeColumn(known.kind, data, head.count, &column));
  to_.attributes().CountRecords(mapped, column.present.Count());
  std::string renumbered;
  if (known.kind == FieldKind::kString) {
    TAFFRAIL_RETURN_IF_ERROR(MapValues(attribute, &column));
    data = renumbered = EncodeAttributeColumn(known.kind, column, head.count);
  }
  return to_.InsertAttributeColumn(
      AttributeRow(mapped, blocks_[static_cast<size_t>(head.id)]), data);
}

Status PartitionCopy::MapValues(uint32_t attribute, AttributeColumn* column) {
  if (values_of_ != attribute) {
    TAFFRAIL_RETURN_IF_ERROR(from_.LoadValues(attribute));
    values_of_ = attribute;
    values_.assign(from_.attributes().all()[attribute].values.size(), kNone);
  }
  const auto& values = from_.attributes().all()[attribute].values;
  std::vector<std::string> made;
  size_t next_made = 0;
  for (int64_t& number : column->numbers) {
    if (number == AttributeColumn::kMade) {
      made.push_back(std::move(column->made[next_made++]));
    }
    if (number < AttributeColumn::kFirstEntry) continue;
    const auto entry =
        static_cast<size_t>(number - AttributeColumn::kFirstEntry);
    if (entry >= values.size()) {
      return DataLoss("A value is not in the dictionary (" + from_.path() +
                      ")");
    }
    if (values_[entry] == kNone) {
      values_[entry] = to_.attributes()
                           .KeepEntry(attributes_[attribute], values[entry])
                           .value_or(kNone);
    }
    if (values_[entry] == kNone) {
      made.push_back(values[entry]);
      number = AttributeColumn::kMade;
    } else {
      number = values_[entry] + AttributeColumn::kFirstEntry;
    }
  }
  column->made = std::move(made);
  return {};
}

}  // namespace taffrail
