#include "core/query/query.h"

#include <algorithm>
#include <utility>

#include "core/base/utf8.h"
#include "core/parse/token.h"
#include "core/parse/token_shapes.h"

namespace taffrail {
namespace {

bool HasLetter(std::string_view term) {
  return std::any_of(term.begin(), term.end(),
                     [](char c) { return c < '0' || c > '9'; });
}

// The terms that any text with the literal has, as an FTS5 conjunction. A word
// at an open end of it may go on outside, and so may any word at its ends where
// words are not cut as the language has them.
class LiteralTerms {
 public:
  LiteralTerms(const Literal& literal, TermCutter& cutter)
      : literal_(literal), options_(cutter.options()) {
    // What is no UTF-8 may begin inside a character of the text.
    if (ToValidUtf8(literal.lower) != literal.lower) return;
    cutter.Cut(literal.lower, [&](const Term& term) { Add(term); });
  }

  std::string Take() { return std::move(expression_); }

 private:
  void Add(const Term& term) {
    if (!options_.fold_case && HasLetter(term.text)) return;
    switch (term.shape) {
      case TermShape::kWord:
        AddWord(term);
        break;
      case TermShape::kPair:
        pair_end_ = term.end;
        Append(term.text, false);
        break;
      case TermShape::kLast:
        // Alone it starts a pair or is the last; of several it was in a pair.
        if (term.end != pair_end_) Append(term.text, true);
        break;
    }
  }

  void AddWord(const Term& term) {
    const bool first = term.begin == 0;
    const bool last = term.end == literal_.lower.size();
    const bool custom = !options_.cuts_by_default();
    if (first && (custom || !literal_.whole_start)) return;
    if (!last || (!custom && literal_.whole_end)) {
      Append(term.text, false);
    } else if (!custom && !options_.leave_out_numbers &&
               !options_.leave_out_hex) {
      Append(term.text, term.text.size() < kMaxTermBytes);
    }
  }

  void Append(std::string_view term, bool prefix) {
    if (!expression_.empty()) expression_ += " AND ";
    expression_ += '"';
    for (char c : term) expression_.append(c == '"' ? 2 : 1, c);
    expression_ += '"';
    if (prefix) expression_ += " *";
  }

