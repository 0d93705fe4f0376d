#ifndef TAFFRAIL_CORE_PARSE_LINE_HEAD_H_
#define TAFFRAIL_CORE_PARSE_LINE_HEAD_H_

#include <cstddef>
#include <string_view>

#include "core/parse/format_pattern.h"

namespace taffrail {

// What the start of a line shows at a glance: a time and what stands after it,
// or else the first byte. There are few, and most patterns allow few of them.
// A value.
class LineHead {
 public:
  // All heads have numbers below this.
  static constexpr size_t kCount = 5 * 257;

  static LineHead Numbered(size_t number) { return LineHead(number); }
  // That of a record whose first line is `times`'.
  static LineHead Of(std::string_view record, LineTimes& times);

  size_t number() const { return number_; }

  // False when no line with this head matches.
  bool MayMatch(const FormatPattern& pattern) const;
  // The first byte is this one. Not known where the line starts with a time.
  bool StartsWith(char c) const {
    return number_ == static_cast<unsigned char>(c);
  }

 private:
  explicit LineHead(size_t number) : number_(number) {}

  // Of lines without a time the first byte, kEnd when there is none. Of others,
  // in units of kBytes, 1 to 4 for whether they start with a digit and whether
  // blanks follow the time, and the byte after these.
  static constexpr size_t kEnd = 256;
  static constexpr size_t kBytes = 257;
  size_t number_;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_PARSE_LINE_HEAD_H_
