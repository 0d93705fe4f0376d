#include <algorithm>
#include <optional>
#include <utility>

#include "core/base/ascii.h"
#include "core/parse/script.h"
#include "core/parse/severity.h"
#include "core/query/query.h"

namespace taffrail {
namespace {

constexpr int kMaxDepth = 64;

// Recursive descent over the text; the first error ends it.
class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  ParsedQuery Parse() {
    QueryNode node = ParseAny(0);
    SkipSpace();
    if (!error_ && at_ < text_.size()) {
      Fail(at_, at_ + 1, "this ) has no ( before it");
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
      if (at_ == text_.size() || text_[at_] == ')' || PeekWord("OR")) break;
      if (PeekWord("AND")) {
        size_t column = at_;
        at_ += 3;
        SkipSpace();
        bool right = at_ < text_.size() && text_[at_] != ')' && !PeekWord("OR");
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
    if (at_ == text_.size() || text_[at_] == ')') {
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
      if (at_ == text_.size()) {
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
    return ParseWordOrField();
  }

  QueryNode ParseWordOrField() {
    size_t start = at_;
    while (at_ < text_.size() && !IsSpace(text_[at_]) && text_[at_] != '(' &&
           text_[at_] != ')' && text_[at_] != '"') {
      if (IsFieldOperator(start)) return ParseField(start);
      ++at_;
    }
    return MakeWord(text_.substr(start, at_ - start), start);
  }

  // At the operator of `name:`, `name>=` …: a name of letters before it, and a
  // known one (10.0.0.1:80 and http://x are words).
  bool IsFieldOperator(size_t start) const {
    char c = text_[at_];
    if (c != ':' && c != '=' && c != '<' && c != '>') return false;
    std::string name = FoldCase(text_.substr(start, at_ - start));
    return name == "level" || name == "severity" || name == "service";
  }

  QueryNode ParseField(size_t start) {
    std::string name = FoldCase(text_.substr(start, at_ - start));
    size_t operator_at = at_;
    std::string op(1, text_[at_++]);
    if (op != ":" && at_ < text_.size() && text_[at_] == '=') {
      op += text_[at_++];
    }
    size_t value_at = at_;
    std::optional<std::string> value;
    bool quoted = at_ < text_.size() && text_[at_] == '"';
    if (quoted) {
      value = TakeQuoted();
      if (!value) return {};
    } else {
      while (at_ < text_.size() && !IsSpace(text_[at_]) && text_[at_] != '(' &&
             text_[at_] != ')') {
        ++at_;
      }
      value = std::string(text_.substr(value_at, at_ - value_at));
    }
    if (value->empty()) {
      Fail(operator_at, value_at,
           name == "service" ? "expected a service's name after this"
                             : "expected a level after this: trace, debug, "
                               "info, warn, error or fatal");
      return {};
    }
    if (name != "service") return MakeSeverity(op, *value, value_at);
    if (op != ":" && op != "=") {
      Fail(operator_at, value_at,
           "services have no order: use service:name or -service:name");
      return {};
    }
    ServiceIs service{FoldCase(*value)};
    if (!quoted && service.lower.back() == '*') {
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

  // A bare word; * at its ends opens them.
  QueryNode MakeWord(std::string_view word, size_t column) {
    Literal literal;
    std::string_view core = word;
    if (core.starts_with('*')) {
      literal.whole_start = false;
      core.remove_prefix(1);
    }
    if (core.ends_with('*')) {
      literal.whole_end = false;
      core.remove_suffix(1);
    }
    if (core.empty()) {
      // A lone * is every record.
      if (word == "*") return {};
      Fail(column, column + word.size(), "expected a word beside the *");
      return {};
    }
    literal.lower = FoldCase(core);
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

ParsedQuery ParseQuery(std::string_view text) { return Parser(text).Parse(); }

}  // namespace taffrail
