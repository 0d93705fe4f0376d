#ifndef TAFFRAIL_CORE_TEMPLATE_GROUPING_H_
#define TAFFRAIL_CORE_TEMPLATE_GROUPING_H_

#include <cstdint>
#include <span>
#include <vector>

#include "core/template/pattern.h"

namespace taffrail {

// A masked sequence as grouping sees it. The pattern must outlive the call.
struct LeafSummary {
  const Pattern* pattern;
  uint64_t count;
};

// One step of merging: which node of this level each node of the level below
// has become part of (leaves, below the first), and what the nodes look like.
struct TemplateLevel {
  std::vector<uint32_t> parents;
  std::vector<Pattern> patterns;
};

// The levels, fine to coarse: every node lies whole inside one node of the next
// level, so that precision can be chosen when looking.
enum TemplateLevelName {
  kMaskedLevel,  // Words that vary in place of others are parameters.
  kMergedLevel,  // A rare template that a frequent one describes is part of it.
  kSimilarLevel,  // Three fifths of the pieces are the same.
  kBroadLevel,    // Two fifths.
  kTemplateLevels,
};

// Groups leaves as Brain does (Yu et al., "Brain: Log Parsing with
// Bidirectional Parallel Tree", IEEE TSC 2023), on distinct masked sequences
// instead of lines: among those of one length, words of the same frequency are
// what a message says, and a place where many different words stand is a
// parameter. Then templates that subsume others absorb them.
std::vector<TemplateLevel> GroupLeaves(std::span<const LeafSummary> leaves,
                                       const WordTable& words);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_TEMPLATE_GROUPING_H_
