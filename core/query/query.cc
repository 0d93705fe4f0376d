#include "core/query/query.h"

#include "core/parse/token.h"
#include "core/store/tokenizer.h"

namespace taffrail {
namespace {

// A literal's words that are whole in any text containing it, as an FTS5
// conjunction. A first or last word that may go on outside is a prefix at
// best.
std::string LiteralExpression(const Literal& literal) {
  std::string expression;
  const char* begin = literal.lower.data();
  const char* end = begin + literal.lower.size();
  ForEachToken(literal.lower, [&](std::string_view token) {
    bool open_start = token.data() == begin && !literal.whole_start;
    bool open_end = token.data() + token.size() == end && !literal.whole_end;
    if (open_start) return;
    if (!expression.empty()) expression += " AND ";
    // Word bytes only, so nothing in it needs escaping.
    expression += '"' + IndexTerm(token) + '"';
    if (open_end && token.size() < kMaxTermBytes) expression += " *";
  });
  return expression;
}

std::string JoinExpressions(const QueryNodes& nodes, bool all) {
  std::string joined;
  for (const QueryNode& node : nodes) {
    std::string part = IndexExpression(node);
    if (part.empty()) {
      if (all) continue;
      return "";
    }
    if (!joined.empty()) joined += all ? " AND " : " OR ";
    joined += '(' + part + ')';
  }
  return joined;
}

void CollectLiterals(const QueryNode& node, std::vector<Literal>* out) {
  auto all = [&](const QueryNodes& nodes) {
    for (const QueryNode& child : nodes) CollectLiterals(child, out);
  };
  if (auto* literal = std::get_if<Literal>(&node.is)) out->push_back(*literal);
  if (auto* all_of = std::get_if<AllOf>(&node.is)) all(all_of->nodes);
  if (auto* any_of = std::get_if<AnyOf>(&node.is)) all(any_of->nodes);
}

bool IsWordAt(std::string_view text, size_t at) {
  return IsWordByte(static_cast<unsigned char>(text[at]));
}

}  // namespace

std::string IndexExpression(const QueryNode& node) {
  if (auto* all = std::get_if<AllOf>(&node.is)) {
    return JoinExpressions(all->nodes, true);
  }
  if (auto* any = std::get_if<AnyOf>(&node.is)) {
    return JoinExpressions(any->nodes, false);
  }
  if (auto* literal = std::get_if<Literal>(&node.is)) {
    return LiteralExpression(*literal);
  }
  return "";
}

std::vector<Literal> MarkedLiterals(const QueryNode& node) {
  std::vector<Literal> literals;
  CollectLiterals(node, &literals);
  return literals;
}

size_t FindLiteral(std::string_view lower, const Literal& literal,
                   size_t from) {
  const std::string& needle = literal.lower;
  while (true) {
    size_t at = lower.find(needle, from);
    if (at == std::string_view::npos) return at;
    size_t end = at + needle.size();
    bool starts = !literal.whole_start || at == 0 || !IsWordAt(lower, at) ||
                  !IsWordAt(lower, at - 1);
    bool ends = !literal.whole_end || end == lower.size() ||
                !IsWordAt(lower, end - 1) || !IsWordAt(lower, end);
    if (starts && ends) return at;
    from = at + 1;
  }
}

}  // namespace taffrail
