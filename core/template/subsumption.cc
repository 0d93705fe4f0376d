#include "core/template/subsumption.h"

#include <algorithm>

#include "core/template/align.h"

namespace taffrail {

SubsumptionIndex::SubsumptionIndex(std::span<const Pattern> patterns)
    : patterns_(patterns) {
  std::unordered_map<uint32_t, uint32_t> uses;
  for (const Pattern& pattern : patterns) {
    for (const PatternPiece& piece : pattern) {
      if (piece.IsWord()) ++uses[piece.word];
    }
  }
  for (uint32_t i = 0; i < patterns.size(); ++i) {
    const Pattern& pattern = patterns[i];
    const bool open =
        std::any_of(pattern.begin(), pattern.end(),
                    [](const PatternPiece& p) { return p.IsWildcard(); });
    if (!open) continue;
    uint32_t rarest = kNoWord;
    for (const PatternPiece& piece : pattern) {
      if (!piece.IsWord()) continue;
      if (rarest == kNoWord || uses[piece.word] < uses[rarest]) {
        rarest = piece.word;
      }
    }
    if (rarest != kNoWord) by_word_[rarest].push_back(i);
  }
}

bool SubsumptionIndex::Fits(uint32_t candidate, const Pattern& narrow) const {
  return Subsumes(patterns_[candidate], narrow);
}

}  // namespace taffrail
