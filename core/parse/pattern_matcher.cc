#include <algorithm>
#include <cstring>

#include "core/base/ascii.h"
#include "core/parse/format_pattern.h"
#include "core/parse/logfmt.h"
#include "core/parse/pattern_types.h"
#include "core/parse/severity.h"
#include "core/parse/structured_data.h"

namespace taffrail {
namespace {

constexpr size_t kMaxChoices = 256;  // One per step at most.
// How many bytes may be looked at: so many times the line's, and these.
constexpr size_t kBudgetPerByte = 32;
constexpr size_t kMinBudget = 4096;

bool IsLazy(PatternType type) { return type <= PatternType::kName; }

bool InClass(PatternType type, char c) {
  if (type == PatternType::kWord) return !IsBlank(c);
  return type != PatternType::kName || IsPatternNameByte(c);
}

bool StartsWith(std::string_view text, size_t at, std::string_view literal) {
  // Most literals are of one byte.
  if (text.size() - at < literal.size() || text[at] != literal[0]) return false;
  return literal.size() == 1 ||
         memcmp(text.data() + at, literal.data(), literal.size()) == 0;
}

// Most values are short: a call for them costs more than looking.
size_t FindByte(std::string_view text, char byte, size_t from) {
  constexpr size_t kShort = 16;
  const size_t near = std::min(text.size(), from + kShort);
  for (; from < near; ++from) {
    if (text[from] == byte) return from;
  }
  return text.find(byte, from);
}

size_t FindText(std::string_view text, std::string_view literal, size_t from) {
  for (;;) {
    const size_t at = FindByte(text, literal[0], from);
    if (at == text.npos || StartsWith(text, at, literal)) return at;
    from = at + 1;
  }
}

// `-` alone stands for "none" wherever a value of its own form would.
bool IsNil(std::string_view text) {
  return text.starts_with('-') &&
         (text.size() == 1 || !IsPatternNameByte(text[1]));
}

}  // namespace

// One match of one pattern: runs its steps, and where a step has several ways
// notes the place to come back to.
class PatternMatcher {
 public:
  PatternMatcher(const FormatPattern& pattern, LineTimes& times,
                 const SeverityMap& severities, PatternMatch* match)
      : pattern_(pattern),
        times_(times),
        text_(times.line()),
        severities_(severities),
        match_(match),
        budget_(kMinBudget + kBudgetPerByte * text_.size()) {}

  bool Run() {
    match_->count = 0;
    for (;;) {
      if (RunSteps()) return true;
      if (!GoBack()) return false;
    }
  }

 private:
  using Step = FormatPattern::Step;
  using StepKind = FormatPattern::StepKind;

  // What to try when the way taken ends: a split's other side, or a field's
  // next longer value.
  struct Choice {
    uint32_t step;
    uint32_t at;     // Where the split was, or where the field ended.
    uint32_t begin;  // Where the field began.
    uint32_t captures;
  };

  // From step_ and at_ on; false when a step does not fit.
  bool RunSteps() {
    for (;;) {
      const Step& step = pattern_.steps_[step_];
      switch (step.kind) {
        case StepKind::kLiteral: {
          const std::string_view literal = pattern_.Literal(step);
          if (!StartsWith(text_, at_, literal)) return false;
          at_ += literal.size();
          break;
        }
        case StepKind::kBlank:
          if (at_ < text_.size() && !IsBlank(text_[at_])) return false;
          while (at_ < text_.size() && IsBlank(text_[at_])) ++at_;
          break;
        case StepKind::kField:
          if (!TakeField(step)) return false;
          break;
        case StepKind::kSplit:
          // Most optional parts are not there, which their head tells.
          if (!pattern_.HeadFits(step_ + 1, at_, times_)) {
            step_ = step.end;
            continue;
          }
          choices_[choice_count_++] = {step_, Offset(at_), 0,
                                       static_cast<uint32_t>(match_->count)};
          break;
        case StepKind::kEnd:
          return at_ == text_.size();
      }
      ++step_;
    }
  }

