#include <algorithm>
#include <optional>
#include <utility>

#include "core/base/ascii.h"
#include "core/base/field_name.h"
#include "core/base/numbers.h"
#include "core/base/slashed_regex.h"
#include "core/parse/field_value.h"
#include "core/parse/script.h"
#include "core/parse/severity.h"
#include "core/query/query.h"
#include "core/template/leaf.h"

namespace taffrail {
namespace {

constexpr int kMaxDepth = 64;

// A template's id, and perhaps @ and a precision.
std::optional<TemplateIs> ParseTemplate(std::string_view text) {
  const size_t at = text.find('@');
  const std::optional<LeafId> id = ParseLeafId(text.substr(0, at));
  if (!id) return std::nullopt;
  TemplateIs found;
  found.id = *id;
  found.leaves = {*id};
  if (at != std::string_view::npos) {
    found.precision = ParseReal(text.substr(at + 1));
    if (!found.precision || *found.precision < 0 || *found.precision > 1) {
      return std::nullopt;
    }
  }
  return found;
}

// Recursive descent over the text; the first error ends it.
class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  ParsedQuery Parse(size_t* end) {
    QueryNode node = ParseAny(0);
    SkipSpace();
    if (end != nullptr) *end = at_;
    if (!error_ && at_ < text_.size() && !(end != nullptr && AtPipe())) {
      Fail(at_, at_ + 1,
           AtPipe() ? "no pipeline can stand here"
                    : "this ) has no ( before it");
    }
    if (error_) return *std::move(error_);
    return node;
  }

 private:
  // a OR b OR c
  QueryNode ParseAny(int depth) {
    AnyOf any;
    size_t start = at_;
    do {
      size_t before = at_;
      AllOf all = ParseAll(depth);
      SkipSpace();
      bool dangling = all.nodes.empty() && (before > start || PeekWord("OR"));
      if (dangling && !error_) {
        size_t column = before > start ? before - 2 : at_;
        Fail(column, column + 2, "OR needs something on both sides");
      }
      any.nodes.push_back(all.nodes.size() == 1 ? std::move(all.nodes[0])
                                                : QueryNode{std::move(all)});
    } while (!error_ && TakeWord("OR"));
    if (any.nodes.size() == 1) return std::move(any.nodes[0]);
    return {std::move(any)};
  }

  // a b AND c
  AllOf ParseAll(int depth) {
    AllOf all;
    while (!error_) {
      SkipSpace();
      if (AtEnd() || PeekWord("OR")) break;
      if (PeekWord("AND")) {
        size_t column = at_;
        at_ += 3;
        SkipSpace();
        bool right = !AtEnd() && !PeekWord("OR");
        if (all.nodes.empty() || !right) {
          Fail(column, column + 3, "AND needs something on both sides");
        }
        continue;
      }
      all.nodes.push_back(ParseNot(depth));
    }
    return all;
  }

  QueryNode ParseNot(int depth) {
    size_t start = at_;
    bool negated = false;
    if (text_[at_] == '-' && at_ + 1 < text_.size() &&
        !IsSpace(text_[at_ + 1])) {
      ++at_;
      negated = true;
    } else if (TakeWord("NOT")) {
      SkipSpace();
      negated = true;
    }
    if (!negated) return ParsePrimary(depth);
    if (AtEnd()) {
      Fail(start, at_, "NOT needs something after it");
      return {};
    }
    if (depth >= kMaxDepth) return TooDeep();
    NoneOf none;
    none.nodes.push_back(ParseNot(depth + 1));
    return {std::move(none)};
  }

  QueryNode ParsePrimary(int depth) {
    if (text_[at_] == '(') {
      if (depth >= kMaxDepth) return TooDeep();
      size_t open = at_++;
      QueryNode inner = ParseAny(depth + 1);
      SkipSpace();
      if (error_) return inner;
      if (at_ == text_.size() || AtPipe()) {
        Fail(open, open + 1, "this ( is never closed");
        return {};
      }
      ++at_;
      return inner;
    }
    if (text_[at_] == '"') {
      std::optional<std::string> phrase = TakeQuoted();
      if (!phrase) return {};
      return MakeLiteral(*phrase);
    }
    if (std::shared_ptr<const Regex> regex = TakeRegex()) {
      return {RegexIs{std::move(regex)}};
    }
    if (error_) return {};
    return ParseWordOrField();
  }

  // At a regular expression: it. None, and nothing taken, at anything else.
  std::shared_ptr<const Regex> TakeRegex() {
    const std::optional<SlashedRegex> slashed = SlashedRegexAt(text_, at_);
    if (!slashed) return nullptr;
    const size_t begin = at_ + 1;
    at_ = slashed->end;
    auto compiled = Regex::Compile(slashed->pattern, slashed->ignore_case);
    if (auto* error = std::get_if<Regex::Error>(&compiled)) {
      Fail(begin + error->begin, begin + error->end, error->message);
      return nullptr;
    }
    return std::get<std::shared_ptr<const Regex>>(std::move(compiled));
  }

