#include "core/template/grouping.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "core/template/align.h"
#include "core/template/subsumption.h"

namespace taffrail {
namespace {

// So many different words in one place are values.
constexpr size_t kManyWords = 5;
// Constants' names are a choice of few; more of them are values, too.
constexpr size_t kManyConstants = 16;
// A template absorbs those it subsumes that are this much rarer.
constexpr uint64_t kAbsorbRatio = 5;
// Bounds the coarse levels' work, which is quadratic in it.
constexpr size_t kMaxLeaders = 512;

using Members = std::vector<uint32_t>;  // Indices of leaves.

// What all leaves of a group say: the words (and marks) of one frequency, and
// where they stand.
struct Root {
  uint32_t frequency = 0;
  std::vector<std::pair<uint32_t, uint32_t>> words;  // Place, word.
  auto operator<=>(const Root&) const = default;
};

// Makes the level of kMaskedLevel from leaves of one length at a time.
class Masking {
 public:
  Masking(std::span<const LeafSummary> leaves, const WordTable& words)
      : leaves_(leaves), words_(words) {
    level_.parents.resize(leaves.size());
  }

  void Group(const Members& members) {
    const size_t length = PatternOf(members[0]).size();
    frequencies_.assign(length, {});
    for (uint32_t leaf : members) {
      for (size_t i = 0; i < length; ++i) {
        ++frequencies_[i][PatternOf(leaf)[i].word];
      }
    }
    std::map<Root, Members> groups;
    for (uint32_t leaf : members) {
      groups[RootOf(PatternOf(leaf))].push_back(leaf);
    }
    for (const auto& [root, group] : groups) MaskGroup(root, group);
  }

  TemplateLevel Take() { return std::move(level_); }

 private:
  const Pattern& PatternOf(uint32_t leaf) const {
    return *leaves_[leaf].pattern;
  }

  // The frequency that most words of the leaf have in their places.
  Root RootOf(const Pattern& pattern) {
    struct Rank {
      uint32_t words = 0;
      uint32_t pieces = 0;
    };
    std::map<uint32_t, Rank> ranks;
    for (size_t i = 0; i < pattern.size(); ++i) {
      const PatternPiece& piece = pattern[i];
      if (piece.kind != PieceKind::kLiteral) continue;
      Rank& rank = ranks[frequencies_[i][piece.word]];
      rank.words += piece.IsWord();
      ++rank.pieces;
    }
    Root root;
    Rank best;
    for (const auto& [frequency, rank] : ranks) {
      // Of equals, the higher frequency.
      if (std::tie(rank.words, rank.pieces) >=
          std::tie(best.words, best.pieces)) {
        best = rank;
        root.frequency = frequency;
      }
    }
    for (uint32_t i = 0; i < pattern.size(); ++i) {
      if (pattern[i].kind == PieceKind::kLiteral &&
          frequencies_[i][pattern[i].word] == root.frequency) {
        root.words.emplace_back(i, pattern[i].word);
      }
    }
    return root;
  }

  enum class Place { kSays, kVaries, kVariesWithConstants };

  // What stands in this place.
  Place Judge(size_t place, const Members& group) const {
    std::vector<uint32_t> seen;
    bool wildcard = false;
    bool weak = true;
    for (uint32_t leaf : group) {
      const PatternPiece& piece = PatternOf(leaf)[place];
      if (piece.mark != 0) return Place::kSays;
      wildcard |= piece.IsWildcard();
      if (piece.IsWildcard()) continue;
      weak &= IsWeak(piece.kind);
      seen.push_back(piece.word);
    }
    if (seen.empty()) return Place::kSays;
    if (wildcard && weak) return Place::kVariesWithConstants;
    // What a message starts with is part of it.
    if (place == 0) return Place::kSays;
    std::sort(seen.begin(), seen.end());
    seen.erase(std::unique(seen.begin(), seen.end()), seen.end());
    const size_t constants =
        std::count_if(seen.begin(), seen.end(),
                      [&](uint32_t word) { return words_.constant(word); });
    if (constants >= kManyConstants) return Place::kVariesWithConstants;
    return seen.size() - constants >= kManyWords ? Place::kVaries
                                                 : Place::kSays;
  }

  void MaskGroup(const Root& root, const Members& group) {
    const size_t length = PatternOf(group[0]).size();
    std::vector<Place> places(length, Place::kSays);
    if (group.size() > 1) {
      auto next_root = root.words.begin();
      for (size_t i = 0; i < length; ++i) {
        if (next_root != root.words.end() && next_root->first == i) {
          ++next_root;
          continue;
        }
        places[i] = Judge(i, group);
      }
    }
    for (uint32_t leaf : group) {
      Pattern pattern = PatternOf(leaf);
      for (size_t i = 0; i < length; ++i) {
        const bool keep = pattern[i].IsWord() &&
                          words_.constant(pattern[i].word) &&
                          places[i] == Place::kVaries;
        if (places[i] != Place::kSays && !keep) {
          pattern[i] = MakeWildcard(pattern[i].after_space);
        }
      }
      level_.parents[leaf] = NodeOf(Folded(std::move(pattern)));
    }
  }

