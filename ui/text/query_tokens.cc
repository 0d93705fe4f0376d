#include "ui/text/query_tokens.h"

#include <algorithm>
#include <optional>

#include "core/base/field_name.h"
#include "core/base/slashed_regex.h"

namespace taffrail::ui {
namespace {

bool IsSpace(char c) { return c == ' ' || c == '\t'; }
bool EndsWord(char c) { return IsSpace(c) || c == '(' || c == ')' || c == '"'; }
bool IsComparison(char c) {
  return c == ':' || c == '=' || c == '<' || c == '>';
}
// Those whose values may still be to come: others without one are words.
bool IsKnownField(std::string_view name) {
  return name == "level" || name == "severity" || name == "service";
}

class Lexer {
 public:
  explicit Lexer(std::string_view query) : query_(query) {}

  std::vector<QueryToken> Run() {
    while (at_ < query_.size()) Next();
    return std::move(tokens_);
  }

 private:
  void Emit(QueryTokenKind kind, size_t end) {
    tokens_.push_back({kind, query_.substr(at_, end - at_)});
    at_ = end;
  }

  void Next() {
    const char c = query_[at_];
    if (IsSpace(c)) {
      ++at_;
    } else if (IsPipe(at_)) {
      Emit(QueryTokenKind::kPipe, at_ + 1);
      in_pipeline_ = at_step_ = true;
    } else if (c == '(') {
      Emit(QueryTokenKind::kOpen, at_ + 1);
    } else if (c == ')') {
      Emit(QueryTokenKind::kClose, at_ + 1);
    } else if (c == '"') {
      Phrase();
    } else if (const size_t end = RegexEnd(); end > at_) {
      Emit(QueryTokenKind::kRegex, end);
    } else if (c == '-' && at_ + 1 < query_.size() &&
               !IsSpace(query_[at_ + 1])) {
      Emit(QueryTokenKind::kOperator, at_ + 1);
    } else {
      Word();
    }
  }

  void Phrase() {
    size_t end = at_ + 1;
    while (end < query_.size() && query_[end] != '"') {
      end += query_[end] == '\\' ? 2 : 1;
    }
    Emit(QueryTokenKind::kPhrase, std::min(end + 1, query_.size()));
  }

  // In a pipeline there is none.
  size_t RegexEnd() const {
    if (in_pipeline_) return at_;
    const std::optional<SlashedRegex> regex = SlashedRegexAt(query_, at_);
    return regex ? regex->end : at_;
  }

  size_t WordEnd() const {
    size_t end = at_;
    while (end < query_.size() && !EndsWord(query_[end]) && !IsPipe(end)) {
      ++end;
    }
    return end;
  }

  // As the engine has it: a|b is a word.
  bool IsPipe(size_t at) const {
    if (query_[at] != '|') return false;
    return at == 0 || EndsWord(query_[at - 1]) || at + 1 == query_.size() ||
           IsSpace(query_[at + 1]);
  }

  void Word() {
    const size_t end = WordEnd();
    const std::string_view word = query_.substr(at_, end - at_);
    if (in_pipeline_ && (at_step_ || word == "by" || word == "as")) {
      at_step_ = false;
      return Emit(QueryTokenKind::kKeyword, end);
    }
    const size_t comparison = static_cast<size_t>(
        std::find_if(word.begin(), word.end(), IsComparison) - word.begin());
    const std::string_view name = word.substr(0, comparison);
    size_t operator_end = at_ + comparison;
    while (operator_end < end && IsComparison(query_[operator_end])) {
      ++operator_end;
    }
    const bool has_value =
        operator_end < end ||
        (end < query_.size() && (query_[end] == '"' || query_[end] == '('));
    if (IsFieldName(name) && BeginsFieldOperator(word.substr(comparison)) &&
        (has_value || IsKnownField(name))) {
      Emit(QueryTokenKind::kField, at_ + comparison);
      Emit(QueryTokenKind::kOperator, operator_end);
      if (at_ == query_.size()) return;
      if (const size_t regex = RegexEnd(); regex > at_) {
        Emit(QueryTokenKind::kRegex, regex);
      } else if (at_ < end) {
        Emit(QueryTokenKind::kWord, end);
      }
    } else if (word == "AND" || word == "OR" || word == "NOT") {
      Emit(QueryTokenKind::kKeyword, end);
    } else {
      Emit(QueryTokenKind::kWord, end);
    }
  }

  std::string_view query_;
  size_t at_ = 0;
  bool in_pipeline_ = false;
  bool at_step_ = false;
  std::vector<QueryToken> tokens_;
};

}  // namespace

std::vector<QueryToken> LexQuery(std::string_view query) {
  return Lexer(query).Run();
}

size_t PipelineAt(std::string_view query) {
  for (const QueryToken& token : LexQuery(query)) {
    if (token.kind == QueryTokenKind::kPipe) {
      return static_cast<size_t>(token.text.data() - query.data());
    }
  }
  return query.size();
}

}  // namespace taffrail::ui