  // `name:/re/`, of a field's value or a service's name; none at other values.
  std::optional<QueryNode> TakeRegexValue(const std::string& name,
                                          const std::string& op) {
    if ((op != ":" && op != "=") || IsLevel(name)) return std::nullopt;
    std::shared_ptr<const Regex> regex = TakeRegex();
    if (!regex) return std::nullopt;
    if (name == "service") {
      ServiceIs service;
      service.regex = std::move(regex);
      return QueryNode{std::move(service)};
    }
    FieldIs field;
    field.name = name;
    field.op = FieldIs::Op::kEqual;
    field.regex = std::move(regex);
    return QueryNode{std::move(field)};
  }

  QueryNode ParseWordOrField() {
    size_t start = at_;
    while (at_ < text_.size() && !IsSpace(text_[at_]) && text_[at_] != '(' &&
           text_[at_] != ')' && text_[at_] != '"' && !AtPipe()) {
      if (IsFieldOperator(start)) return ParseField(start);
      ++at_;
    }
    return MakeWord(text_.substr(start, at_ - start), start);
  }

  // At the operator of `name:`, `name>=` …, a name before it (10.0.0.1:80 and
  // http://x are words).
  bool IsFieldOperator(size_t start) const {
    return BeginsFieldOperator(text_.substr(at_)) &&
           IsFieldName(text_.substr(start, at_ - start));
  }

  QueryNode ParseField(size_t start) {
    std::string name = FoldCase(text_.substr(start, at_ - start));
    size_t operator_at = at_;
    std::string op(1, text_[at_++]);
    if (op != ":" && at_ < text_.size() && text_[at_] == '=') {
      op += text_[at_++];
    }
    const size_t value_at = at_;
    if (at_ < text_.size() && text_[at_] == '(') {
      return ParseValues(name, op, operator_at);
    }
    if (std::optional<QueryNode> node = TakeRegexValue(name, op)) return *node;
    if (error_) return {};
    const bool quoted = at_ < text_.size() && text_[at_] == '"';
    std::optional<std::string> value = TakeValue();
    if (!value) return {};
    const bool known = IsLevel(name) || name == "service";
    if (value->empty() && !quoted) {
      // "Exception:" and the like are words.
      if (!known) return MakeWord(text_.substr(start, at_ - start), start);
      Fail(operator_at, value_at,
           IsLevel(name) ? "expected a level after this: trace, debug, info, "
                           "warn, error or fatal"
                         : "expected a service's name after this");
      return {};
    }
    return MakeComparison(name, op, *value, quoted, operator_at, value_at);
  }

  // field:(a b "c d"): any of them.
  QueryNode ParseValues(const std::string& name, const std::string& op,
                        size_t operator_at) {
    const size_t open = at_++;
    AnyOf any;
    for (SkipSpace(); !error_ && !AtEnd(); SkipSpace()) {
      if (!any.nodes.empty() && TakeWord("OR")) continue;
      const size_t value_at = at_;
      if (std::optional<QueryNode> node = TakeRegexValue(name, op)) {
        any.nodes.push_back(*std::move(node));
        continue;
      }
      if (error_) return {};
      const bool quoted = text_[at_] == '"';
      std::optional<std::string> value = TakeValue();
      if (!value) return {};
      if (at_ == value_at) {
        Fail(at_, at_ + 1, "expected a value here");
        return {};
      }
      any.nodes.push_back(
          MakeComparison(name, op, *value, quoted, operator_at, value_at));
    }
    if (error_) return {};
    if (at_ == text_.size() || AtPipe()) {
      Fail(open, open + 1, "this ( is never closed");
      return {};
    }
    ++at_;
    if (any.nodes.empty()) Fail(open, at_, "expected a value between ( and )");
    return {std::move(any)};
  }

  // A quoted value or one up to the next blank; none when a quote is not
  // closed.
  std::optional<std::string> TakeValue() {
    if (at_ < text_.size() && text_[at_] == '"') return TakeQuoted();
    const size_t start = at_;
    while (at_ < text_.size() && !IsSpace(text_[at_]) && text_[at_] != '(' &&
           text_[at_] != ')' && !AtPipe()) {
      ++at_;
    }
    return std::string(text_.substr(start, at_ - start));
  }

  static bool IsLevel(std::string_view name) {
    return name == "level" || name == "severity";
  }

  QueryNode MakeComparison(const std::string& name, const std::string& op,
                           std::string_view value, bool quoted,
                           size_t operator_at, size_t value_at) {
    if (IsLevel(name)) return MakeSeverity(op, value, value_at);
    if (name == "template" && (op == ":" || op == "=")) {
      // Anything else is a field of that name.
      if (auto found = ParseTemplate(value)) return {*std::move(found)};
    }
    if (name != "service") return MakeField(name, op, value, quoted, value_at);
    if (op != ":" && op != "=") {
      Fail(operator_at, value_at,
           "services have no order: use service:name or -service:name");
      return {};
    }
    ServiceIs service;
    service.lower = FoldCase(value);
    if (!quoted && service.lower.ends_with('*')) {
      service.lower.pop_back();
      service.prefix = true;
    }
    return {std::move(service)};
  }

