#include "core/cli/sql.h"

#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/numbers.h"
#include "core/cli/command.h"
#include "core/cli/import.h"
#include "core/cli/options.h"
#include "core/cli/row_format.h"
#include "core/cli/table_query.h"

namespace taffrail {
namespace {

constexpr uint64_t kMaxLimit = 1'000'000'000;

constexpr Option kOptions[] = {
    {"store", 's', "DIR", "look into this store"},
    {"format", 'f', "FORMAT", "text, ndjson or csv (text)"},
    {"limit", 'n', "N", "make at most so many rows (all)"},
};

void PrintHelp() {
  printf(
      "taffrail sql: ask the logs in SQL\n"
      "\n"
      "  taffrail sql --store DIR STATEMENT\n"
      "  taffrail sql FILE... STATEMENT\n"
      "\n"
      "The table `logs` has a record a row: time, level, service, source, "
      "message and\n"
      "fields (all of them, as JSON). Each field is a column by its own name, "
      "too, in\n"
      "double quotes if there is a dot in it. `logs MATCH '…'` takes the query "
      "language:\n"
      "\n"
      "  taffrail sql app.log \"SELECT service, count(*), p95(duration_ms) "
      "FROM "
      "logs\n"
      "    WHERE time >= '2026-11-22 13:00' AND logs MATCH 'timeout -retry'\n"
      "    GROUP BY service ORDER BY 2 DESC\"\n"
      "\n"
      "`sources` and `templates` are tables as well. It is SQLite's SQL, with "
      "all its\n"
      "functions; bin(time, '5m'), duration('1.5s'), p50, p95 and p99 besides. "
      "Times are\n"
      "UTC, durations ns. Statements can only read.\n"
      "\n"
      "Options:\n%s\n"
      "Exit: 0 there are rows, 1 there is none, 2 wrong usage, 3 a file could "
      "not be read.\n",
      DescribeOptions(kOptions).c_str());
}

int Fail(int exit, const std::string& message) {
  fprintf(stderr, "taffrail sql: %s\n", message.c_str());
  return exit;
}

}  // namespace

int RunSql(int argc, char** argv) {
  StatusOr<Options> options = Options::Parse(kOptions, argc, argv);
  if (!options.ok()) return Fail(kExitUsage, options.status().message());
  if (options->Has("help")) {
    PrintHelp();
    return kExitOk;
  }
  std::vector<std::string_view> files = options->arguments();
  if (files.empty()) return Fail(kExitUsage, "needs a statement");
  const std::string statement(files.back());
  files.pop_back();
  const std::optional<RowFormat> format =
      ParseRowFormat(options->Get("format").value_or("text"));
  if (!format) return Fail(kExitUsage, "--format is text, ndjson or csv");
  const StatusOr<uint64_t> limit =
      options->Number("limit", kMaxLimit, 1, kMaxLimit);
  if (!limit.ok()) return Fail(kExitUsage, limit.status().message());
  const std::optional<std::string_view> store = options->Get("store");
  if (files.empty() == !store) {
    return Fail(kExitUsage, "needs either --store DIR or files to look into");
  }
  MemoryFiles memory;
  bool unread = false;
  StatusOr<std::unique_ptr<LocalCluster>> cluster =
      store ? OpenStore(*store)
            : OpenFiles(memory, files, "taffrail sql", &unread);
  if (!cluster.ok()) return Fail(kExitBadData, cluster.status().message());
  v1::Request request;
  request.mutable_sql()->set_statement(statement);
  request.mutable_sql()->set_max_rows(*limit);
  v1::Error error;
  const StatusOr<ReadTable> table =
      AskForTable(**cluster, std::move(request), *limit, &error);
  if (error.code() != 0) {
    return Fail(kExitUsage, DescribeError(statement, error));
  }
  if (!table.ok()) return Fail(kExitBadData, table.status().message());
  PrintTable(*table, *format, TimeZone(), "taffrail sql");
  if (unread) return kExitBadData;
  return table->rows.empty() ? kExitNoMatch : kExitOk;
}

}  // namespace taffrail
