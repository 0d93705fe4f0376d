#include "core/store/template_set.h"

#include <algorithm>

#include "core/template/leaf.h"

namespace taffrail {

void TemplateSet::Use::Add(const Use& other) {
  records += other.records;
  first_offset = std::min(first_offset, other.first_offset);
}

TemplateSet::TemplateSet() {
  Add(kOtherLeaf, "");
  Add(kNoLeaf, "");
  committed_ = leaves_.size();
}

void TemplateSet::Add(LeafId id, std::string masked) {
  numbers_.emplace(id, static_cast<uint32_t>(leaves_.size()));
  leaves_.push_back({id, std::move(masked)});
}

uint32_t TemplateSet::Number(const Masker& masker,
                             std::span<const MaskedPiece> pieces) {
  if (const auto at = numbers_.find(masker.leaf()); at != numbers_.end()) {
    return at->second;
  }
  return Number(masker.leaf(), EncodeLeaf(masker, pieces));
}

uint32_t TemplateSet::Number(LeafId id, std::string_view masked) {
  if (const auto at = numbers_.find(id); at != numbers_.end()) {
    return at->second;
  }
  if (leaves_.size() >= kMaxLeaves) return kOther;
  Add(id, std::string(masked));
  return static_cast<uint32_t>(leaves_.size() - 1);
}

void TemplateSet::Load(LeafId id, std::string_view masked) {
  Add(id, std::string(masked));
}

void TemplateSet::Commit() {
  committed_ = leaves_.size();
  for (const auto& [of, use] : pending_) uses_[of].Add(use);
  pending_.clear();
}

void TemplateSet::Revert() {
  for (; leaves_.size() > committed_; leaves_.pop_back()) {
    numbers_.erase(leaves_.back().id);
  }
  pending_.clear();
}

}  // namespace taffrail
