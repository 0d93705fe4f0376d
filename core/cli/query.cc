#include "core/cli/query.h"

#include <algorithm>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/numbers.h"
#include "core/cli/command.h"
#include "core/cli/import.h"
#include "core/cli/options.h"
#include "core/cli/row_format.h"
#include "core/cli/table_query.h"
#include "core/cli/zone_file.h"
#include "core/parse/timestamp.h"
#include "core/query/query.h"

namespace taffrail {
namespace {

constexpr uint64_t kDefaultLimit = 100;
constexpr uint64_t kMaxLimit = 1'000'000'000;
constexpr uint32_t kPageRows = 500;

constexpr Option kOptions[] = {
    {"store", 's', "DIR", "search this store"},
    {"format", 'f', "FORMAT", "text, ndjson or csv (text)"},
    {"limit", 'n', "N",
     "print at most so many, newest first (100; of a table all)"},
    {"count", 'c', nullptr, "print only how many match"},
    {"from", '\0', "TIME", "not before this time"},
    {"to", '\0', "TIME", "before this time"},
    {"case", '\0', "FILE", "save what matches as a case file"},
    {"note", '\0', "TEXT", "what the case file says besides"},
    {"zone", 'z', "NAME", "times in local, UTC, Europe/Berlin, … (UTC)"},
};

void PrintHelp() {
  printf(
      "taffrail query: find records\n"
      "\n"
      "  taffrail query --store DIR QUERY\n"
      "  taffrail query FILE... QUERY\n"
      "\n"
      "A query is words that must all be there, \"phrases\", prefix*, "
      "*part*,\n"
      "/regex/, /regex/i, service:name, level>=warn, AND, OR, NOT or -, and\n"
      "parentheses:\n"
      "\n"
      "  taffrail query app.log 'level>=error (timeout OR \"pool exhausted\") "
      "-service:search'\n"
      "\n"
      "Behind a | stand steps that make a table: stats, top, rare, sort, "
      "fields,\n"
      "limit and dedup:\n"
      "\n"
      "  taffrail query app.log 'level>=warn | stats count(), p95(took) by "
      "service, 1m'\n"
      "  taffrail query app.log '| top 10 user'\n"
      "\n"
      "A case file can be dropped into Taffrail anywhere, or imported:\n"
      "\n"
      "  taffrail query app.log 'level>=error' --case outage.taffrail "
      "--note 'It began at noon'\n"
      "\n"
      "Options:\n%s\n"
      "Exit: 0 something matched, 1 nothing did, 2 wrong usage, 3 a file could "
      "not be read.\n",
      DescribeOptions(kOptions).c_str());
}

int Fail(int exit, const std::string& message) {
  fprintf(stderr, "taffrail query: %s\n", message.c_str());
  return exit;
}

StatusOr<int64_t> ReadTime(const Options& options, std::string_view name,
                           const TimeZone& zone, int64_t absent) {
  std::optional<std::string_view> text = options.Get(name);
  if (!text) return absent;
  std::optional<Timestamp> time =
      ParseTimestamp(*text, TimeContext{.zone = zone});
  if (time && time->length == text->size()) return time->ns;
  return InvalidArgument(
      "--" + std::string(name) +
      " wants a time such as 2026-11-22T13:00:00Z: " + std::string(*text));
}

// Prints rows [0, limit) of an open search.
Status PrintRows(LocalCluster& cluster, uint64_t search, uint64_t limit,
                 RowFormat format, const TimeZone& zone) {
  if (format == RowFormat::kCsv) fputs(kCsvHeader, stdout);
  for (uint64_t first = 0; first < limit;) {
    v1::Request request;
    v1::RowsRequest* rows = request.mutable_rows();
    rows->set_search_id(search);
    rows->set_first(first);
    rows->set_count(
        static_cast<uint32_t>(std::min<uint64_t>(kPageRows, limit - first)));
    StatusOr<v1::Response> page = cluster.Call(std::move(request));
    if (!page.ok()) return page.status();
    if (page->rows().rows_size() == 0) break;
    for (const v1::Row& row : page->rows().rows()) {
      std::string line = FormatRow(row, format, zone);
      fwrite(line.data(), 1, line.size(), stdout);
    }
    first += static_cast<uint64_t>(page->rows().rows_size());
  }
  return {};
}

// It has a pipeline.
bool MakesTable(const std::string& query) {
  size_t end = 0;
  (void)ParseQuery(query, &end);
  return end < query.size();
}

struct Query {
  v1::SearchRequest search;
  RowFormat format = RowFormat::kText;
  TimeZone zone;
  uint64_t limit = 0;
  uint64_t table_limit = kMaxLimit;
  bool count_only = false;
  // Where to save a case; empty: nowhere.
  std::string case_path;
  std::string note;
};

StatusOr<Query> ReadQuery(const Options& options) {
  Query query;
  if (options.arguments().empty()) return InvalidArgument("needs a query");
  query.search.set_query(std::string(options.arguments().back()));
  std::optional<RowFormat> format =
      ParseRowFormat(options.Get("format").value_or("text"));
  if (!format) return InvalidArgument("--format is text, ndjson or csv");
  query.format = *format;
  StatusOr<uint64_t> limit =
      options.Number("limit", kDefaultLimit, 1, kMaxLimit);
  if (!limit.ok()) return limit.status();
  query.limit = *limit;
  if (options.Has("limit")) query.table_limit = *limit;
  query.count_only = options.Has("count");
  if (options.Has("note") && !options.Has("case")) {
    return InvalidArgument("--note goes into a case file: add --case FILE");
  }
  query.case_path = options.Get("case").value_or("");
  query.note = options.Get("note").value_or("");
  StatusOr<TimeZone> zone = LoadZone(options.Get("zone").value_or("UTC"));
  if (!zone.ok()) return zone.status();
  query.zone = *zone;
  StatusOr<int64_t> from = ReadTime(options, "from", *zone, INT64_MIN);
  if (!from.ok()) return from.status();
  StatusOr<int64_t> to = ReadTime(options, "to", *zone, INT64_MAX);
  if (!to.ok()) return to.status();
  query.search.set_has_range(options.Has("from") || options.Has("to"));
  query.search.set_from_ns(*from);
  query.search.set_to_ns(*to);
  return query;
}

// Saves the matches of an open search as a case file.
Status SaveCase(LocalCluster& cluster, uint64_t search, const Query& query) {
  v1::Request request;
  v1::ExportRowsRequest* const rows = request.mutable_export_rows();
  rows->set_search_id(search);
  rows->set_format(v1::ExportRowsRequest::FORMAT_CASE);
  rows->mutable_about()->set_note(query.note);
  v1::CaseView* const view = rows->mutable_about()->add_views();
  const std::string& text = query.search.query();
  view->set_name(text.empty() ? "All records" : text);
  view->set_query(text);
  view->set_has_range(query.search.has_range());
  view->set_from_ns(query.search.from_ns());
  view->set_to_ns(query.search.to_ns());
  const std::unique_ptr<FILE, int (*)(FILE*)> file(
      fopen(query.case_path.c_str(), "wb"), &fclose);
  bool written = file != nullptr;
  StatusOr<v1::Response> done =
      cluster.Call(std::move(request), [&](const v1::Response& response) {
        const std::string& bytes = response.export_piece().bytes();
        written = written && fwrite(bytes.data(), 1, bytes.size(),
                                    file.get()) == bytes.size();
      });
  if (!done.ok()) return done.status();
  if (written && fflush(file.get()) == 0) return {};
  return Unavailable("it cannot be written: " + query.case_path);
}

int Search(LocalCluster& cluster, const Query& query) {
  v1::Request request;
  *request.mutable_search() = query.search;
  v1::Error error;
  v1::SearchProgress progress;
  bool ended = false;
  uint64_t search =
      cluster.Start(std::move(request), [&](const v1::Response& response) {
        error = response.error();
        progress = response.search();
        ended = response.done() || progress.complete();
      });
  cluster.RunUntil([&] { return ended; });
  if (error.code() != 0) {
    return Fail(kExitUsage, DescribeError(query.search.query(), error));
  }
  if (!query.case_path.empty()) {
    Status saved = SaveCase(cluster, search, query);
    if (!saved.ok()) return Fail(kExitBadData, saved.message());
    fprintf(stderr, "taffrail query: %s %s saved as %s\n",
            WithThousands(progress.matched()).c_str(),
            progress.matched() == 1 ? "record" : "records",
            query.case_path.c_str());
  } else if (query.count_only) {
    printf("%llu\n", static_cast<unsigned long long>(progress.matched()));
  } else if (MakesTable(query.search.query())) {
    v1::Request table;
    table.mutable_table()->set_search_id(search);
    StatusOr<ReadTable> read =
        AskForTable(cluster, std::move(table), query.table_limit, &error);
    if (!read.ok()) return Fail(kExitBadData, read.status().message());
    PrintTable(*read, query.format, query.zone, "taffrail query");
  } else {
    Status printed =
        PrintRows(cluster, search, query.limit, query.format, query.zone);
    if (!printed.ok()) return Fail(kExitBadData, printed.message());
    if (progress.matched() > query.limit) {
      fprintf(stderr, "taffrail query: %s more; --limit prints them\n",
              WithThousands(progress.matched() - query.limit).c_str());
    }
  }
  return progress.matched() > 0 ? kExitOk : kExitNoMatch;
}

}  // namespace

int RunQuery(int argc, char** argv) {
  StatusOr<Options> options = Options::Parse(kOptions, argc, argv);
  if (!options.ok()) return Fail(kExitUsage, options.status().message());
  if (options->Has("help")) {
    PrintHelp();
    return kExitOk;
  }
  StatusOr<Query> query = ReadQuery(*options);
  if (!query.ok()) return Fail(kExitUsage, query.status().message());
  std::vector<std::string_view> files = options->arguments();
  files.pop_back();
  std::optional<std::string_view> store = options->Get("store");
  if (files.empty() == !store) {
    return Fail(kExitUsage, "needs either --store DIR or files to search");
  }
  MemoryFiles memory;
  bool unread = false;
  StatusOr<std::unique_ptr<LocalCluster>> cluster =
      store ? OpenStore(*store)
            : OpenFiles(memory, files, "taffrail query", &unread);
  if (!cluster.ok()) return Fail(kExitBadData, cluster.status().message());
  int exit = Search(**cluster, *query);
  return unread && exit != kExitUsage ? kExitBadData : exit;
}

}  // namespace taffrail