  bool GoBack() {
    while (choice_count_ > 0) {
      const Choice choice = choices_[--choice_count_];
      match_->count = choice.captures;
      const Step& step = pattern_.steps_[choice.step];
      if (!Spend(1)) return false;
      if (step.kind == StepKind::kSplit) {
        step_ = step.end;
        at_ = choice.at;
        return true;
      }
      const PatternType type = pattern_.fields_[step.begin].type;
      if (choice.at == text_.size() || !InClass(type, text_[choice.at])) {
        continue;
      }
      step_ = choice.step;
      if (!ExtendField(step, type, choice.begin, choice.at + 1)) continue;
      ++step_;
      return true;
    }
    return false;
  }

  bool TakeField(const Step& step) {
    const PatternType type = pattern_.fields_[step.begin].type;
    if (IsLazy(type)) {
      if (type == PatternType::kAny) return ExtendField(step, type, at_, at_);
      if (at_ == text_.size() || !InClass(type, text_[at_])) return false;
      return ExtendField(step, type, at_, at_ + 1);
    }
    return TakeWhole(step, type);
  }

  // Ends the field that began at `begin` at the first place from `from` on
  // where the next step can start.
  bool ExtendField(const Step& step, PatternType type, size_t begin,
                   size_t from) {
    const size_t end = FindEnd(step, type, from);
    if (end == kNoValue || !Spend(end - from)) return false;
    choices_[choice_count_++] = {step_, Offset(end), Offset(begin),
                                 static_cast<uint32_t>(match_->count)};
    Capture(step, begin, end, 0);
    at_ = end;
    return true;
  }

  size_t FindEnd(const Step& step, PatternType type, size_t from) {
    const Step& next = (&step)[1];
    if (next.kind == StepKind::kEnd && type <= PatternType::kAny) {
      return text_.size();
    }
    if (next.only_first >= 0 && type <= PatternType::kAny) {
      const size_t found =
          next.kind == StepKind::kLiteral
              ? FindText(text_, pattern_.Literal(next), from)
              : FindByte(text_, static_cast<char>(next.only_first), from);
      if (found != text_.npos) return found;
      if (!Spend(text_.size() - from)) return kNoValue;
      return next.at_end ? text_.size() : kNoValue;
    }
    const std::bitset<256>& stop = pattern_.stops_[step.end];
    size_t at = from;
    while (at < text_.size() && !stop[static_cast<unsigned char>(text_[at])]) {
      ++at;
    }
    if (at == text_.size()
            ? next.at_end
            : next.first[static_cast<unsigned char>(text_[at])]) {
      return at;
    }
    // A search that found nothing was as long as one that does.
    return Spend(at - from), kNoValue;
  }

  // A field that has one length at a place.
  bool TakeWhole(const Step& step, PatternType type) {
    const std::string_view text = text_.substr(at_);
    int64_t value = 0;
    size_t length =
        type == PatternType::kTime
            ? TimeLength(pattern_.fields_[step.begin].shape, text, &value)
            : LengthOf(type, text, &value);
    if (length == kNoValue) {
      const bool may_be_absent = type < PatternType::kSeverity &&
                                 type != PatternType::kUuid &&
                                 type != PatternType::kTime;
      if (!may_be_absent || !IsNil(text)) return false;
      Capture(step, at_, at_, 0);
      ++at_;
      return true;
    }
    size_t begin = at_;
    size_t end = at_ + length;
    at_ = end;
    if (type == PatternType::kQuoted) {
      ++begin;
      --end;
    } else if (type == PatternType::kRest) {
      end = text_.size();
    }
    Capture(step, begin, end, value);
    return true;
  }

