#include "core/sql/log_functions.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "core/parse/field_value.h"
#include "core/query/quantile_sketch.h"
#include "core/query/regex.h"
#include "core/sql/cell.h"
#include "core/sql/sql_time.h"

namespace taffrail {
namespace {

constexpr int kPure = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;

struct Percentile {
  const char* name;
  double quantile;
};
constexpr Percentile kPercentiles[] = {
    {"p50", 0.5}, {"p95", 0.95}, {"p99", 0.99}};

bool IsNumber(sqlite3_value* value) {
  const int type = sqlite3_value_type(value);
  return type == SQLITE_INTEGER || type == SQLITE_FLOAT;
}

void Fail(sqlite3_context* context, const std::string& message) {
  sqlite3_result_error(context, message.data(),
                       static_cast<int>(message.size()));
}

// ns of a text such as '1.5s'; reports what is none.
std::optional<int64_t> ReadDuration(sqlite3_context* context,
                                    sqlite3_value* value) {
  const auto* bytes = static_cast<const char*>(sqlite3_value_blob(value));
  const std::string_view text(bytes,
                              static_cast<size_t>(sqlite3_value_bytes(value)));
  std::optional<int64_t> ns = ParseDuration(text);
  if (!ns) {
    Fail(context, "a duration is a number and a unit, such as '1.5s': " +
                      std::string(text));
  }
  return ns;
}

void Duration(sqlite3_context* context, int, sqlite3_value** arguments) {
  if (sqlite3_value_type(arguments[0]) == SQLITE_NULL) return;
  if (std::optional<int64_t> ns = ReadDuration(context, arguments[0])) {
    sqlite3_result_int64(context, *ns);
  }
}

void Bin(sqlite3_context* context, int, sqlite3_value** arguments) {
  const int type = sqlite3_value_type(arguments[0]);
  if (type == SQLITE_NULL || sqlite3_value_type(arguments[1]) == SQLITE_NULL) {
    return;
  }
  std::optional<int64_t> time;
  if (type == SQLITE_INTEGER) time = sqlite3_value_int64(arguments[0]);
  if (type == SQLITE_TEXT) time = ParseSqlTime(CellOf(arguments[0]).text);
  if (!time) return Fail(context, "bin() wants a time");
  std::optional<int64_t> width = ReadDuration(context, arguments[1]);
  if (!width) return;
  if (*width <= 0) return Fail(context, "bin() wants a span longer than 0");
  int64_t within = *time % *width;
  if (within < 0) within += *width;  // Times before 1970.
  int64_t start = 0;
  if (__builtin_sub_overflow(*time, within, &start)) {
    return Fail(context, "bin() cannot hold a time so long ago");
  }
  if (type == SQLITE_INTEGER) return sqlite3_result_int64(context, start);
  const std::string text = SqlTimeText(start);
  sqlite3_result_text(context, text.data(), static_cast<int>(text.size()),
                      SQLITE_TRANSIENT);
}

// Of REGEXP, whose operands SQLite gives the other way round. The compiled
// pattern stays with its argument as long as that is the same.
void MatchRegex(sqlite3_context* context, int, sqlite3_value** arguments) {
  using Compiled = std::shared_ptr<const Regex>;
  const Cell pattern = CellOf(arguments[0]);
  const Cell text = CellOf(arguments[1]);
  if (pattern.kind != Cell::kText || text.kind == Cell::kNull) return;
  auto* kept = static_cast<Compiled*>(sqlite3_get_auxdata(context, 0));
  Compiled regex = kept == nullptr ? nullptr : *kept;
  if (regex == nullptr) {
    auto compiled = Regex::Compile(pattern.text, /*ignore_case=*/false);
    if (const auto* error = std::get_if<Regex::Error>(&compiled)) {
      return Fail(context, error->message);
    }
    regex = std::get<Compiled>(std::move(compiled));
    sqlite3_set_auxdata(context, 0, new Compiled(regex),
                        [](void* old) { delete static_cast<Compiled*>(old); });
  }
  const auto* bytes =
      reinterpret_cast<const char*>(sqlite3_value_text(arguments[1]));
  const auto size = static_cast<size_t>(sqlite3_value_bytes(arguments[1]));
  sqlite3_result_int(context, regex->Matches({bytes, size}) ? 1 : 0);
}

// A group's sketch hangs in SQLite's memory, which comes zeroed and is taken
// back without a destructor: so by pointer, made at the first number.
void AddToSketch(sqlite3_context* context, int, sqlite3_value** arguments) {
  if (!IsNumber(arguments[0])) return;
  auto** sketch = static_cast<QuantileSketch**>(
      sqlite3_aggregate_context(context, sizeof(QuantileSketch*)));
  if (sketch == nullptr) return sqlite3_result_error_nomem(context);
  if (*sketch == nullptr) *sketch = new QuantileSketch;
  (*sketch)->Add(sqlite3_value_double(arguments[0]));
}

// SQLite calls this for each group that was begun, when a statement is broken
// off, too.
void FinishSketch(sqlite3_context* context) {
  auto** held =
      static_cast<QuantileSketch**>(sqlite3_aggregate_context(context, 0));
  if (held == nullptr || *held == nullptr) return;
  const std::unique_ptr<QuantileSketch> sketch(*held);
  *held = nullptr;
  if (sketch->count() == 0) return;
  const auto* percentile =
      static_cast<const Percentile*>(sqlite3_user_data(context));
  sqlite3_result_double(context, sketch->Quantile(percentile->quantile));
}

}  // namespace

Status AddLogFunctions(sqlite3* db) {
  int code = sqlite3_create_function_v2(db, "duration", 1, kPure, nullptr,
                                        Duration, nullptr, nullptr, nullptr);
  if (code == SQLITE_OK) {
    code = sqlite3_create_function_v2(db, "bin", 2, kPure, nullptr, Bin,
                                      nullptr, nullptr, nullptr);
  }
  if (code == SQLITE_OK) {
    code = sqlite3_create_function_v2(db, "regexp", 2, kPure, nullptr,
                                      MatchRegex, nullptr, nullptr, nullptr);
  }
  for (const Percentile& percentile : kPercentiles) {
    if (code != SQLITE_OK) break;
    code = sqlite3_create_function_v2(
        db, percentile.name, 1, kPure, const_cast<Percentile*>(&percentile),
        nullptr, AddToSketch, FinishSketch, nullptr);
  }
  if (code == SQLITE_OK) return {};
  return Internal(std::string("SQL's functions could not be added: ") +
                  sqlite3_errmsg(db));
}

}  // namespace taffrail
