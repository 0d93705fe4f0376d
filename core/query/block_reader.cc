#include "core/query/block_reader.h"

#include <unordered_map>

#include "core/base/ansi.h"
#include "core/parse/script.h"
#include "core/template/leaf.h"

namespace taffrail {

StatusOr<const BlockColumns*> BlockReader::Columns() {
  if (!columns_) {
    BlockColumns columns;
    TAFFRAIL_RETURN_IF_ERROR(partition_.ReadColumns(head_, &columns));
    columns_ = std::move(columns);
  }
  return &*columns_;
}

StatusOr<const BlockLabels*> BlockReader::Labels() {
  if (!labels_ && columns_) {
    labels_ = BlockLabels{columns_->severities, columns_->services};
  }
  if (!labels_) {
    BlockLabels labels;
    TAFFRAIL_RETURN_IF_ERROR(partition_.ReadLabels(head_, &labels));
    labels_ = std::move(labels);
  }
  return &*labels_;
}

StatusOr<const std::string*> BlockReader::Text() {
  if (!text_) {
    std::string text;
    TAFFRAIL_RETURN_IF_ERROR(partition_.ReadText(head_.id, codec_, &text));
    text_ = std::move(text);
  }
  return &*text_;
}

StatusOr<const std::vector<uint32_t>*> BlockReader::Ends() {
  if (!ends_) {
    StatusOr<const BlockColumns*> columns = Columns();
    if (!columns.ok()) return columns.status();
    StatusOr<const std::string*> text = Text();
    if (!text.ok()) return text.status();
    std::vector<uint32_t> ends;
    uint64_t end = 0;
    for (uint32_t length : (*columns)->lengths) {
      end += length;
      ends.push_back(static_cast<uint32_t>(end));
    }
    if (end != (*text)->size()) {
      return DataLoss("A block's text and columns disagree (" +
                      partition_.path() + ")");
    }
    ends_ = std::move(ends);
  }
  return &*ends_;
}

StatusOr<const BlockReader::Searchable*> BlockReader::SearchableText() {
  if (!searchable_) {
    StatusOr<const std::vector<uint32_t>*> ends = Ends();
    if (!ends.ok()) return ends.status();
    Searchable searchable;
    if (HasEscapes(*text_)) {
      std::string buffer;
      uint32_t start = 0;
      for (uint32_t end : **ends) {
        searchable.lower += WithoutEscapes(
            std::string_view(*text_).substr(start, end - start), &buffer);
        searchable.ends.push_back(
            static_cast<uint32_t>(searchable.lower.size()));
        start = end;
      }
      searchable.lower = FoldCase(searchable.lower);
    } else {
      // Folding keeps the number of bytes, and so the ends.
      searchable = {FoldCase(*text_), **ends};
    }
    searchable_ = std::move(searchable);
  }
  return &*searchable_;
}

StatusOr<std::string_view> BlockReader::Record(uint32_t i) {
  StatusOr<const std::vector<uint32_t>*> ends = Ends();
  if (!ends.ok()) return ends.status();
  const uint32_t start = i == 0 ? 0 : (**ends)[i - 1];
  return std::string_view(*text_).substr(start, (**ends)[i] - start);
}

StatusOr<const AttributeColumn*> BlockReader::Attribute(uint32_t attribute) {
  const auto [at, added] = attributes_.try_emplace(attribute);
  if (added) {
    TAFFRAIL_RETURN_IF_ERROR(
        partition_.ReadAttribute(head_, attribute, &at->second));
  }
  return &at->second;
}

StatusOr<const BlockLeaves*> BlockReader::Leaves() {
  if (leaves_) return &*leaves_;
  BlockLeaves leaves;
  if (!head_.has_templates) {
    TAFFRAIL_RETURN_IF_ERROR(MaskRecords(&leaves));
  } else {
    TemplateColumn column;
    TAFFRAIL_RETURN_IF_ERROR(partition_.ReadTemplates(head_, &column));
    for (uint32_t number : column.leaves) {
      leaves.ids.push_back(partition_.templates().leaves()[number].id);
    }
    leaves.indices = std::move(column.indices);
  }
  leaves_ = std::move(leaves);
  return &*leaves_;
}

Status BlockReader::MaskRecords(BlockLeaves* leaves) {
  Masker masker;
  std::unordered_map<LeafId, int64_t> indices;
  for (uint32_t i = 0; i < head_.count; ++i) {
    StatusOr<std::string_view> record = Record(i);
    if (!record.ok()) return record.status();
    LeafId id = kNoLeaf;
    std::string masked;
    if (!IsEmptyRecord(*record)) {
      const auto pieces =
          masker.Mask(FirstLine(parser_.Message(head_.source_id, *record)));
      id = masker.leaf();
      if (!indices.contains(id)) masked = EncodeLeaf(masker, pieces);
    }
    const auto [at, added] =
        indices.emplace(id, static_cast<int64_t>(leaves->ids.size()));
    if (added) {
      leaves->ids.push_back(id);
      leaves->masked.push_back(std::move(masked));
    }
    leaves->indices.push_back(at->second);
  }
  return {};
}

StatusOr<const std::vector<ParsedField>*> BlockReader::Fields(uint32_t i) {
  StatusOr<std::string_view> record = Record(i);
  if (!record.ok()) return record.status();
  return &parser_.Fields(head_.source_id, *record);
}

StatusOr<std::string_view> BlockReader::Message(uint32_t i) {
  StatusOr<std::string_view> record = Record(i);
  if (!record.ok()) return record.status();
  return parser_.Message(head_.source_id, *record);
}

}  // namespace taffrail
