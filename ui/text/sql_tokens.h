#ifndef TAFFRAIL_UI_TEXT_SQL_TOKENS_H_
#define TAFFRAIL_UI_TEXT_SQL_TOKENS_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ui/state/time_range.h"

namespace taffrail::ui {

enum class SqlTokenKind {
  kKeyword,
  kName,
  kText,     // 'in quotes', and numbers
  kComment,  // -- to the end of the line, /* to the end of it */
  kOther,
};

struct SqlToken {
  SqlTokenKind kind = SqlTokenKind::kOther;
  size_t end = 0;  // From where the last ended.
};

// Cuts a statement as it is typed, for colouring it. It never fails.
std::vector<SqlToken> LexSql(std::string_view statement);

// The statement that finds what a query and a range find, newest first. Of a
// query with a pipeline what stands before that.
std::string SqlOfQuery(std::string_view query,
                       const std::optional<TimeRange>& range);

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_TEXT_SQL_TOKENS_H_
