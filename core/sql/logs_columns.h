#ifndef TAFFRAIL_CORE_SQL_LOGS_COLUMNS_H_
#define TAFFRAIL_CORE_SQL_LOGS_COLUMNS_H_

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/proto/sql.pb.h"

namespace taffrail {

// A column of the table `logs`.
struct LogsColumn {
  // How what a scan reads is told.
  enum class Form : uint8_t {
    kPlain,     // As it is.
    kTime,      // ns as a text.
    kLevel,     // A class of severities as a text.
    kTemplate,  // A leaf as the id of its template.
    kQuery,     // Nothing: what MATCH is said of.
  };
  std::string name;
  // Not among what * stands for.
  bool hidden = true;
  Form form = Form::kPlain;
  v1::SqlColumn scanned = {};
};

// What `logs` has for a statement: its own columns, and of the store's fields
// those that the statement names, by their names or by what they are commonly
// called (core/query/field_names.h).
std::vector<LogsColumn> LogsColumnsFor(std::string_view statement,
                                       std::span<const std::string> fields);

// What declares them to SQLite.
std::string DeclarationOf(std::span<const LogsColumn> columns);

// "error" for 5; nothing for what is none.
std::string_view LevelText(int64_t severity_class);
// 5 for "error", in lower case only; 0 for what is none.
int64_t LevelOf(std::string_view text);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_SQL_LOGS_COLUMNS_H_
