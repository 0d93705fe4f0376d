#include "core/template/template_miner.h"

#include <algorithm>

#include "core/base/hash.h"
#include "core/base/varint.h"
#include "core/template/align.h"

namespace taffrail {
namespace {

constexpr size_t kFirstSlots = 1024;
constexpr size_t kMaxHashedBytes = 256;

bool IsParameter(PieceKind kind) {
  return kind == PieceKind::kWildcard || kind == PieceKind::kStem;
}

}  // namespace

TemplateMiner::TemplateMiner(MinerOptions options)
    : options_(options), slots_(kFirstSlots) {}

uint32_t& TemplateMiner::Slot(LeafId id) {
  const size_t mask = slots_.size() - 1;
  size_t at = id & mask;
  while (slots_[at] != 0 && leaves_[slots_[at] - 1].id != id) {
    at = (at + 1) & mask;
  }
  return slots_[at];
}

const TemplateMiner::Leaf* TemplateMiner::FindLeaf(LeafId id) {
  const uint32_t slot = Slot(id);
  return slot == 0 ? nullptr : &leaves_[slot - 1];
}

void TemplateMiner::RebuildSlots() {
  size_t size = kFirstSlots;
  while (size < leaves_.size() * 4) size *= 2;
  slots_.assign(size, 0);
  for (size_t i = 0; i < leaves_.size(); ++i) {
    Slot(leaves_[i].id) = static_cast<uint32_t>(i + 1);
  }
}

void TemplateMiner::TakeSlot() {
  if (leaves_.size() * 2 > slots_.size()) {
    RebuildSlots();
  } else {
    Slot(leaves_.back().id) = static_cast<uint32_t>(leaves_.size());
  }
}

LeafId TemplateMiner::Add(std::string_view message) {
  const std::span<const MaskedPiece> pieces = masker_.Mask(message);
  const LeafId id = masker_.leaf();
  uint32_t index = Slot(id);
  if (index == 0) index = AddLeaf(id, pieces);
  Leaf& leaf = leaves_[index - 1];
  ++leaf.count;
  leaf.last_line = ++lines_;
  if (options_.value_statistics) AddValues(leaf, pieces);
  return id;
}

bool TemplateMiner::AddLines(LeafId id, std::string_view leaf, uint64_t count) {
  uint32_t index = Slot(id);
  if (index == 0 && id != kOtherLeaf && leaves_.size() < options_.max_leaves) {
    Leaf added;
    added.id = id;
    VarintReader reader(leaf);
    while (!reader.AtEnd()) {
      const uint64_t head = reader.Varint();
      const auto kind = static_cast<PieceKind>(head & 3);
      const bool wildcard = kind == PieceKind::kWildcard;
      const std::string_view kept =
          wildcard ? std::string_view() : reader.Bytes(reader.Varint());
      if (!reader.ok() || (!wildcard && kept.empty())) return false;
      const uint32_t word = wildcard ? kNoWord : words_->Intern(kept, kind);
      added.pattern.push_back(words_->Piece(word, (head & 4) != 0));
      if (!IsParameter(kind)) continue;
      const uint64_t value = std::min<uint64_t>(
          head >> 3, static_cast<uint64_t>(TokenKind::kPunctuation));
      added.kinds.push_back(static_cast<TokenKind>(value));
    }
    if (options_.value_statistics) {
      added.parameters.resize(added.kinds.size());
    }
    leaves_.push_back(std::move(added));
    TakeSlot();
    index = static_cast<uint32_t>(leaves_.size());
  }
  lines_ += count;
  if (index == 0) {
    other_lines_ += count;
    return true;
  }
  leaves_[index - 1].count += count;
  leaves_[index - 1].last_line = lines_;
  return true;
}

void TemplateMiner::AddValues(Leaf& leaf, std::span<const MaskedPiece> pieces) {
  ValueStatistics* parameter = leaf.parameters.data();
  ValueStatistics* const end = parameter + leaf.parameters.size();
  for (const MaskedPiece& piece : pieces) {
    if (!IsParameter(piece.kind) || parameter == end) continue;
    const std::string_view value = masker_.ValueOf(piece);
    parameter->Add(
        piece.value_kind, value,
        HashBytes(value.data(), std::min(value.size(), kMaxHashedBytes)));
    ++parameter;
  }
}

// Returns its slot: its index + 1.
uint32_t TemplateMiner::AddLeaf(LeafId id,
                                std::span<const MaskedPiece> pieces) {
  if (leaves_.size() >= options_.max_leaves) EvictLeaves();
  Leaf leaf;
  leaf.id = id;
  leaf.pattern.reserve(pieces.size());
  for (const MaskedPiece& piece : pieces) {
    const uint32_t word =
        piece.kind == PieceKind::kWildcard
            ? kNoWord
            : words_->Intern(masker_.KeptOf(piece), piece.kind);
    leaf.pattern.push_back(words_->Piece(word, piece.after_space));
    if (IsParameter(piece.kind)) leaf.kinds.push_back(piece.value_kind);
  }
  const size_t parameters = leaf.kinds.size();
  if (options_.value_statistics) leaf.parameters.resize(parameters);
  leaves_.push_back(std::move(leaf));
  TakeSlot();
  return static_cast<uint32_t>(leaves_.size());
}

// An eighth of the leaves, those longest unseen, become kOtherLeaf. What the
// user spoke of stays.
void TemplateMiner::EvictLeaves() {
  std::vector<uint64_t> seen;
  for (const Leaf& leaf : leaves_) seen.push_back(leaf.last_line);
  const auto last = seen.begin() + static_cast<ptrdiff_t>(seen.size() / 8);
  std::nth_element(seen.begin(), last, seen.end());
  const uint64_t oldest = *last;
  const auto is_linked = [&](LeafId id) {
    return std::any_of(links_.begin(), links_.end(), [&](const auto& link) {
      return link.first == id || link.second == id;
    });
  };
  auto words = std::make_unique<WordTable>();
  std::vector<Leaf> kept;
  for (Leaf& leaf : leaves_) {
    if (leaf.last_line <= oldest && !pins_.contains(leaf.id) &&
        !is_linked(leaf.id)) {
      other_lines_ += leaf.count;
      continue;
    }
    for (PatternPiece& piece : leaf.pattern) {
      if (piece.IsWildcard()) continue;
      piece.word = words->Intern(words_->text(piece.word), piece.kind);
    }
    kept.push_back(std::move(leaf));
  }
  leaves_ = std::move(kept);
  words_ = std::move(words);
  levels_.clear();
  grouped_leaves_ = 0;
  RebuildSlots();
}

Template TemplateMiner::Describe(const Group& group) {
  Template described;
  described.id = leaves_[group.leaves[0]].id;
  described.text = PatternText(group.pattern, *words_);
  described.leaves = group.leaves.size();
  const auto parameters = static_cast<size_t>(
      std::count_if(group.pattern.begin(), group.pattern.end(),
                    [](const auto& p) { return IsParameter(p.kind); }));
  std::vector<ValueStatistics> statistics(parameters);
  for (uint32_t leaf : group.leaves) {
    described.count += leaves_[leaf].count;
    if (options_.value_statistics) {
      AddParameters(leaves_[leaf], group.pattern, &statistics);
    }
  }
  described.kinds = KindsOf(group);
  for (const ValueStatistics& parameter : statistics) {
    described.parameters.push_back(parameter.Summarize());
  }
  described.merged =
      std::any_of(links_.begin(), links_.end(),
                  [&](const auto& link) { return IsLinked(group, link); });
  described.split = pins_.contains(leaves_[group.leaves[0]].id);
  return described;
}

std::vector<TokenKind> TemplateMiner::KindsOf(const Group& group) const {
  std::vector<TokenKind> kinds;
  const Leaf& leaf = leaves_[group.leaves[0]];
  const auto parameters = static_cast<size_t>(
      std::count_if(leaf.pattern.begin(), leaf.pattern.end(),
                    [](const auto& p) { return IsParameter(p.kind); }));
  const auto ranges = Align(group.pattern, leaf.pattern);
  if (!ranges || leaf.kinds.size() != parameters) return kinds;
  std::vector<TokenKind> of_piece(leaf.pattern.size(), TokenKind::kWord);
  size_t next = 0;
  for (size_t i = 0; i < leaf.pattern.size(); ++i) {
    if (IsParameter(leaf.pattern[i].kind)) of_piece[i] = leaf.kinds[next++];
  }
  size_t range = 0;
  for (const PatternPiece& wide : group.pattern) {
    if (!IsParameter(wide.kind)) continue;
    const auto [begin, end] = (*ranges)[range++];
    const bool stem = leaf.pattern[begin].kind == PieceKind::kStem &&
                      wide.kind != PieceKind::kStem;
    kinds.push_back(end - begin != 1 ? TokenKind::kWord
                    : stem           ? TokenKind::kIdentifier
                                     : of_piece[begin]);
  }
  return kinds;
}

void TemplateMiner::AddParameters(
    const Leaf& leaf, const Pattern& pattern,
    std::vector<ValueStatistics>* parameters) const {
  const auto ranges = Align(pattern, leaf.pattern);
  if (!ranges) return;
  std::vector<const ValueStatistics*> of_piece(leaf.pattern.size());
  size_t next = 0;
  for (size_t i = 0; i < leaf.pattern.size(); ++i) {
    if (IsParameter(leaf.pattern[i].kind)) {
      of_piece[i] = &leaf.parameters[next++];
    }
  }
  size_t parameter = 0;
  size_t range = 0;
  for (const PatternPiece& wide : pattern) {
    if (!IsParameter(wide.kind)) continue;
    const auto [begin, end] = (*ranges)[range++];
    ValueStatistics& statistics = (*parameters)[parameter++];
    const PatternPiece& first = leaf.pattern[begin];
    if (end - begin == 1 && of_piece[begin] != nullptr) {
      const bool number_alone = first.kind == wide.kind;
      statistics.Merge(*of_piece[begin], number_alone
                                             ? std::string_view()
                                             : words_->text(first.word));
    } else {
      const std::string text = PatternText(
          Pattern(leaf.pattern.begin() + begin, leaf.pattern.begin() + end),
          *words_);
      statistics.Add(TokenKind::kWord, text, HashText(text), leaf.count);
    }
  }
}

std::vector<Template> TemplateMiner::Templates(double precision) {
  Refresh();
  std::vector<Template> templates;
  if (!levels_.empty()) {
    for (const Group& group : levels_[LevelAt(precision)].groups) {
      templates.push_back(Describe(group));
    }
  }
  if (other_lines_ > 0) {
    Template other;
    other.id = kOtherLeaf;
    other.text = "<*>";
    other.count = other_lines_;
    templates.push_back(std::move(other));
  }
  std::sort(templates.begin(), templates.end(),
            [](const Template& a, const Template& b) {
              return a.count != b.count ? a.count > b.count : a.text < b.text;
            });
  return templates;
}

StatusOr<Template> TemplateMiner::Find(TemplateId id, double precision) {
  const Group* group = GroupOf(id, precision);
  if (group == nullptr) {
    return NotFound("There is no template with this id: " + std::to_string(id));
  }
  return Describe(*group);
}

TemplateId TemplateMiner::TemplateOf(LeafId leaf, double precision) {
  const Group* group = GroupOf(leaf, precision);
  return group == nullptr ? kOtherLeaf : leaves_[group->leaves[0]].id;
}

std::vector<LeafId> TemplateMiner::LeavesOf(TemplateId id, double precision) {
  std::vector<LeafId> leaves;
  if (const Group* group = GroupOf(id, precision)) {
    for (uint32_t leaf : group->leaves) leaves.push_back(leaves_[leaf].id);
  }
  return leaves;
}

std::vector<ParameterValue> TemplateMiner::Parameters(std::string_view message,
                                                      double precision) {
  std::vector<ParameterValue> values;
  const std::span<const MaskedPiece> pieces = masker_.Mask(message);
  const LeafId id = masker_.leaf();
  const Leaf* leaf = FindLeaf(id);
  const Group* group = GroupOf(id, precision);
  if (group == nullptr || leaf->pattern.size() != pieces.size()) return values;
  const auto ranges = Align(group->pattern, leaf->pattern);
  if (!ranges) return values;
  size_t range = 0;
  for (const PatternPiece& wide : group->pattern) {
    if (!IsParameter(wide.kind)) continue;
    const auto [begin, end] = (*ranges)[range++];
    const MaskedPiece& first = pieces[begin];
    if (wide.kind == PieceKind::kStem) {
      values.push_back({first.value_begin, first.end, first.value_kind});
      continue;
    }
    TokenKind kind = TokenKind::kWord;
    if (end - begin == 1 && first.kind == PieceKind::kWildcard) {
      kind = first.value_kind;
    } else if (end - begin == 1 && first.kind == PieceKind::kStem) {
      kind = TokenKind::kIdentifier;
    }
    values.push_back({first.begin, pieces[end - 1].end, kind});
  }
  return values;
}

}  // namespace taffrail