  size_t LengthOf(PatternType type, std::string_view text, int64_t* value) {
    switch (type) {
      case PatternType::kInt:
        return IntLength(text);
      case PatternType::kIndex:
        return IndexLength(text);
      case PatternType::kNumber:
        return NumberLength(text);
      case PatternType::kUptime:
        return UptimeLength(text);
      case PatternType::kHex:
        return HexLength(text);
      case PatternType::kIp:
        return IpLength(text);
      case PatternType::kHost:
        return IsNil(text) ? kNoValue : HostLength(text);
      case PatternType::kUuid:
        return UuidLength(text);
      case PatternType::kQuoted:
        return QuotedLength(text);
      case PatternType::kDuration:
        return DurationLength(text);
      case PatternType::kEpoch: {
        const size_t length = EpochLength(text);
        if (length == kNoValue) return kNoValue;
        const std::optional<int64_t> ns =
            ParseEpoch(text.substr(0, length), times_.context().correction_ns);
        if (!ns) return kNoValue;
        *value = *ns;
        return length;
      }
      case PatternType::kSeverity:
        return SeverityLength(text, value);
      case PatternType::kPriority: {
        constexpr int kMaxPriority = 191;
        size_t length = 0;
        while (length < 3 && length < text.size() && text[length] >= '0' &&
               text[length] <= '9') {
          *value = *value * 10 + (text[length++] - '0');
        }
        if (length == 0 || *value > kMaxPriority) return kNoValue;
        *value = SeverityFromSyslog(static_cast<unsigned>(*value));
        return length;
      }
      case PatternType::kRest:
        return 0;
      case PatternType::kPairs:
        return LogfmtScanner::LooksLikeLogfmt(text) ? text.size() : kNoValue;
      case PatternType::kJson:
        return text.starts_with('{') && text.ends_with('}') ? text.size()
                                                            : kNoValue;
      case PatternType::kStructuredData:
        return StructuredDataLength(text);
      default:
        return kNoValue;
    }
  }

  size_t TimeLength(std::optional<TimeShape> shape, std::string_view text,
                    int64_t* value) {
    // No other pattern asks for klog's, so there is nothing to share.
    const std::optional<Timestamp> time =
        shape == TimeShape::kKlog
            ? ParseTimestampAs(*shape, text, times_.context())
            : times_.At(at_);
    if (!time || (shape && time->shape != *shape)) return kNoValue;
    *value = time->ns;
    return time->length;
  }

  size_t SeverityLength(std::string_view text, int64_t* value) {
    size_t length = 0;
    *value = severities_.FindAtStart(text, &length);
    return *value == kSeverityNone ? kNoValue : length;
  }

  void Capture(const Step& step, size_t begin, size_t end, int64_t value) {
    // A field is captured once per way, so there is always room.
    match_->captures[match_->count++] = {static_cast<uint16_t>(step.begin),
                                         Offset(begin), Offset(end), value};
  }

  static uint32_t Offset(size_t at) { return static_cast<uint32_t>(at); }

  bool Spend(size_t bytes) {
    const size_t cost = 1 + bytes;
    if (budget_ < cost) {
      budget_ = 0;
      choice_count_ = 0;
      return false;
    }
    budget_ -= cost;
    return true;
  }

  const FormatPattern& pattern_;
  LineTimes& times_;
  const std::string_view text_;
  const SeverityMap& severities_;
  PatternMatch* const match_;
  size_t budget_;
  uint32_t step_ = 0;
  size_t at_ = 0;
  size_t choice_count_ = 0;
  Choice choices_[kMaxChoices];
};

bool FormatPattern::HeadFits(size_t step, size_t at, LineTimes& times) const {
  const std::string_view line = times.line();
  for (;; ++step) {
    const Step& next = steps_[step];
    if (at == line.size() ? !next.at_end
                          : !next.first[static_cast<unsigned char>(line[at])]) {
      return false;
    }
    if (next.kind == StepKind::kLiteral) {
      const std::string_view literal = Literal(next);
      if (!StartsWith(line, at, literal)) return false;
      at += literal.size();
    } else if (next.kind == StepKind::kBlank) {
      while (at < line.size() && IsBlank(line[at])) ++at;
    } else if (next.kind == StepKind::kField &&
               fields_[next.begin].type == PatternType::kTime &&
               fields_[next.begin].shape != TimeShape::kKlog) {
      const PatternField& field = fields_[next.begin];
      const std::optional<Timestamp>& time = times.At(at);
      if (!time || (field.shape && time->shape != *field.shape)) return false;
      at += time->length;
    } else {
      return true;
    }
  }
}

bool FormatPattern::Match(LineTimes& times, const SeverityMap& severities,
                          PatternMatch* match) const {
  const std::string_view line = times.line();
  if (line.empty() || !MayStartWith(line.front())) return false;
  return PatternMatcher(*this, times, severities, match).Run();
}

}  // namespace taffrail
