#ifndef TAFFRAIL_CORE_PARSE_HEAD_FILTER_H_
#define TAFFRAIL_CORE_PARSE_HEAD_FILTER_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/parse/format.h"
#include "core/parse/line_head.h"

namespace taffrail {

// The formats of a source in the order in which they are tried, a pattern at a
// time, and which of them a line's head rules out. That is found out once for
// each head and remembered, so that a line costs little where its format comes
// after many others. Only how fast a line is read depends on what is
// remembered. Owned by one parser; single-threaded.
class HeadFilter {
 public:
  struct Step {
    const Format* format;
    // Null: the whole format, since it is a dialect, a table, or wraps lines.
    const FormatPattern* pattern;
  };

  // What is known of the lines with one head.
  struct Choice {
    uint64_t may_match = 0;  // The steps, by bit; those beyond 63 by the last.
    const FormatPattern* likely = nullptr;  // Matched the last such line.
    size_t head = LineHead::kCount;
  };
  static constexpr size_t kBits = 63;

  // The format must outlive this.
  void Add(const Format& format);

  const std::vector<Step>& steps() const { return steps_; }

  // Valid until the next call.
  Choice& ChoiceFor(LineHead head);

  size_t HeapBytes() const { return steps_.capacity() * sizeof(Step); }

 private:
  // Heads share places; few are seen in one source.
  static constexpr size_t kPlaces = 64;

  std::vector<Step> steps_;
  std::array<Choice, kPlaces> choices_;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_PARSE_HEAD_FILTER_H_
