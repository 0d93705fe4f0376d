#include "core/parse/format_pattern.h"

#include <algorithm>

#include "core/parse/pattern_types.h"
#include "core/parse/severity.h"
#include "core/parse/token.h"

namespace taffrail {
namespace {

constexpr size_t kMaxPatternBytes = 4096;
constexpr size_t kMaxSteps = 256;
constexpr int kMaxNesting = 8;
constexpr int kSelfEvident = 34;

struct TypeName {
  std::string_view name;
  PatternType type;
  int specificity;
  // What a value can start with: letters, digits, and these.
  bool letters;
  bool digits;
  std::string_view others;
};

// `*` in others: any byte. Values that may be absent start with `-`, too.
constexpr TypeName kTypes[] = {
    {"text", PatternType::kText, 0, true, true, "*"},
    {"any", PatternType::kAny, 0, true, true, "*"},
    {"word", PatternType::kWord, 1, true, true, "*"},
    {"name", PatternType::kName, 1, true, true, "_.$/:@-"},
    {"int", PatternType::kInt, 4, false, true, "+-"},
    {"index", PatternType::kIndex, 4, false, true, "-"},
    {"number", PatternType::kNumber, 4, false, true, "+-."},
    {"uptime", PatternType::kUptime, 4, false, true, ""},
    {"hex", PatternType::kHex, 3, true, true, "-"},
    {"ip", PatternType::kIp, 8, true, true, ":-["},
    {"host", PatternType::kHost, 2, true, true, ":-[_*"},
    {"uuid", PatternType::kUuid, 20, true, true, ""},
    {"quoted", PatternType::kQuoted, 5, false, false, "\"-"},
    {"duration", PatternType::kDuration, 6, false, true, "-."},
    {"time", PatternType::kTime, 20, true, true, ""},
    {"time.epoch", PatternType::kEpoch, 10, false, true, "-"},
    {"severity", PatternType::kSeverity, 8, true, true, ""},
    {"pri", PatternType::kPriority, 8, false, true, ""},
    {"rest", PatternType::kRest, 0, true, true, "*"},
    {"pairs", PatternType::kPairs, 2, true, true, "_.@"},
    {"json", PatternType::kJson, 6, false, false, "{"},
    {"structured_data", PatternType::kStructuredData, 6, false, false, "["},
};

// Times that are written in one way only, for formats that little else tells
// from others.
struct ShapeName {
  std::string_view name;
  TimeShape shape;
};
constexpr ShapeName kTimeShapeNames[] = {
    {"time.iso", TimeShape::kIso8601},   {"time.slashes", TimeShape::kSlashes},
    {"time.syslog", TimeShape::kSyslog}, {"time.ctime", TimeShape::kCtime},
    {"time.clf", TimeShape::kClf},       {"time.dmy", TimeShape::kDayMonthYear},
    {"time.md", TimeShape::kMonthDot},   {"time.compact", TimeShape::kCompact},
    {"time.klog", TimeShape::kKlog},
};

const TypeName& NameOf(PatternType type) {
  return kTypes[static_cast<size_t>(type)];
}

std::bitset<256> FirstBytes(PatternType type) {
  const TypeName& known = NameOf(type);
  std::bitset<256> first;
  // A host has no `*`; it is the mark for types that take anything.
  if (known.others == "*") {
    first.set();
    if (type == PatternType::kWord) first.reset(' ').reset('\t');
    return first;
  }
  for (size_t c = 0; c < 256; ++c) {
    const char byte = static_cast<char>(c);
    const bool digit = byte >= '0' && byte <= '9';
    first[c] = (digit && known.digits) ||
               (known.letters && !digit &&
                IsWordByte(static_cast<unsigned char>(c))) ||
               known.others.find(byte) != known.others.npos;
  }
  return first;
}

// The bytes that a field with an open end cannot have.
std::bitset<256> OutsideOf(PatternType type) {
  std::bitset<256> outside;
  if (type == PatternType::kWord) outside.set(' ').set('\t');
  for (size_t c = 0; c < 256 && type == PatternType::kName; ++c) {
    outside[c] = !IsPatternNameByte(static_cast<char>(c));
  }
  return outside;
}

bool IsFieldNameByte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '.';
}

struct RoleName {
  std::string_view name;
  FieldRole role;
  PatternType type;  // What a field of this name matches by default.
};
constexpr RoleName kRoles[] = {
    {"time", FieldRole::kTime, PatternType::kTime},
    {"severity", FieldRole::kSeverity, PatternType::kSeverity},
    {"service", FieldRole::kService, PatternType::kText},
    {"host", FieldRole::kHost, PatternType::kText},
    {"body", FieldRole::kBody, PatternType::kText},
    {"trace_id", FieldRole::kTraceId, PatternType::kText},
    {"span_id", FieldRole::kSpanId, PatternType::kText},
    {"parent_span_id", FieldRole::kParentSpanId, PatternType::kText},
};

// How many lines may be expected to have the byte: signs tell more than
// letters, and those more than what nearly all lines have.
int Commonness(char c) {
  if (c == ' ' || c == ':' || c == '-' || c == '.') return 2;
  return IsWordByte(static_cast<unsigned char>(c)) ? 1 : 0;
}

}  // namespace