  uint32_t NodeOf(Pattern pattern) {
    std::vector<uint32_t> key;
    key.reserve(pattern.size());
    for (const PatternPiece& piece : pattern) key.push_back(piece.word);
    const auto next = static_cast<uint32_t>(level_.patterns.size());
    const auto [at, added] = nodes_.try_emplace(std::move(key), next);
    if (added) level_.patterns.push_back(std::move(pattern));
    return at->second;
  }

  std::span<const LeafSummary> leaves_;
  const WordTable& words_;
  TemplateLevel level_;
  // Of each place, how many leaves have which word there.
  std::vector<std::unordered_map<uint32_t, uint32_t>> frequencies_;
  std::map<std::vector<uint32_t>, uint32_t> nodes_;
};

TemplateLevel MaskLeaves(std::span<const LeafSummary> leaves,
                         const WordTable& words) {
  std::map<size_t, Members> by_length;
  for (uint32_t i = 0; i < leaves.size(); ++i) {
    by_length[leaves[i].pattern->size()].push_back(i);
  }
  Masking masking(leaves, words);
  for (const auto& [length, members] : by_length) masking.Group(members);
  return masking.Take();
}

std::vector<uint32_t> ByFallingCount(std::span<const uint64_t> counts) {
  std::vector<uint32_t> order(counts.size());
  std::iota(order.begin(), order.end(), 0u);
  std::sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
    return counts[a] != counts[b] ? counts[a] > counts[b] : a < b;
  });
  return order;
}

std::vector<uint64_t> CountNodes(std::span<const uint64_t> counts,
                                 const TemplateLevel& level) {
  std::vector<uint64_t> sums(level.patterns.size());
  for (size_t i = 0; i < counts.size(); ++i) {
    sums[level.parents[i]] += counts[i];
  }
  return sums;
}

// Each pattern goes into the most frequent one that subsumes it and is enough
// more frequent.
TemplateLevel Absorb(const std::vector<Pattern>& patterns,
                     std::span<const uint64_t> counts) {
  const SubsumptionIndex index(patterns);
  std::vector<uint32_t> into(patterns.size());
  for (uint32_t i = 0; i < patterns.size(); ++i) {
    into[i] = i;
    index.ForEachSubsuming(patterns[i], [&](uint32_t wide) {
      const bool enough = wide != i && counts[wide] / kAbsorbRatio >= counts[i];
      const bool better = into[i] == i || counts[wide] > counts[into[i]];
      if (enough && better) into[i] = wide;
      return true;
    });
  }
  TemplateLevel level;
  std::vector<uint32_t> nodes(patterns.size());
  // Whatever absorbs is more frequent than what it absorbs, so it comes first.
  for (uint32_t i : ByFallingCount(counts)) {
    if (into[i] == i) {
      nodes[i] = static_cast<uint32_t>(level.patterns.size());
      level.patterns.push_back(patterns[i]);
    } else {
      nodes[i] = nodes[into[i]];
    }
  }
  level.parents = std::move(nodes);
  return level;
}

// `a` and `b` have the same length.
double Similarity(const Pattern& a, const Pattern& b) {
  size_t same = 0;
  for (size_t i = 0; i < a.size(); ++i) same += a[i] == b[i];
  return static_cast<double>(same) / static_cast<double>(a.size());
}

TemplateLevel MergeSimilar(const std::vector<Pattern>& patterns,
                           std::span<const uint64_t> counts, double least) {
  TemplateLevel level;
  level.parents.resize(patterns.size());
  struct Leader {
    uint32_t pattern;
    uint32_t node;
  };
  std::map<size_t, std::vector<Leader>> leaders;  // By length.
  for (uint32_t i : ByFallingCount(counts)) {
    std::vector<Leader>& candidates = leaders[patterns[i].size()];
    const auto found = std::find_if(
        candidates.begin(), candidates.end(), [&](const Leader& leader) {
          return !patterns[i].empty() &&
                 Similarity(patterns[leader.pattern], patterns[i]) >= least;
        });
    if (found == candidates.end()) {
      const auto node = static_cast<uint32_t>(level.patterns.size());
      if (candidates.size() < kMaxLeaders) candidates.push_back({i, node});
      level.parents[i] = node;
      level.patterns.push_back(patterns[i]);
      continue;
    }
    level.parents[i] = found->node;
    Pattern& merged = level.patterns[found->node];
    merged = Generalize(merged, patterns[i]);
  }
  return level;
}

}  // namespace

std::vector<TemplateLevel> GroupLeaves(std::span<const LeafSummary> leaves,
                                       const WordTable& words) {
  std::vector<uint64_t> counts;
  for (const LeafSummary& leaf : leaves) counts.push_back(leaf.count);
  std::vector<TemplateLevel> levels;
  const auto add = [&](TemplateLevel level) {
    counts = CountNodes(counts, level);
    levels.push_back(std::move(level));
  };
  add(MaskLeaves(leaves, words));
  add(Absorb(levels.back().patterns, counts));
  add(MergeSimilar(levels.back().patterns, counts, 0.6));
  add(MergeSimilar(levels.back().patterns, counts, 0.4));
  return levels;
}

}  // namespace taffrail
