#ifndef TAFFRAIL_CORE_PARSE_FORMAT_PATTERN_H_
#define TAFFRAIL_CORE_PARSE_FORMAT_PATTERN_H_

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/status.h"
#include "core/parse/field_role.h"
#include "core/parse/severity_map.h"
#include "core/parse/timestamp.h"

namespace taffrail {

// What a field of a pattern matches. Up to kName a field takes as few bytes as
// the rest of the pattern allows; the others have one length at a place.
enum class PatternType : uint8_t {
  kText,
  kAny,
  kWord,
  kName,
  kInt,
  kIndex,
  kNumber,
  kUptime,
  kHex,
  kIp,
  kHost,
  kUuid,
  kQuoted,
  kDuration,
  kTime,
  kEpoch,
  kSeverity,
  kPriority,
  kRest,
  kPairs,
  kJson,
  kStructuredData,
};

inline constexpr size_t kMaxPatternFields = 48;

struct PatternField {
  std::string name;  // Empty: matched and forgotten.
  PatternType type = PatternType::kText;
  FieldRole role = FieldRole::kNone;
  std::optional<TimeShape> shape = {};  // kTime: the only one that will do.
};

// The role that a field of this name plays; kNone for an attribute.
FieldRole RoleOfName(std::string_view name);

// Where a field was found in a line, and what it says if that is known by then.
struct PatternCapture {
  uint16_t field;  // Index into fields().
  uint32_t begin;
  uint32_t end;
  int64_t value;  // kTime, kEpoch: ns. kSeverity, kPriority: the severity.
};

// The captures of a line, in its order.
struct PatternMatch {
  std::array<PatternCapture, kMaxPatternFields> captures;
  size_t count = 0;
};

// What matching many patterns against one line shares: times are read once.
// One per line and thread.
class LineTimes {
 public:
  // `line` is one line, without blanks at its end.
  LineTimes(std::string_view line, const TimeContext& context)
      : line_(line), context_(context) {}

  std::string_view line() const { return line_; }
  const TimeContext& context() const { return context_; }

  // The line has each of these bytes; a long one is taken to have all.
  bool HasBytes(std::string_view bytes) {
    // Looking for one is cheap next to finding out all that are there.
    if (asked_++ == 0 && !bytes.empty()) {
      return line_.find(bytes.front()) != line_.npos;
    }
    if (!bytes_known_) FindBytes();
    for (char c : bytes) {
      if (!has_[static_cast<unsigned char>(c)]) return false;
    }
    return true;
  }

  // The time that starts at `at`.
  const std::optional<Timestamp>& At(size_t at) {
    Place& place = at == 0 ? start_ : inside_;
    if (place.at != at) {
      place.at = at;
      place.time = ParseTimestamp(line_.substr(at), context_);
    }
    return place.time;
  }

 private:
  void FindBytes();

  struct Place {
    size_t at = std::string_view::npos;
    std::optional<Timestamp> time;
  };

  const std::string_view line_;
  const TimeContext& context_;
  // Most patterns ask for a time at the start, and others at one place inside.
  Place start_;
  Place inside_;
  int asked_ = 0;
  bool bytes_known_ = false;
  std::array<bool, 256> has_;  // When bytes_known_.
};

// The text of a line with its varying parts in braces (docs/formats.md),
// compiled. Matching backs up where a field's end is open, and is bounded by a
// budget that grows with the line, so that no line is slow to refuse.
// Immutable; shared by threads.
class FormatPattern {
 public:
  // `severities` are those that it will be matched with. An error says at which
  // column what was expected.
  static StatusOr<FormatPattern> Compile(std::string_view text,
                                         const SeverityMap& severities);

  // Whether the whole line fits, and if so where its fields are.
  bool Match(LineTimes& times, const SeverityMap& severities,
             PatternMatch* match) const;

  // False when no line that starts with `c` can match.
  bool MayStartWith(char c) const {
    return steps_[0].first[static_cast<unsigned char>(c)];
  }

  bool MayStartWithAny(const std::bitset<256>& bytes) const {
    return (steps_[0].first & bytes).any();
  }

  // Every match starts with a time that LineTimes reads.
  bool starts_with_time() const {
    if (steps_[0].kind != StepKind::kField) return false;
    const PatternField& field = fields_[steps_[0].begin];
    return field.type == PatternType::kTime && field.shape != TimeShape::kKlog;
  }
  // Where starts_with_time() is true: false when no match has `byte` after the
  // time, or after blanks that follow the time. 256 is the line's end.
  bool MayFollowTime(bool blanks, size_t byte) const {
    // Of several lines only the first is at hand here.
    if (lines_ > 1) return true;
    const Step* step = &steps_[1];
    if (blanks) {
      if (step->kind != StepKind::kBlank) {
        return step->first[' '] || step->first['\t'];
      }
      ++step;
    }
    return byte < step->first.size() ? step->first[byte] : step->at_end;
  }

  // These are cheap next to Match() and rule out most lines that it would
  // refuse: false when the line does not start as every match does, up to the
  // first part that there are several ways to read;
  bool MayHaveHead(LineTimes& times) const {
    // Of several lines only the first is at hand here.
    return lines_ > 1 || HeadFits(0, 0, times);
  }
  // and when it lacks a byte that every match has.
  bool MayHaveRest(LineTimes& times) const { return times.HasBytes(required_); }

  const std::vector<PatternField>& fields() const { return fields_; }
  const std::string& text() const { return text_; }
  // How many lines of a record it is about.
  std::ptrdiff_t lines() const { return lines_; }
  // How much a match says: higher where chance matches are rarer.
  int specificity() const { return specificity_; }
  // One field, of pairs.
  bool only_pairs() const {
    return fields_.size() == 1 && steps_.size() == 2 &&
           fields_[0].type == PatternType::kPairs;
  }
  // Has a time, and enough around it that a match is no accident.
  bool self_evident() const { return self_evident_; }

 private:
  friend class PatternCompiler;
  friend class PatternMatcher;

  enum class StepKind : uint8_t {
    kLiteral,  // literals_[begin, end)
    kBlank,    // One or more blanks, or the line's end.
    kField,    // fields_[begin]; if its end is open, stops_[end]
    kSplit,    // Goes on, or else at step `end`.
    kEnd,
  };
  struct Step {
    StepKind kind = StepKind::kEnd;
    uint32_t begin = 0;
    uint32_t end = 0;
    // The bytes a match of this step and what follows can start with, and
    // whether it can be empty.
    std::bitset<256> first;
    bool at_end = false;
    int16_t only_first = -1;  // The byte, when `first` has just one.
  };

  // Whether the line may match from `step` on at `at`: literals, blanks and
  // times are compared up to the first part that varies otherwise.
  bool HeadFits(size_t step, size_t at, LineTimes& times) const;

  std::string_view Literal(const Step& step) const {
    return std::string_view(literals_).substr(step.begin,
                                              step.end - step.begin);
  }

  std::string text_;
  std::string literals_;
  std::vector<Step> steps_;
  std::vector<PatternField> fields_;
  // Where a field with an open end can end: at what the next step may start
  // with, or at what the field cannot have.
  std::vector<std::bitset<256>> stops_;
  std::string required_;  // The bytes of its literals, the rarest first.
  std::ptrdiff_t lines_ = 1;
  int specificity_ = 0;
  bool self_evident_ = false;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_PARSE_FORMAT_PATTERN_H_
