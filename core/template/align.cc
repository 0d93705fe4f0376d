#include "core/template/align.h"

#include <algorithm>
#include <cstddef>

namespace taffrail {

bool Subsumes(const Pattern& wide, const Pattern& narrow) {
  // What may be open after each piece: state 2s is before piece s of `wide`,
  // 2s + 1 inside it, a wildcard that has taken a word. A wildcard that has
  // taken none but is not empty is in both s and s + 1.
  const size_t n = wide.size();
  std::vector<char> before(n + 1);
  std::vector<char> open(n + 1);   // In wildcard s, no word taken yet.
  std::vector<char> taken(n + 1);  // In wildcard s, one word taken.
  before[0] = 1;
  for (const PatternPiece& piece : narrow) {
    std::vector<char> next_before(n + 1);
    std::vector<char> next_open(n + 1);
    std::vector<char> next_taken(n + 1);
    bool any = false;
    for (size_t s = 0; s < n; ++s) {
      if (wide[s].IsWildcard()) {
        const bool enters = before[s] || open[s];
        if (piece.IsWord()) {
          next_taken[s] |= enters;
        } else {
          next_open[s] |= enters;
          next_taken[s] |= taken[s];
        }
        next_before[s + 1] |= next_open[s] | next_taken[s];
      } else if (before[s] && wide[s] == piece) {
        next_before[s + 1] = 1;
      }
      any |= next_before[s + 1];
    }
    if (!any) return false;
    before.swap(next_before);
    open.swap(next_open);
    taken.swap(next_taken);
  }
  return before[n];
}

std::optional<std::vector<PieceRange>> Align(const Pattern& wide,
                                             const Pattern& narrow) {
  const size_t n = wide.size();
  const size_t m = narrow.size();
  // fits[s * (m + 1) + i]: wide from s on fits narrow from i on.
  std::vector<char> fits((n + 1) * (m + 1));
  const auto at = [&](size_t s, size_t i) -> char& {
    return fits[s * (m + 1) + i];
  };
  at(n, m) = 1;
  for (size_t s = n; s-- > 0;) {
    for (size_t i = m; i-- > 0;) {
      at(s, i) = wide[s].IsWildcard()
                     ? at(s + 1, i + 1) || at(s, i + 1)
                     : wide[s] == narrow[i] && at(s + 1, i + 1);
    }
  }
  if (!at(0, 0)) return std::nullopt;
  std::vector<PieceRange> ranges;
  uint32_t i = 0;
  for (size_t s = 0; s < n; ++s) {
    const uint32_t begin = i++;
    if (wide[s].IsWildcard()) {
      while (!at(s + 1, i)) ++i;
      ranges.push_back({begin, i});
    } else if (wide[s].kind == PieceKind::kStem) {
      ranges.push_back({begin, i});
    }
  }
  return ranges;
}

Pattern Generalize(const Pattern& a, const Pattern& b) {
  if (Align(a, b)) return a;
  if (Align(b, a)) return b;
  const size_t n = a.size();
  const size_t m = b.size();
  // Longest common subsequence of pieces that are no wildcards; words weigh
  // more than marks, so that commas do not pull words apart.
  std::vector<uint32_t> length((n + 1) * (m + 1));
  const auto at = [&](size_t i, size_t j) -> uint32_t& {
    return length[i * (m + 1) + j];
  };
  const auto weight = [&](size_t i, size_t j) -> uint32_t {
    if (a[i].IsWildcard() || !(a[i] == b[j])) return 0;
    return a[i].IsWord() ? 4 : 1;
  };
  for (size_t i = n; i-- > 0;) {
    for (size_t j = m; j-- > 0;) {
      const uint32_t both = weight(i, j);
      at(i, j) = std::max(
          {at(i + 1, j), at(i, j + 1), both > 0 ? both + at(i + 1, j + 1) : 0});
    }
  }
  Pattern merged;
  size_t i = 0;
  size_t j = 0;
  while (i < n || j < m) {
    const uint32_t both = i < n && j < m ? weight(i, j) : 0;
    if (both > 0 && at(i, j) == both + at(i + 1, j + 1)) {
      merged.push_back(a[i]);
      ++i;
      ++j;
      continue;
    }
    merged.push_back(MakeWildcard(i < n ? a[i].after_space : b[j].after_space));
    if (j == m || (i < n && at(i + 1, j) >= at(i, j + 1))) {
      ++i;
    } else {
      ++j;
    }
  }
  return Folded(std::move(merged));
}

}  // namespace taffrail
