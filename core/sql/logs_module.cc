#include "core/sql/logs_module.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <deque>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/sql/logs_table.h"
#include "core/sql/scan_builder.h"
#include "core/sql/sql_time.h"

namespace taffrail {
namespace {

using Form = LogsColumn::Form;
using Op = v1::SqlFilter;
using Place = ScanRows::Place;

// colUsed has no bits of their own for those from here on.
constexpr int kMaxMarkedColumns = 63;

struct Table : sqlite3_vtab {
  LogsTable* logs;
};

struct Cursor : sqlite3_vtab_cursor {
  LogsTable::Plan* plan = nullptr;
  LogsTable::Rows* rows = nullptr;
  // By column of the table, of the scan; -1: it is not read.
  std::vector<int> scanned;
  // Rows in this order, or, without one, as they are there.
  std::optional<std::span<const Place>> list;
  std::vector<Place> own;  // What `list` may be.
  std::optional<Place> place;
  uint64_t at = 0;
  uint64_t end = 0;
};

Table& TableOf(sqlite3_vtab* vtab) { return *static_cast<Table*>(vtab); }
Cursor& CursorOf(sqlite3_vtab_cursor* cursor) {
  return *static_cast<Cursor*>(cursor);
}

int Fail(sqlite3_vtab* vtab, const std::string& message) {
  sqlite3_free(vtab->zErrMsg);
  vtab->zErrMsg = sqlite3_mprintf("%s", message.c_str());
  return SQLITE_ERROR;
}

int Connect(sqlite3* db, void* aux, int, const char* const*, sqlite3_vtab** out,
            char**) {
  auto* logs = static_cast<LogsTable*>(aux);
  const std::string declaration = DeclarationOf(logs->columns());
  if (int code = sqlite3_declare_vtab(db, declaration.c_str())) return code;
  auto table = std::make_unique<Table>();
  table->logs = logs;
  *out = table.release();
  return SQLITE_OK;
}

int Disconnect(sqlite3_vtab* vtab) {
  delete &TableOf(vtab);
  return SQLITE_OK;
}

std::optional<v1::SqlFilter::Op> OpOf(unsigned char op) {
  switch (op) {
    case SQLITE_INDEX_CONSTRAINT_EQ:
      return Op::OP_EQUAL;
    case SQLITE_INDEX_CONSTRAINT_LT:
      return Op::OP_LESS;
    case SQLITE_INDEX_CONSTRAINT_LE:
      return Op::OP_LESS_EQUAL;
    case SQLITE_INDEX_CONSTRAINT_GT:
      return Op::OP_GREATER;
    case SQLITE_INDEX_CONSTRAINT_GE:
      return Op::OP_GREATER_EQUAL;
    case SQLITE_INDEX_CONSTRAINT_LIKE:
      return Op::OP_LIKE;
    case SQLITE_INDEX_CONSTRAINT_GLOB:
      return Op::OP_GLOB;
    case SQLITE_INDEX_CONSTRAINT_ISNOTNULL:
      return Op::OP_NOT_NULL;
    default:
      return std::nullopt;
  }
}

bool CanCompare(const LogsColumn& column, v1::SqlFilter::Op op) {
  switch (column.form) {
    case Form::kQuery:
      return false;
    case Form::kLevel:
    case Form::kTemplate:
      return op == Op::OP_EQUAL;
    case Form::kTime:
      return op <= Op::OP_GREATER_EQUAL;
    case Form::kPlain:
      return column.scanned.kind() != v1::SqlColumn::KIND_TIME ||
             op <= Op::OP_GREATER_EQUAL;
  }
  return false;
}

// Of the records, those that are left, as far as can be guessed.
double ShareOf(const LogsTable::Constraint& constraint) {
  if (constraint.match || constraint.op == Op::OP_EQUAL) {
    return constraint.list ? 0.1 : 0.02;
  }
  return constraint.op == Op::OP_NOT_NULL ? 0.5 : 0.25;
}

// Takes in constraint `i`, if it can be; false: there is no such way.
bool Plan(const LogsTable& logs, sqlite3_index_info* info, int i,
          LogsTable::Plan* plan) {
  const auto& offered = info->aConstraint[i];
  if (offered.iColumn < 0) return true;
  LogsTable::Constraint taken;
  taken.column = static_cast<size_t>(offered.iColumn);
  const LogsColumn& column = logs.columns()[taken.column];
  taken.match = offered.op == SQLITE_INDEX_CONSTRAINT_MATCH &&
                column.form == Form::kQuery;
  // Nobody but the table can tell what matches.
  if (offered.usable == 0) return !taken.match;
  if (!taken.match) {
    const auto op = OpOf(offered.op);
    if (!op || !CanCompare(column, *op)) return true;
    if (std::strcmp(sqlite3_vtab_collation(info, i), "BINARY") != 0) {
      return true;
    }
    taken.op = *op;
  }
  taken.list = !taken.match && sqlite3_vtab_in(info, i, -1) != 0;
  if (taken.list) sqlite3_vtab_in(info, i, 1);
  sqlite3_value* value = nullptr;
  taken.literal = sqlite3_vtab_rhs_value(info, i, &value) == SQLITE_OK;
  plan->constraints.push_back(taken);
  auto& usage = info->aConstraintUsage[i];
  usage.argvIndex = static_cast<int>(plan->constraints.size());
  usage.omit = taken.match || (taken.literal && !taken.list &&
                               IsExactTime(column, taken.op, CellOf(value)));
  return true;
}

int BestIndex(sqlite3_vtab* vtab, sqlite3_index_info* info) {
  LogsTable& logs = *TableOf(vtab).logs;
  LogsTable::Plan plan;
  double rows = static_cast<double>(logs.records()) + 1;
  for (int i = 0; i < info->nConstraint; ++i) {
    if (!Plan(logs, info, i, &plan)) return SQLITE_CONSTRAINT;
  }
  for (const auto& constraint : plan.constraints) rows *= ShareOf(constraint);
  for (size_t i = 0; i < logs.columns().size(); ++i) {
    if (logs.columns()[i].form == Form::kQuery) continue;
    const size_t bit = std::min<size_t>(i, kMaxMarkedColumns);
    if (info->colUsed >> bit & 1) plan.columns.push_back(i);
  }
  if (info->nOrderBy == 1 && info->aOrderBy[0].iColumn >= 0) {
    const auto by = static_cast<size_t>(info->aOrderBy[0].iColumn);
    if (logs.columns()[by].scanned.kind() == v1::SqlColumn::KIND_TIME) {
      plan.ordered = true;
      plan.oldest_first = info->aOrderBy[0].desc == 0;
      info->orderByConsumed = 1;
    }
  }
  info->estimatedRows = static_cast<sqlite3_int64>(rows) + 1;
  info->estimatedCost = rows + 10;
  info->idxNum = static_cast<int>(logs.AddPlan(std::move(plan)));
  return SQLITE_OK;
}

int Open(sqlite3_vtab*, sqlite3_vtab_cursor** out) {
  *out = new Cursor;
  return SQLITE_OK;
}

int Close(sqlite3_vtab_cursor* cursor) {
  delete &CursorOf(cursor);
  return SQLITE_OK;
}

// The values that a constraint has been given; none if blobs are among them,
// which no cell of a log is.
struct Given {
  std::vector<Cell> values;
  std::deque<std::string> texts;  // What those of a list point into.
  bool blob = false;
};
Given ValuesOf(const LogsTable::Constraint& constraint, sqlite3_value* given) {
  Given taken;
  const auto take = [&](sqlite3_value* value) {
    taken.blob = taken.blob || sqlite3_value_type(value) == SQLITE_BLOB;
    Cell& cell = taken.values.emplace_back(CellOf(value));
    // Those of a list live no longer than until the next one.
    if (constraint.list) cell.text = taken.texts.emplace_back(cell.text);
  };
  if (!constraint.list) {
    take(given);
    return taken;
  }
  sqlite3_value* value = nullptr;
  for (int code = sqlite3_vtab_in_first(given, &value); code == SQLITE_OK;
       code = sqlite3_vtab_in_next(given, &value)) {
    take(value);
  }
  return taken;
}

// What the rows of a plan that varies are looked up by: a column whose cells
// are as SQL has them.
bool CanLookUp(const LogsColumn& column,
               const LogsTable::Constraint& constraint) {
  return !constraint.literal && !constraint.list && !constraint.match &&
         constraint.op == Op::OP_EQUAL &&
         (column.form == Form::kPlain || column.form == Form::kLevel);
}

void Rewind(Cursor& cursor) {
  ScanRows& rows = cursor.rows->rows;
  cursor.at = 0;
  cursor.place.reset();
  if (cursor.list) {
    cursor.end = cursor.list->size();
    if (cursor.end > 0) cursor.place = cursor.list->front();
  } else {
    cursor.end = rows.count();
    cursor.place = rows.First();
  }
}

int Filter(sqlite3_vtab_cursor* at, int number, const char*, int count,
           sqlite3_value** given) {
  Cursor& cursor = CursorOf(at);
  LogsTable& logs = *TableOf(at->pVtab).logs;
  LogsTable::Plan& plan = logs.plan(static_cast<size_t>(number));
  cursor.plan = &plan;
  cursor.end = cursor.at = 0;
  cursor.list.reset();
  ScanBuilder builder;
  std::optional<std::pair<size_t, Cell>> lookup;
  for (size_t i = 0; i < static_cast<size_t>(count); ++i) {
    const LogsTable::Constraint& constraint = plan.constraints[i];
    const LogsColumn& column = logs.columns()[constraint.column];
    if (constraint.match) {
      const Cell query = CellOf(given[i]);
      if (query.kind == Cell::kNull) return SQLITE_OK;
      const Status status = builder.Match(query.text);
      if (!status.ok()) return Fail(at->pVtab, status.message());
      continue;
    }
    if (plan.varies && CanLookUp(column, constraint) && !lookup) {
      lookup.emplace(constraint.column, CellOf(given[i]));
    }
    if (plan.varies && !constraint.literal) continue;
    const Given taken = ValuesOf(constraint, given[i]);
    // SQLite looks at the rows again.
    if (taken.blob) continue;
    builder.Compare(column, constraint.op, taken.values);
  }
  if (builder.nothing()) return SQLITE_OK;
  cursor.scanned.assign(logs.columns().size(), -1);
  for (size_t i = 0; i < plan.columns.size(); ++i) {
    builder.Read(logs.columns()[plan.columns[i]]);
    cursor.scanned[plan.columns[i]] = static_cast<int>(i);
  }
  v1::SqlScan scan = builder.Take();
  scan.set_keyed(plan.ordered);
  scan.set_oldest_first(plan.oldest_first);
  cursor.rows = logs.Find(plan, std::move(scan));
  if (cursor.rows == nullptr) return SQLITE_ERROR;
  ScanRows& rows = cursor.rows->rows;
  if (lookup && cursor.scanned[lookup->first] >= 0) {
    Cell value = lookup->second;
    if (logs.columns()[lookup->first].form == Form::kLevel) {
      value =
          Cell::Integer(value.kind == Cell::kText ? LevelOf(value.text) : 0);
    }
    if (value.kind == Cell::kNull) return SQLITE_OK;
    cursor.list =
        rows.With(static_cast<size_t>(cursor.scanned[lookup->first]), value);
    if (plan.ordered) {
      cursor.own.assign(cursor.list->begin(), cursor.list->end());
      rows.Order(cursor.own, plan.oldest_first);
      cursor.list = cursor.own;
    }
  } else if (plan.ordered || !rows.whole()) {
    cursor.list = rows.Ordered(plan.oldest_first);
  }
  Rewind(cursor);
  return SQLITE_OK;
}

int Next(sqlite3_vtab_cursor* at) {
  Cursor& cursor = CursorOf(at);
  ++cursor.at;
  if (cursor.at >= cursor.end) {
    if (cursor.rows->rows.whole()) return SQLITE_OK;
    TableOf(at->pVtab).logs->NeedMore(*cursor.rows);
    return SQLITE_ERROR;
  }
  if (cursor.list) {
    cursor.place = (*cursor.list)[cursor.at];
  } else if (cursor.place) {
    cursor.place = cursor.rows->rows.After(*cursor.place);
  }
  return SQLITE_OK;
}

int AtEnd(sqlite3_vtab_cursor* at) {
  const Cursor& cursor = CursorOf(at);
  return cursor.at >= cursor.end ? 1 : 0;
}

void Tell(sqlite3_context* context, std::string_view text) {
  if (text.empty()) return;
  // A scan's texts stay where they are as long as the statement.
  sqlite3_result_text(context, text.data(), static_cast<int>(text.size()),
                      SQLITE_STATIC);
}

void Tell(const LogsTable& logs, const LogsColumn& column, const Cell& cell,
          sqlite3_context* context) {
  if (cell.kind == Cell::kNull) return;
  switch (column.form) {
    case Form::kTime: {
      const std::string text = SqlTimeText(cell.number);
      return sqlite3_result_text(context, text.data(),
                                 static_cast<int>(text.size()),
                                 SQLITE_TRANSIENT);
    }
    case Form::kLevel:
      return Tell(context, LevelText(cell.number));
    case Form::kTemplate:
      return Tell(context, logs.TemplateOf(cell.number));
    case Form::kQuery:
      return;
    case Form::kPlain:
      break;
  }
  if (cell.kind == Cell::kInteger) {
    sqlite3_result_int64(context, cell.number);
  } else if (cell.kind == Cell::kReal) {
    sqlite3_result_double(context, cell.real());
  } else {
    sqlite3_result_text(context, cell.text.data(),
                        static_cast<int>(cell.text.size()), SQLITE_STATIC);
  }
}

int ReadColumn(sqlite3_vtab_cursor* at, sqlite3_context* context, int number) {
  Cursor& cursor = CursorOf(at);
  LogsTable& logs = *TableOf(at->pVtab).logs;
  const LogsColumn& column = logs.columns()[static_cast<size_t>(number)];
  if (column.form == Form::kQuery) return SQLITE_OK;
  const int scanned = cursor.scanned[static_cast<size_t>(number)];
  if (scanned < 0 || !cursor.place) {
    logs.ReadToo(*cursor.plan, static_cast<size_t>(number));
    return SQLITE_ERROR;
  }
  Tell(logs, column,
       cursor.rows->rows.at(*cursor.place, static_cast<size_t>(scanned)),
       context);
  return SQLITE_OK;
}

// SQLite asks for it where it looks at the table in several ways and must not
// take a record twice.
int RowId(sqlite3_vtab_cursor* at, sqlite3_int64* id) {
  Cursor& cursor = CursorOf(at);
  LogsTable& logs = *TableOf(at->pVtab).logs;
  const int scanned = cursor.scanned[logs.record_column()];
  if (scanned < 0 || !cursor.place) {
    logs.ReadToo(*cursor.plan, logs.record_column());
    return SQLITE_ERROR;
  }
  *id =
      cursor.rows->rows.at(*cursor.place, static_cast<size_t>(scanned)).number;
  return SQLITE_OK;
}

constexpr sqlite3_module MakeModule() {
  sqlite3_module module = {};
  // For sqlite3_vtab_in() and the like nothing more is needed.
  module.iVersion = 1;
  module.xConnect = Connect;
  module.xBestIndex = BestIndex;
  module.xDisconnect = Disconnect;
  module.xDestroy = Disconnect;
  module.xOpen = Open;
  module.xClose = Close;
  module.xFilter = Filter;
  module.xNext = Next;
  module.xEof = AtEnd;
  module.xColumn = ReadColumn;
  module.xRowid = RowId;
  return module;
}
constexpr sqlite3_module kModule = MakeModule();

}  // namespace

Status AddLogsModule(sqlite3* db, LogsTable* table) {
  // Without xCreate it is a table of its module's name.
  const int code = sqlite3_create_module(db, "logs", &kModule, table);
  if (code == SQLITE_OK) return {};
  return Internal(std::string("the logs could not be made a table: ") +
                  sqlite3_errmsg(db));
}

}  // namespace taffrail