FieldRole RoleOfName(std::string_view name) {
  for (const RoleName& known : kRoles) {
    if (known.name == name) return known.role;
  }
  return FieldRole::kNone;
}

// Reads a pattern's text once, from left to right.
class PatternCompiler {
 public:
  PatternCompiler(std::string_view text, const SeverityMap& severities)
      : text_(text), severities_(severities) {
    pattern_.text_ = text;
    pattern_.lines_ = 1 + std::count(text.begin(), text.end(), '\n');
  }

  StatusOr<FormatPattern> Compile() {
    if (text_.empty() || text_.size() > kMaxPatternBytes) {
      return InvalidArgument("a pattern has from 1 to 4096 bytes");
    }
    ReadSequence(0);
    if (!error_.ok()) return error_;
    Emit(FormatPattern::StepKind::kEnd);
    FindFirstBytes();
    Weigh();
    return std::move(pattern_);
  }

 private:
  using StepKind = FormatPattern::StepKind;

  bool ok() const { return error_.ok() && at_ < text_.size(); }

  void Fail(size_t at, std::string message) {
    if (!error_.ok()) return;
    error_ = InvalidArgument("column " + std::to_string(at + 1) + ": " +
                             std::move(message) + ": " + std::string(text_));
  }

  FormatPattern::Step& Emit(StepKind kind) {
    if (pattern_.steps_.size() == kMaxSteps) {
      Fail(at_, "the pattern has too many parts");
      pattern_.steps_.pop_back();
    }
    pattern_.steps_.emplace_back().kind = kind;
    return pattern_.steps_.back();
  }

  // Up to the end, or to the `}` that closes what is open at `depth`.
  void ReadSequence(int depth) {
    while (ok()) {
      const char c = text_[at_];
      const bool twice = text_.substr(at_).starts_with(c == '{' ? "{{" : "}}");
      if (c == '{' && !twice) {
        ReadBraces(depth);
      } else if (c == '}' && (depth >= 2 || !twice)) {
        if (depth == 0)
          Fail(at_, "expected a '{' before this '}' ('}}' is a brace)");
        return;
      } else if (c == ' ') {
        while (ok() && text_[at_] == ' ') ++at_;
        Emit(StepKind::kBlank);
      } else {
        AddLiteral(c);
        at_ += (c == '{' || c == '}') ? 2 : 1;
      }
    }
  }

  void AddLiteral(char c) {
    std::string& literals = pattern_.literals_;
    const bool goes_on = !pattern_.steps_.empty() && open_literal_ &&
                         pattern_.steps_.back().kind == StepKind::kLiteral &&
                         pattern_.steps_.size() == open_literal_;
    literals += c;
    if (!goes_on) {
      FormatPattern::Step& step = Emit(StepKind::kLiteral);
      step.begin = static_cast<uint32_t>(literals.size() - 1);
      open_literal_ = pattern_.steps_.size();
    }
    pattern_.steps_.back().end = static_cast<uint32_t>(literals.size());
  }

  void ReadBraces(int depth) {
    const size_t open = at_++;
    if (!ok()) return Fail(open, "expected a '}' for this '{'");
    if (text_[at_] != '?') return ReadField(open);
    ++at_;
    if (depth == kMaxNesting) {
      return Fail(open, "expected fewer optional parts in each other");
    }
    const size_t split = pattern_.steps_.size();
    Emit(StepKind::kSplit);
    ReadSequence(depth + 1);
    if (!error_.ok()) return;
    if (at_ == text_.size()) return Fail(open, "expected a '}' for this '{?'");
    ++at_;
    if (pattern_.steps_.size() == split + 1) {
      return Fail(open, "expected something between '{?' and '}'");
    }
    pattern_.steps_[split].end = static_cast<uint32_t>(pattern_.steps_.size());
    open_literal_ = 0;  // What follows must not join what is optional.
  }

