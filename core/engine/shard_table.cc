#include "core/engine/shard_table.h"

#include <algorithm>
#include <utility>

namespace taffrail {

ShardTable::ShardTable(Pipeline pipeline, SourceNames names)
    : pipeline_(std::move(pipeline)), names_(std::move(names)) {
  Clear();
}

void ShardTable::Clear() {
  in_.clear();
  records_ = 0;
  if (pipeline_.stats() != nullptr) {
    stats_.emplace(*pipeline_.stats(), names_);
  } else {
    rows_.emplace(pipeline_, names_);
  }
}

std::vector<BlockMatch> ShardTable::Missing(Search& search) const {
  std::vector<BlockMatch> missing;
  // Records are wanted newest first; to count them, block by block as they are
  // in the files is the fastest.
  const auto& all = rows_ ? search.ByHighestKey() : search.matches();
  for (const BlockMatch& match : all) {
    const bool in = match.partition < in_.size() &&
                    match.block < in_[match.partition].size() &&
                    in_[match.partition][match.block];
    if (!in) missing.push_back(match);
  }
  if (!rows_) {
    std::sort(missing.begin(), missing.end(), [](const auto& a, const auto& b) {
      return std::pair(b.partition, a.block) < std::pair(a.partition, b.block);
    });
  }
  return missing;
}

void ShardTable::Mark(const BlockMatch& match) {
  if (in_.size() <= match.partition) in_.resize(match.partition + 1);
  std::vector<bool>& blocks = in_[match.partition];
  if (blocks.size() <= match.block) blocks.resize(match.block + 1);
  blocks[match.block] = true;
  records_ += match.count;
}

bool ShardTable::RulesOut(const BlockMatch& match) {
  if (!rows_ || !rows_->RulesOut(match)) return false;
  Mark(match);
  return true;
}

Status ShardTable::Look(BlockReader& block, const BlockMatch& match) {
  Mark(match);
  return stats_ ? stats_->Look(block, match.bits)
                : rows_->Look(block, match.bits);
}

void ShardTable::Append(std::string* out) {
  if (stats_) return stats_->Append(out);
  rows_->Append(out);
}

Status ShardTable::Merge(std::string_view bytes) {
  return stats_ ? stats_->Merge(bytes) : rows_->Merge(bytes);
}

Table ShardTable::Result() {
  if (rows_) return rows_->Result();
  Table table = stats_->Result();
  ApplySteps(std::span(pipeline_.steps).subspan(1), &table);
  return table;
}

}  // namespace taffrail
