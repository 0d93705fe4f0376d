// The part of TemplateMiner that groups leaves and keeps what the user decided.
#include <algorithm>
#include <numeric>

#include "core/template/align.h"
#include "core/template/template_miner.h"

namespace taffrail {

size_t TemplateMiner::LevelAt(double precision) {
  // Level 0 is the leaves themselves.
  if (precision >= 0.9) return 0;
  if (precision >= 0.65) return 1 + kMaskedLevel;
  if (precision >= 0.4) return 1 + kMergedLevel;
  return 1 + (precision >= 0.2 ? kSimilarLevel : kBroadLevel);
}

const TemplateMiner::Group* TemplateMiner::GroupOf(LeafId leaf,
                                                   double precision) {
  const uint32_t slot = Slot(leaf);
  if (slot == 0) return nullptr;
  Refresh();
  const Level& level = levels_[LevelAt(precision)];
  return &level.groups[level.group_of[slot - 1]];
}

void TemplateMiner::Refresh() {
  const size_t fresh = leaves_.size() - mined_leaves_;
  const bool many =
      fresh > std::max(options_.placing_budget, mined_leaves_ / 8);
  if (levels_.empty() || many) {
    if (levels_.empty() || grouped_leaves_ < leaves_.size()) Mine();
    return;
  }
  for (; grouped_leaves_ < leaves_.size(); ++grouped_leaves_) {
    PlaceLeaf(static_cast<uint32_t>(grouped_leaves_));
  }
}

// Puts a new leaf where it fits, or alone.
void TemplateMiner::PlaceLeaf(uint32_t leaf) {
  const Pattern& pattern = leaves_[leaf].pattern;
  size_t joins = levels_.size();  // From this level on it is part of others.
  uint32_t neighbor = 0;
  for (size_t i : {1 + kMaskedLevel, 1 + kMergedLevel}) {
    for (const Group& group : levels_[i].groups) {
      if (!Subsumes(group.pattern, pattern)) continue;
      joins = i;
      neighbor = group.leaves[0];
      break;
    }
    if (joins == i) break;
  }
  for (size_t i = 0; i < levels_.size(); ++i) {
    Level& level = levels_[i];
    if (i >= joins) {
      level.group_of.push_back(level.group_of[neighbor]);
      level.groups[level.group_of[neighbor]].leaves.push_back(leaf);
    } else {
      level.group_of.push_back(static_cast<uint32_t>(level.groups.size()));
      level.groups.push_back({{leaf}, pattern});
    }
  }
}

// The pin of each leaf, 0 for those that have none and fit none.
void TemplateMiner::GroupPinned(std::vector<uint64_t>* pin_of) {
  pin_of->assign(leaves_.size(), 0);
  if (pins_.empty()) return;
  std::map<uint64_t, Pattern> patterns;
  for (size_t i = 0; i < leaves_.size(); ++i) {
    const auto pin = pins_.find(leaves_[i].id);
    if (pin == pins_.end()) continue;
    (*pin_of)[i] = pin->second;
    const auto [at, first] =
        patterns.try_emplace(pin->second, leaves_[i].pattern);
    if (!first) at->second = Generalize(at->second, leaves_[i].pattern);
  }
  for (size_t i = 0; i < leaves_.size(); ++i) {
    if ((*pin_of)[i] != 0) continue;
    for (const auto& [pin, pattern] : patterns) {
      if (Subsumes(pattern, leaves_[i].pattern)) {
        (*pin_of)[i] = pin;
        break;
      }
    }
  }
}

void TemplateMiner::Mine() {
  std::vector<uint64_t> pin_of;
  GroupPinned(&pin_of);
  std::vector<LeafSummary> free;
  for (size_t i = 0; i < leaves_.size(); ++i) {
    if (pin_of[i] == 0) free.push_back({&leaves_[i].pattern, leaves_[i].count});
  }
  const std::vector<TemplateLevel> mined = GroupLeaves(free, *words_);
  levels_.assign(1 + mined.size(), {});
  std::vector<uint32_t> nodes(free.size());
  std::iota(nodes.begin(), nodes.end(), 0u);
  for (size_t l = 0; l < levels_.size(); ++l) {
    Level& level = levels_[l];
    if (l > 0) {
      for (uint32_t& node : nodes) node = mined[l - 1].parents[node];
    }
    std::map<std::pair<uint64_t, uint32_t>, uint32_t> groups;  // Pin, node.
    size_t next_free = 0;
    for (uint32_t i = 0; i < leaves_.size(); ++i) {
      std::pair<uint64_t, uint32_t> key = {pin_of[i], i};
      if (pin_of[i] == 0) {
        key.second = nodes[next_free++];
      } else if (l > 0) {
        key.second = 0;
      }
      const auto next = static_cast<uint32_t>(level.groups.size());
      const auto [at, added] = groups.try_emplace(key, next);
      if (added) {
        const bool from_level = l > 0 && pin_of[i] == 0;
        level.groups.push_back({{},
                                from_level ? mined[l - 1].patterns[key.second]
                                           : leaves_[i].pattern});
      }
      Group& group = level.groups[at->second];
      if (!added && pin_of[i] != 0) {
        group.pattern = Generalize(group.pattern, leaves_[i].pattern);
      }
      group.leaves.push_back(i);
      level.group_of.push_back(at->second);
    }
    if (l > 0) ApplyLinks(level);
  }
  mined_leaves_ = grouped_leaves_ = leaves_.size();
}

// Unites the groups of linked leaves.
void TemplateMiner::ApplyLinks(Level& level) {
  for (const auto& [a, b] : links_) {
    const uint32_t slot_a = Slot(a);
    const uint32_t slot_b = Slot(b);
    if (slot_a == 0 || slot_b == 0) continue;
    uint32_t into = level.group_of[slot_a - 1];
    uint32_t from = level.group_of[slot_b - 1];
    if (into == from) continue;
    Group& target = level.groups[into];
    Group& source = level.groups[from];
    target.pattern = Generalize(target.pattern, source.pattern);
    for (uint32_t leaf : source.leaves) level.group_of[leaf] = into;
    std::vector<uint32_t> leaves;
    std::merge(target.leaves.begin(), target.leaves.end(),
               source.leaves.begin(), source.leaves.end(),
               std::back_inserter(leaves));
    target.leaves = std::move(leaves);
    // The last group takes the place of the one that is gone.
    const auto last = static_cast<uint32_t>(level.groups.size() - 1);
    for (uint32_t leaf : level.groups[last].leaves) {
      if (level.group_of[leaf] == last) level.group_of[leaf] = from;
    }
    if (from != last) level.groups[from] = std::move(level.groups[last]);
    level.groups.pop_back();
  }
}

Status TemplateMiner::Merge(std::span<const TemplateId> ids) {
  if (ids.size() < 2) return InvalidArgument("Merging takes two templates");
  for (TemplateId id : ids) {
    if (FindLeaf(id) == nullptr) {
      return NotFound("There is no template with this id: " +
                      std::to_string(id));
    }
  }
  for (TemplateId id : ids.subspan(1)) links_.emplace_back(ids[0], id);
  levels_.clear();
  return {};
}

bool TemplateMiner::IsLinked(const Group& group,
                             const std::pair<LeafId, LeafId>& link) {
  const auto inside = [&](LeafId id) {
    const uint32_t slot = Slot(id);
    return slot != 0 && std::binary_search(group.leaves.begin(),
                                           group.leaves.end(), slot - 1);
  };
  return inside(link.first) && inside(link.second);
}

bool TemplateMiner::Unlink(const Group& group) {
  const size_t cut = std::erase_if(
      links_, [&](const auto& link) { return IsLinked(group, link); });
  if (cut > 0) levels_.clear();
  return cut > 0;
}

Status TemplateMiner::Split(TemplateId id, double precision) {
  const Group* group = GroupOf(id, precision);
  if (group == nullptr) {
    return NotFound("There is no template with this id: " + std::to_string(id));
  }
  const size_t together = group->leaves.size();
  if (Unlink(*group)) {
    group = GroupOf(id, precision);
    // Else they are one even without that.
    if (group->leaves.size() < together) return {};
  }
  for (size_t l = LevelAt(precision); l-- > 0;) {
    std::map<uint32_t, std::vector<LeafId>> parts;
    for (uint32_t leaf : group->leaves) {
      parts[levels_[l].group_of[leaf]].push_back(leaves_[leaf].id);
    }
    if (parts.size() < 2) continue;
    for (const auto& [part, leaves] : parts) Pin(leaves);
    return {};
  }
  return FailedPrecondition("This template has no parts: " +
                            PatternText(group->pattern, *words_));
}

Status TemplateMiner::Split(std::span<const LeafId> leaves) {
  if (leaves.empty()) return InvalidArgument("Splitting takes a leaf");
  for (LeafId leaf : leaves) {
    if (FindLeaf(leaf) == nullptr) {
      return NotFound("There is no leaf with this id: " + std::to_string(leaf));
    }
  }
  Pin(leaves);
  return {};
}

void TemplateMiner::SetEdits(TemplateEdits edits) {
  pins_ = std::move(edits.pins);
  links_ = std::move(edits.links);
  next_pin_ = 1;
  for (const auto& [leaf, pin] : pins_) {
    next_pin_ = std::max(next_pin_, pin + 1);
  }
  levels_.clear();
}

// Makes the leaves a group of their own, linked to none outside it.
void TemplateMiner::Pin(std::span<const LeafId> leaves) {
  const auto inside = [&](LeafId id) {
    return std::find(leaves.begin(), leaves.end(), id) != leaves.end();
  };
  std::erase_if(links_, [&](const auto& link) {
    return inside(link.first) != inside(link.second);
  });
  for (LeafId leaf : leaves) pins_[leaf] = next_pin_;
  ++next_pin_;
  levels_.clear();
}

}  // namespace taffrail