  const Literal& literal_;
  const TermOptions& options_;
  size_t pair_end_ = 0;
  std::string expression_;
};

using IsLiteral = std::function<bool(const FieldIs&)>;

std::string Expression(const QueryNode& node, TermCutter& cutter,
                       const IsLiteral& is_literal);

std::string JoinExpressions(const QueryNodes& nodes, bool all,
                            TermCutter& cutter, const IsLiteral& is_literal) {
  std::string joined;
  for (const QueryNode& node : nodes) {
    std::string part = Expression(node, cutter, is_literal);
    if (part.empty()) {
      if (all) continue;
      return "";
    }
    if (!joined.empty()) joined += all ? " AND " : " OR ";
    joined += '(' + part + ')';
  }
  return joined;
}

std::string Expression(const QueryNode& node, TermCutter& cutter,
                       const IsLiteral& is_literal) {
  if (auto* all = std::get_if<AllOf>(&node.is)) {
    return JoinExpressions(all->nodes, true, cutter, is_literal);
  }
  if (auto* any = std::get_if<AnyOf>(&node.is)) {
    return JoinExpressions(any->nodes, false, cutter, is_literal);
  }
  if (auto* literal = std::get_if<Literal>(&node.is)) {
    return LiteralTerms(*literal, cutter).Take();
  }
  if (auto* regex = std::get_if<RegexIs>(&node.is)) {
    std::string joined;
    for (const std::string& required : regex->regex->required()) {
      const std::string part =
          LiteralTerms({required, false, false}, cutter).Take();
      if (part.empty()) return "";
      if (!joined.empty()) joined += " OR ";
      joined += '(' + part + ')';
    }
    return joined;
  }
  if (auto* field = std::get_if<FieldIs>(&node.is)) {
    if (field->op == FieldIs::Op::kEqual && !field->regex && is_literal &&
        is_literal(*field)) {
      return LiteralTerms(field->text, cutter).Take();
    }
  }
  return "";
}

// Those that are not negated.
template <class Kind>
void Collect(const QueryNode& node, std::vector<Kind>* out) {
  auto all = [&](const QueryNodes& nodes) {
    for (const QueryNode& child : nodes) Collect(child, out);
  };
  if (auto* kind = std::get_if<Kind>(&node.is)) out->push_back(*kind);
  if (auto* all_of = std::get_if<AllOf>(&node.is)) all(all_of->nodes);
  if (auto* any_of = std::get_if<AnyOf>(&node.is)) all(any_of->nodes);
}

// What joins the parts of an identifier that only counts whole: of an IPv4
// address a dot, of an IPv6 or MAC address a colon, of a UUID a hyphen.
char PartJoint(const std::string& identifier) {
  const std::string padded = identifier + std::string(Lexer::kPadding, '\0');
  const char* text = padded.data();
  TokenKind kind;
  if (MatchIpv4(text) == identifier.size()) {
    return identifier.find_first_of(":/") == std::string::npos ? '.' : '\0';
  }
  if (MatchUuid(text) == identifier.size()) return '-';
  return MatchColonHex(text, &kind) == identifier.size() ? ':' : '\0';
}

// One more part stands beside: `outer` in what `joint` joins.
bool PartGoesOn(std::string_view lower, size_t joint, size_t outer,
                char expected) {
  return joint < lower.size() && lower[joint] == expected &&
         outer < lower.size() &&
         IsWordByte(static_cast<unsigned char>(lower[outer]));
}

}  // namespace

std::string IndexExpression(const QueryNode& node, const TermOptions& options,
                            const IsLiteral& literal) {
  TermCutter cutter(options);
  return Expression(node, cutter, literal);
}

std::vector<TemplateIs*> TemplatesOf(QueryNode& node) {
  std::vector<TemplateIs*> templates;
  const auto all = [&](QueryNodes& nodes) {
    for (QueryNode& child : nodes) {
      const std::vector<TemplateIs*> inner = TemplatesOf(child);
      templates.insert(templates.end(), inner.begin(), inner.end());
    }
  };
  if (auto* found = std::get_if<TemplateIs>(&node.is)) {
    templates.push_back(found);
  }
  if (auto* all_of = std::get_if<AllOf>(&node.is)) all(all_of->nodes);
  if (auto* any_of = std::get_if<AnyOf>(&node.is)) all(any_of->nodes);
  if (auto* none_of = std::get_if<NoneOf>(&node.is)) all(none_of->nodes);
  return templates;
}

std::vector<Literal> MarkedLiterals(const QueryNode& node) {
  std::vector<Literal> literals;
  Collect(node, &literals);
  return literals;
}

std::vector<std::shared_ptr<const Regex>> MarkedRegexes(const QueryNode& node) {
  std::vector<RegexIs> found;
  Collect(node, &found);
  std::vector<std::shared_ptr<const Regex>> regexes;
  for (const RegexIs& is : found) regexes.push_back(is.regex);
  return regexes;
}

size_t FindLiteral(std::string_view lower, const Literal& literal,
                   size_t from) {
  const std::string& needle = literal.lower;
  const char joint = PartJoint(needle);
  while (true) {
    const size_t at = lower.find(needle, from);
    if (at == std::string_view::npos) return at;
    const size_t end = at + needle.size();
    // Before the start, places wrap around to beyond the end.
    const bool starts =
        !literal.whole_start ||
        (!WordGoesOn(lower, at) &&
         (joint == '\0' || !PartGoesOn(lower, at - 1, at - 2, joint)));
    const bool ends =
        !literal.whole_end ||
        (!WordGoesOn(lower, end) &&
         (joint == '\0' || !PartGoesOn(lower, end, end + 1, joint)));
    if (starts && ends) return at;
    from = at + 1;
  }
}

}  // namespace taffrail
