#include "core/sql/logs_columns.h"

#include <algorithm>
#include <array>
#include <set>

#include "core/query/field_names.h"
#include "core/sql/statement_names.h"

namespace taffrail {
namespace {

using Form = LogsColumn::Form;

// By class.
constexpr std::array<std::string_view, 7> kLevels = {
    "", "trace", "debug", "info", "warn", "error", "fatal"};

LogsColumn Column(std::string_view name, v1::SqlColumn::Kind kind,
                  bool hidden = false, Form form = Form::kPlain) {
  LogsColumn column{std::string(name), hidden, form};
  column.scanned.set_kind(kind);
  return column;
}

std::vector<LogsColumn> OwnColumns() {
  using Kind = v1::SqlColumn;
  std::vector<LogsColumn> columns = {
      Column("time", Kind::KIND_TIME, false, Form::kTime),
      Column("level", Kind::KIND_LEVEL, false, Form::kLevel),
      Column("service", Kind::KIND_SERVICE),
      Column("source", Kind::KIND_SOURCE),
      Column("message", Kind::KIND_MESSAGE),
      Column("fields", Kind::KIND_FIELDS),
      Column("raw", Kind::KIND_RAW, true),
      Column("time_ns", Kind::KIND_TIME, true),
      Column("severity", Kind::KIND_SEVERITY, true),
      Column("template", Kind::KIND_LEAF, true, Form::kTemplate),
      Column("record_id", Kind::KIND_RECORD, true),
      // As in FTS5, `logs MATCH '…'`.
      Column("logs", Kind::KIND_FIELD, true, Form::kQuery),
  };
  // What reads them knows these by name.
  for (size_t i = 0; i < 4; ++i) columns[i].scanned.set_name(columns[i].name);
  columns[7].scanned.set_name("time");
  return columns;
}

}  // namespace

std::vector<LogsColumn> LogsColumnsFor(std::string_view statement,
                                       std::span<const std::string> fields) {
  std::vector<LogsColumn> columns = OwnColumns();
  const size_t own = columns.size();
  for (const std::string& name : NamesIn(statement)) {
    const bool is_own = std::any_of(
        columns.begin(), columns.begin() + static_cast<int>(own),
        [&](const LogsColumn& known) { return known.name == name; });
    if (is_own) continue;
    // Not what only ends in the name: what the statement itself calls
    // something would become a column by chance.
    const FieldName field(name);
    const bool known =
        std::any_of(fields.begin(), fields.end(),
                    [&](const std::string& has) { return field.Calls(has); });
    if (!known) continue;
    LogsColumn column = Column(name, v1::SqlColumn::KIND_FIELD, true);
    column.scanned.set_name(name);
    columns.push_back(std::move(column));
  }
  return columns;
}

std::string DeclarationOf(std::span<const LogsColumn> columns) {
  std::string declaration = "CREATE TABLE logs(";
  for (const LogsColumn& column : columns) {
    if (!declaration.ends_with('(')) declaration += ',';
    declaration += '"';
    for (char c : column.name) {
      if (c == '"') declaration += c;
      declaration += c;
    }
    // Else SQLite would take HIDDEN for a type, and '007' for 7.
    declaration += column.hidden ? "\" BLOB HIDDEN" : "\"";
  }
  return declaration + ')';
}

std::string_view LevelText(int64_t severity_class) {
  if (severity_class <= 0 || severity_class >= std::ssize(kLevels)) return {};
  return kLevels[static_cast<size_t>(severity_class)];
}

int64_t LevelOf(std::string_view text) {
  if (text.empty()) return 0;
  const auto* at = std::find(kLevels.begin(), kLevels.end(), text);
  return at == kLevels.end() ? 0 : at - kLevels.begin();
}

}  // namespace taffrail
