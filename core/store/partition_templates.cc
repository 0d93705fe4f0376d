// A partition's templates: what is in the file of them.
#include <string>
#include <utility>
#include <vector>

#include "core/store/partition_statements.h"

namespace taffrail {

Status Partition::LoadTemplates() {
  const Status damaged =
      DataLoss("The list of templates is damaged (" + path_ + ")");
  StatusOr<Statement> rows =
      db_->Prepare("SELECT id, hash, masked FROM template_leaf ORDER BY id");
  if (!rows.ok()) return rows.status();
  StatusOr<bool> row = false;
  while ((row = rows->Step()).ok() && *row) {
    if (rows->Int(0) != static_cast<int64_t>(templates_.leaves().size()) ||
        rows->Int(0) >= static_cast<int64_t>(TemplateSet::kMaxLeaves)) {
      return damaged;
    }
    templates_.Load(static_cast<LeafId>(rows->Int(1)), rows->Bytes(2));
  }
  if (!row.ok()) return row.status();
  StatusOr<Statement> uses =
      db_->Prepare("SELECT source, leaf, records, first FROM template_use");
  if (!uses.ok()) return uses.status();
  while ((row = uses->Step()).ok() && *row) {
    const auto leaf = static_cast<uint64_t>(uses->Int(1));
    if (leaf >= templates_.leaves().size()) return damaged;
    templates_.LoadUse(static_cast<uint32_t>(uses->Int(0)),
                       static_cast<uint32_t>(leaf),
                       {static_cast<uint64_t>(uses->Int(2)),
                        static_cast<uint64_t>(uses->Int(3))});
  }
  return row.status();
}

void Partition::AddTemplates(const BlockHead& head, int64_t id,
                             std::span<const uint32_t> leaves,
                             std::span<const uint32_t> lengths) {
  uint64_t offset = head.first_offset;
  std::map<uint32_t, TemplateSet::Use> uses;
  for (size_t i = 0; i < leaves.size(); ++i) {
    TemplateSet::Use& use = uses[leaves[i]];
    if (use.records++ == 0) use.first_offset = offset;
    offset += lengths[i];
  }
  for (const auto& [leaf, use] : uses) {
    templates_.Count(head.source_id, leaf, use);
  }
  template_columns_.emplace_back(id, EncodeTemplateColumn(leaves));
}

Status Partition::WriteTemplates() {
  for (const auto& [block, data] : template_columns_) {
    stored_.columns += data.size();
    TAFFRAIL_RETURN_IF_ERROR(statements_->insert_template_column.Bind(1, block)
                                 .BindBlob(2, data)
                                 .Run());
  }
  template_columns_.clear();
  for (size_t i = templates_.committed(); i < templates_.leaves().size(); ++i) {
    const TemplateSet::Leaf& leaf = templates_.leaves()[i];
    TAFFRAIL_RETURN_IF_ERROR(
        statements_->insert_template_leaf.Bind(1, static_cast<int64_t>(i))
            .Bind(2, static_cast<int64_t>(leaf.id))
            .BindBlob(3, leaf.masked)
            .Run());
  }
  for (const auto& [of, added] : templates_.pending()) {
    TemplateSet::Use use = added;
    if (const auto at = templates_.uses().find(of);
        at != templates_.uses().end()) {
      use.Add(at->second);
    }
    TAFFRAIL_RETURN_IF_ERROR(WriteUse(of, use));
  }
  return {};
}

Status Partition::WriteUse(const TemplateSet::Uses::key_type& of,
                           const TemplateSet::Use& use) {
  return statements_->insert_template_use.Bind(1, of.first)
      .Bind(2, of.second)
      .Bind(3, static_cast<int64_t>(use.records))
      .Bind(4, static_cast<int64_t>(use.first_offset))
      .Run();
}

Status Partition::ReadTemplates(const BlockHead& head, TemplateColumn* column) {
  Statement& read = statements_->read_template_column;
  read.Bind(1, head.id);
  StatusOr<bool> row = read.Step();
  Status status = row.status();
  if (row.ok()) {
    status = DecodeTemplateColumn(*row ? read.Bytes(0) : std::string_view(),
                                  head.count, column);
  }
  if (status.ok() && column->leaves.back() >= templates_.leaves().size()) {
    status =
        DataLoss("A block has a template that is not there (" + path_ + ")");
  }
  read.Reset();
  return status;
}

StatusOr<TemplateSet::Uses> Partition::CountTemplates(
    std::span<const BlockHead> heads) {
  TemplateSet::Uses counted;
  BlockColumns columns;
  TemplateColumn templates;
  for (const BlockHead& head : heads) {
    if (!head.has_templates) continue;
    Status status = ReadColumns(head, &columns);
    if (status.ok()) status = ReadTemplates(head, &templates);
    if (!status.ok()) {
      return DataLoss(path_ + ", block " + std::to_string(head.id) +
                      ": templates: " + status.message());
    }
    uint64_t offset = head.first_offset;
    for (uint32_t i = 0; i < head.count; ++i) {
      const uint32_t leaf =
          templates.leaves[static_cast<size_t>(templates.indices[i])];
      counted[{head.source_id, leaf}].Add({1, offset});
      offset += columns.lengths[i];
    }
  }
  return counted;
}

void Partition::CheckTemplates(std::vector<std::string>* problems) {
  const StatusOr<TemplateSet::Uses> counted = CountTemplates(heads_);
  if (!counted.ok()) {
    problems->push_back(counted.status().message());
  } else if (*counted != templates_.uses()) {
    problems->push_back(path_ + ": templates and their counts disagree");
  }
}

}  // namespace taffrail
