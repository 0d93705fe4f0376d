#ifndef TAFFRAIL_CORE_SQL_STATEMENT_NAMES_H_
#define TAFFRAIL_CORE_SQL_STATEMENT_NAMES_H_

#include <set>
#include <string>
#include <string_view>

namespace taffrail {

// The names in a statement, in lower case: keywords, functions, tables and
// columns alike, those in "quotes", [brackets] and `backticks` too. What cannot
// be read is SQLite's to complain of.
std::set<std::string> NamesIn(std::string_view statement);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_SQL_STATEMENT_NAMES_H_
