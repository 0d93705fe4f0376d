#ifndef TAFFRAIL_CORE_QUERY_QUERY_H_
#define TAFFRAIL_CORE_QUERY_QUERY_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/base/status.h"
#include "core/parse/terms.h"
#include "core/query/regex.h"
#include "core/template/masker.h"

namespace taffrail {

// The query language's first form (docs/query-language.md): words, "phrases",
// prefix*, *substring*, service:name, level>=warn, field:value, field>=1.5s,
// /regex/, template:ID, AND OR NOT -, parentheses; what stands side by side
// must all match.

// A piece of text the record must contain, letters in either case.
struct Literal {
  std::string lower;  // FoldCase() of it.
  // It must begin, end where a word does.
  bool whole_start = true;
  bool whole_end = true;
};

// The record's text has a match.
struct RegexIs {
  std::shared_ptr<const Regex> regex;
};

struct ServiceIs {
  std::string lower;
  bool prefix = false;
  std::shared_ptr<const Regex> regex;  // Instead of a name.
};

// Severity numbers within [low, high].
struct SeverityIn {
  uint8_t low = 0;
  uint8_t high = 0;
};

// One of a record's attributes; a record that has it not never matches.
struct FieldIs {
  enum class Op : uint8_t {
    kExists,
    kEqual,
    kLess,
    kLessEqual,
    kGreater,
    kGreaterEqual,
  };
  std::string name;  // FoldCase() of it.
  Op op = Op::kExists;
  // kEqual: the whole value, or what it begins, ends with, has in it.
  Literal text;
  std::shared_ptr<const Regex> regex;  // kEqual: instead of a text.
  // What the text is as a number: with a unit of time ns, without one as it is
  // (and whole, if it is written as whole numbers are).
  std::optional<int64_t> duration_ns;
  std::optional<double> number;
  std::optional<int64_t> integer;
};

// An instance of a template: of one of the leaves that are known to be in it,
// which its id and the precision at which it was one say.
struct TemplateIs {
  LeafId id = kOtherLeaf;
  std::optional<double> precision;
  // Ascending; who runs the query fills them in.
  std::vector<LeafId> leaves;
};

struct QueryNode;
using QueryNodes = std::vector<QueryNode>;

struct AllOf {
  QueryNodes nodes;  // None: every record.
};
struct AnyOf {
  QueryNodes nodes;
};
struct NoneOf {
  QueryNodes nodes;  // Exactly one.
};

struct QueryNode {
  std::variant<AllOf, AnyOf, NoneOf, Literal, RegexIs, ServiceIs, SeverityIn,
               FieldIs, TemplateIs>
      is;
};

// Where parsing stopped, in bytes of the query: [column, column_end).
struct QueryError {
  std::string message;
  size_t column = 0;
  size_t column_end = 0;
};

using ParsedQuery = std::variant<QueryNode, QueryError>;

// Never fails on an empty text: that matches every record. `*end` is set to the
// | behind which a pipeline stands (core/query/pipeline.h), or the text's end;
// without it, a | is an error. One inside a word is part of that.
ParsedQuery ParseQuery(std::string_view text, size_t* end = nullptr);

// An FTS5 expression that every block with a match fulfils, or "" when the
// terms say nothing and all blocks have to be looked at. `options` are those of
// the index; `literal` says whether the values of a field stand in the text as
// they are asked for (without it: none does).
std::string IndexExpression(
    const QueryNode& node, const TermOptions& options = {},
    const std::function<bool(const FieldIs&)>& literal = nullptr);

// The literals a match may contain: what the screen marks.
std::vector<Literal> MarkedLiterals(const QueryNode& node);
// The regular expressions of the text, likewise.
std::vector<std::shared_ptr<const Regex>> MarkedRegexes(const QueryNode& node);

// The query's templates, in the order they stand there.
std::vector<TemplateIs*> TemplatesOf(QueryNode& node);

// Finds `literal` in a text from `from` on; `lower` is FoldCase() of it. npos
// when it is not there. A literal that is an address or a UUID is not found
// inside a longer one.
size_t FindLiteral(std::string_view lower, const Literal& literal, size_t from);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_QUERY_QUERY_H_
