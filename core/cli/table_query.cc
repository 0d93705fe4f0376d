#include "core/cli/table_query.h"

#include <algorithm>
#include <cstdio>
#include <utility>

#include "core/cli/table_format.h"

namespace taffrail {
namespace {

constexpr uint32_t kPageRows = 5000;

}  // namespace

StatusOr<ReadTable> AskForTable(LocalCluster& cluster, v1::Request request,
                                uint64_t limit, v1::Error* error) {
  ReadTable read;
  const uint64_t id =
      cluster.Start(std::move(request), [&](const v1::Response& response) {
        if (response.has_error()) *error = response.error();
        if (response.has_table()) read.table = response.table();
      });
  cluster.RunUntil([&] { return read.table.complete() || error->code() != 0; });
  if (error->code() != 0) return InvalidArgument(error->message());
  while (read.rows.size() < std::min(limit, read.table.rows())) {
    v1::Request page;
    page.mutable_table_rows()->set_table_id(id);
    page.mutable_table_rows()->set_first(read.rows.size());
    page.mutable_table_rows()->set_count(static_cast<uint32_t>(
        std::min<uint64_t>(kPageRows, limit - read.rows.size())));
    StatusOr<v1::Response> response = cluster.Call(std::move(page));
    if (!response.ok()) return response.status();
    for (auto& row : *response->mutable_table_rows()->mutable_rows()) {
      read.rows.push_back(std::move(row));
    }
  }
  return read;
}

void PrintTable(const ReadTable& table, RowFormat format, const TimeZone& zone,
                const char* who) {
  const std::string text = FormatTable(table.table, table.rows, format, zone);
  fwrite(text.data(), 1, text.size(), stdout);
  for (const std::string& note : table.table.notes()) {
    fprintf(stderr, "%s: %s\n", who, note.c_str());
  }
}

std::string DescribeError(const std::string& text, const v1::Error& error) {
  if (!error.has_column()) return error.message();
  // Of a text of several lines the one that is wrong.
  const size_t column = std::min<size_t>(error.column(), text.size());
  const size_t start = text.rfind('\n', column == 0 ? 0 : column - 1) + 1;
  const std::string line = text.substr(start, text.find('\n', column) - start);
  const size_t width = std::max(
      1u, error.column_end() - std::min(error.column_end(), error.column()));
  return error.message() + "\n  " + line + "\n  " +
         std::string(column - std::min(start, column), ' ') +
         std::string(width, '^');
}

}  // namespace taffrail
