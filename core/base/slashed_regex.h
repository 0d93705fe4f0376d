#ifndef TAFFRAIL_CORE_BASE_SLASHED_REGEX_H_
#define TAFFRAIL_CORE_BASE_SLASHED_REGEX_H_

#include <cstddef>
#include <optional>
#include <string_view>

#include "core/base/ascii.h"

namespace taffrail {

// Where a regular expression of a query stands in it: from `at`, the slash, up
// to `end`.
struct SlashedRegex {
  std::string_view pattern;
  bool ignore_case = false;
  size_t end = 0;
};

// `/re/` or `/re/i` at `at` of a query, if nothing that could go on in a word
// stands behind it: a blank, `)`, the end, or a pipeline's |. The next slash
// decides, so that /var/log and /var/log/ are words (docs/query-language.md).
inline std::optional<SlashedRegex> SlashedRegexAt(std::string_view query,
                                                  size_t at) {
  if (at >= query.size() || query[at] != '/') return std::nullopt;
  const size_t begin = at + 1;
  size_t close = begin;
  while (close < query.size() && query[close] != '/') {
    close += query[close] == '\\' ? 2 : 1;
  }
  if (close >= query.size() || close == begin) return std::nullopt;
  SlashedRegex found{query.substr(begin, close - begin), false, close + 1};
  if (found.end < query.size() && query[found.end] == 'i') {
    found.ignore_case = true;
    ++found.end;
  }
  const std::string_view rest = query.substr(found.end);
  const bool over = rest.empty() || IsSpace(rest[0]) || rest[0] == ')' ||
                    rest == "|" || (rest[0] == '|' && IsSpace(rest[1]));
  if (!over) return std::nullopt;
  return found;
}

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_BASE_SLASHED_REGEX_H_
