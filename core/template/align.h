#ifndef TAFFRAIL_CORE_TEMPLATE_ALIGN_H_
#define TAFFRAIL_CORE_TEMPLATE_ALIGN_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "core/template/pattern.h"

namespace taffrail {

// Whether all that `narrow` stands for is also what `wide` stands for, each
// wildcard of `wide` taking at most one word and any marks and wildcards.
bool Subsumes(const Pattern& wide, const Pattern& narrow);

// The pieces [begin, end) of a pattern.
struct PieceRange {
  uint32_t begin;
  uint32_t end;
};

// Which pieces of `narrow` each parameter of `wide` (wildcards and stems, in
// order) takes when wildcards may take any run of pieces; the earlier ones as
// few as possible. Nothing when they do not fit.
std::optional<std::vector<PieceRange>> Align(const Pattern& wide,
                                             const Pattern& narrow);

// The narrowest pattern found that both fit: what they share in order, with
// wildcards between.
Pattern Generalize(const Pattern& a, const Pattern& b);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_TEMPLATE_ALIGN_H_
