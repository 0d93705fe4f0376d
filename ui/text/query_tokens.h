#ifndef TAFFRAIL_UI_TEXT_QUERY_TOKENS_H_
#define TAFFRAIL_UI_TEXT_QUERY_TOKENS_H_

#include <cstddef>
#include <string_view>
#include <vector>

namespace taffrail::ui {

enum class QueryTokenKind {
  kWord,      // timeout, or the value in level:error
  kPhrase,    // "connection reset", with its quotes
  kRegex,     // /conn.*reset/i, likewise
  kField,     // the name before : >= …
  kOperator,  // : >= <= > < = -
  kKeyword,   // AND OR NOT, and in a pipeline its steps, by and as
  kOpen,
  kClose,
  kPipe,  // | before a step
};

// A view of the query text.
struct QueryToken {
  QueryTokenKind kind = QueryTokenKind::kWord;
  std::string_view text;
};

// Cuts a query as it is typed, for colouring it and for editing it by its
// facets. It never fails: what the engine would refuse is a word here.
std::vector<QueryToken> LexQuery(std::string_view query);

// Where the first | stands, behind which there is a pipeline; the query's size
// if there is none.
size_t PipelineAt(std::string_view query);

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_TEXT_QUERY_TOKENS_H_