  QueryNode MakeSeverity(const std::string& op, std::string_view value,
                         size_t column) {
    int severity_class = SeverityClass(ParseSeverity(value));
    if (severity_class == 0) {
      Fail(column, column + value.size(),
           "not a level: use trace, debug, info, warn, error or fatal");
      return {};
    }
    uint8_t low = static_cast<uint8_t>(severity_class * 4 - 3);
    uint8_t high = static_cast<uint8_t>(severity_class * 4);
    if (op == ">=") return {SeverityIn{low, 24}};
    if (op == ">") return {SeverityIn{static_cast<uint8_t>(high + 1), 24}};
    if (op == "<=") return {SeverityIn{1, high}};
    if (op == "<") return {SeverityIn{1, static_cast<uint8_t>(low - 1)}};
    return {SeverityIn{low, high}};
  }

  QueryNode MakeField(std::string name, const std::string& op,
                      std::string_view value, bool quoted, size_t column) {
    FieldIs field;
    field.name = std::move(name);
    field.text = quoted ? Literal{FoldCase(value)} : OpenLiteral(value);
    field.op = op == ">="                ? FieldIs::Op::kGreaterEqual
               : op == ">"               ? FieldIs::Op::kGreater
               : op == "<="              ? FieldIs::Op::kLessEqual
               : op == "<"               ? FieldIs::Op::kLess
               : value == "*" && !quoted ? FieldIs::Op::kExists
                                         : FieldIs::Op::kEqual;
    field.number = ParseReal(value);
    const std::optional<int64_t> integer = ParseInt<int64_t>(value);
    if (integer && std::to_string(*integer) == value) field.integer = integer;
    if (!field.number) field.duration_ns = ParseDuration(value);
    const bool ordered =
        field.op != FieldIs::Op::kEqual && field.op != FieldIs::Op::kExists;
    if (ordered && !field.number && !field.duration_ns) {
      Fail(column, column + value.size(),
           "expected a number or a duration (250, 1.5, 20ms) to compare with");
      return {};
    }
    return {std::move(field)};
  }

  // * at its ends opens them.
  static Literal OpenLiteral(std::string_view text) {
    Literal literal;
    if (text.starts_with('*')) {
      literal.whole_start = false;
      text.remove_prefix(1);
    }
    if (text.ends_with('*')) {
      literal.whole_end = false;
      text.remove_suffix(1);
    }
    literal.lower = FoldCase(text);
    return literal;
  }

  QueryNode MakeWord(std::string_view word, size_t column) {
    Literal literal = OpenLiteral(word);
    if (literal.lower.empty()) {
      // A lone * is every record.
      if (word == "*") return {};
      Fail(column, column + word.size(), "expected a word beside the *");
      return {};
    }
    return {std::move(literal)};
  }

  static QueryNode MakeLiteral(std::string_view text) {
    if (text.empty()) return {};
    return {Literal{FoldCase(text)}};
  }

  // At a quote: what stands in it, \" and \\ unescaped.
  std::optional<std::string> TakeQuoted() {
    size_t open = at_++;
    std::string out;
    while (at_ < text_.size() && text_[at_] != '"') {
      if (text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
      out += text_[at_++];
    }
    if (at_ == text_.size()) {
      Fail(open, text_.size(), "this \" is never closed");
      return std::nullopt;
    }
    ++at_;
    return out;
  }

  // At what no term goes on beyond.
  bool AtEnd() const {
    return at_ == text_.size() || text_[at_] == ')' || AtPipe();
  }

  // At a | with a blank or an end on one of its sides: a|b is a word.
  bool AtPipe() const {
    if (at_ == text_.size() || text_[at_] != '|') return false;
    const auto open = [](char c) { return IsSpace(c) || c == ')' || c == '"'; };
    return at_ == 0 || open(text_[at_ - 1]) || at_ + 1 == text_.size() ||
           IsSpace(text_[at_ + 1]);
  }

  bool PeekWord(std::string_view word) const {
    if (!text_.substr(at_).starts_with(word)) return false;
    size_t end = at_ + word.size();
    return end == text_.size() || IsSpace(text_[end]) || text_[end] == '(' ||
           text_[end] == ')';
  }

  bool TakeWord(std::string_view word) {
    if (!PeekWord(word)) return false;
    at_ += word.size();
    return true;
  }

  void SkipSpace() {
    while (at_ < text_.size() && IsSpace(text_[at_])) ++at_;
  }

  QueryNode TooDeep() {
    Fail(at_, at_ + 1, "nested too deeply");
    return {};
  }

  void Fail(size_t column, size_t column_end, std::string message) {
    if (!error_) error_ = QueryError{std::move(message), column, column_end};
  }

  std::string_view text_;
  size_t at_ = 0;
  std::optional<QueryError> error_;
};

}  // namespace

ParsedQuery ParseQuery(std::string_view text, size_t* end) {
  return Parser(text).Parse(end);
}

}  // namespace taffrail