  void ReadField(size_t open) {
    const size_t close = text_.find('}', at_);
    if (close == text_.npos) return Fail(open, "expected a '}' for this '{'");
    const std::string_view inside = text_.substr(at_, close - at_);
    const size_t colon = std::min(inside.find(':'), inside.size());
    PatternField field;
    field.name = inside.substr(0, colon);
    const auto wrong =
        std::find_if_not(field.name.begin(), field.name.end(), IsFieldNameByte);
    if (wrong != field.name.end()) {
      return Fail(at_ + static_cast<size_t>(wrong - field.name.begin()),
                  "expected a name of small letters, digits, '_' and '.'");
    }
    for (const RoleName& known : kRoles) {
      if (known.name != field.name) continue;
      field.role = known.role;
      field.type = known.type;
    }
    if (colon < inside.size()) {
      std::string_view type = inside.substr(colon + 1);
      for (const ShapeName& known : kTimeShapeNames) {
        if (known.name != type) continue;
        field.shape = known.shape;
        type = "time";
      }
      const auto known =
          std::find_if(std::begin(kTypes), std::end(kTypes),
                       [&](const TypeName& name) { return name.name == type; });
      if (known == std::end(kTypes)) {
        return Fail(
            at_ + colon + 1,
            "expected a type (text, any, word, name, int, index, number, hex, "
            "ip, host, uuid, quoted, duration, time, time.epoch, "
            "time.iso, time.slashes, time.syslog, time.ctime, "
            "time.clf, time.dmy, time.md, time.compact, time.klog, "
            "severity, pri, rest, pairs, json)");
      }
      field.type = known->type;
    } else if (field.name.empty()) {
      return Fail(at_, "expected a name or ':' and a type");
    }
    const bool gives_time =
        field.type == PatternType::kTime || field.type == PatternType::kEpoch;
    if (field.role == FieldRole::kTime && !gives_time) {
      return Fail(at_ + colon + 1, "expected time, or time.epoch and the like");
    }
    if (pattern_.fields_.size() == kMaxPatternFields) {
      return Fail(open, "expected at most 48 fields");
    }
    at_ = close + 1;
    Emit(StepKind::kField).begin =
        static_cast<uint32_t>(pattern_.fields_.size());
    pattern_.fields_.push_back(std::move(field));
  }

  // From the end, since what a step can start with may be up to its successor.
  void FindFirstBytes() {
    std::vector<FormatPattern::Step>& steps = pattern_.steps_;
    for (size_t i = steps.size(); i-- > 0;) {
      FormatPattern::Step& step = steps[i];
      switch (step.kind) {
        case StepKind::kLiteral:
          step.first.set(
              static_cast<unsigned char>(pattern_.literals_[step.begin]));
          break;
        case StepKind::kBlank:
          step.first.set(' ').set('\t');
          step.at_end = steps[i + 1].at_end;
          break;
        case StepKind::kField: {
          const PatternType type = pattern_.fields_[step.begin].type;
          if (type == PatternType::kSeverity) {
            step.first = severities_.FirstBytes();
            break;
          }
          const bool empty =
              type == PatternType::kAny || type == PatternType::kRest;
          step.first = type == PatternType::kRest ? steps[i + 1].first
                                                  : FirstBytes(type);
          step.at_end = empty && steps[i + 1].at_end;
          if (type <= PatternType::kName) {
            step.end = static_cast<uint32_t>(pattern_.stops_.size());
            pattern_.stops_.push_back(steps[i + 1].first | OutsideOf(type));
          }
          break;
        }
        case StepKind::kSplit:
          step.first = steps[i + 1].first | steps[step.end].first;
          step.at_end = steps[i + 1].at_end || steps[step.end].at_end;
          break;
        case StepKind::kEnd:
          step.at_end = true;
      }
      if (step.first.count() == 1) {
        int16_t byte = 0;
        while (!step.first[static_cast<size_t>(byte)]) ++byte;
        step.only_first = byte;
      }
    }
  }

  // Counts what every match has; what is optional says little.
  void Weigh() {
    int weight = 0;
    bool time = false;
    size_t optional_until = 0;
    for (size_t i = 0; i < pattern_.steps_.size(); ++i) {
      const FormatPattern::Step& step = pattern_.steps_[i];
      if (step.kind == StepKind::kSplit) {
        optional_until = std::max<size_t>(optional_until, step.end);
      }
      if (i < optional_until) continue;
      if (step.kind == StepKind::kBlank) weight += 1;
      if (step.kind == StepKind::kLiteral) {
        weight += 2 * static_cast<int>(step.end - step.begin);
        for (uint32_t at = step.begin; at < step.end; ++at) {
          const char byte = pattern_.literals_[at];
          // Of several lines only the first is at hand where this is asked.
          if (pattern_.lines_ > 1) break;
          const bool known =
              pattern_.required_.find(byte) != pattern_.required_.npos;
          if (!known) pattern_.required_ += byte;
        }
      }
      if (step.kind == StepKind::kField) {
        const PatternType type = pattern_.fields_[step.begin].type;
        weight += NameOf(type).specificity;
        time |= type == PatternType::kTime;
      }
    }
    std::sort(pattern_.required_.begin(), pattern_.required_.end(),
              [](char a, char b) { return Commonness(a) < Commonness(b); });
    pattern_.specificity_ = weight;
    pattern_.self_evident_ = time && weight >= kSelfEvident;
  }

  const std::string_view text_;
  const SeverityMap& severities_;
  size_t at_ = 0;
  // The count of steps while the last is a literal that may go on; else 0.
  size_t open_literal_ = 0;
  Status error_;
  FormatPattern pattern_;
};

StatusOr<FormatPattern> FormatPattern::Compile(std::string_view text,
                                               const SeverityMap& severities) {
  return PatternCompiler(text, severities).Compile();
}

void LineTimes::FindBytes() {
  constexpr size_t kLongest = 1024;
  bytes_known_ = true;
  has_.fill(line_.size() > kLongest);
  if (has_[0]) return;
  for (char c : line_) has_[static_cast<unsigned char>(c)] = true;
}

}  // namespace taffrail
