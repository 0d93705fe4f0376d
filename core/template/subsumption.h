#ifndef TAFFRAIL_CORE_TEMPLATE_SUBSUMPTION_H_
#define TAFFRAIL_CORE_TEMPLATE_SUBSUMPTION_H_

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "core/template/pattern.h"

namespace taffrail {

// Finds the templates that subsume a template, without trying them all: each
// is kept under the rarest of its words. The patterns must outlive it.
class SubsumptionIndex {
 public:
  explicit SubsumptionIndex(std::span<const Pattern> patterns);

  // Calls `f(index)` for each pattern that subsumes `narrow`, itself included,
  // until it returns false. Patterns without a wildcard or without a word
  // subsume nothing.
  template <class F>
  void ForEachSubsuming(const Pattern& narrow, F&& f) const {
    for (const PatternPiece& piece : narrow) {
      if (!piece.IsWord()) continue;
      const auto found = by_word_.find(piece.word);
      if (found == by_word_.end()) continue;
      for (uint32_t candidate : found->second) {
        if (Fits(candidate, narrow) && !f(candidate)) return;
      }
    }
  }

 private:
  bool Fits(uint32_t candidate, const Pattern& narrow) const;

  std::span<const Pattern> patterns_;
  std::unordered_map<uint32_t, std::vector<uint32_t>> by_word_;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_TEMPLATE_SUBSUMPTION_H_
