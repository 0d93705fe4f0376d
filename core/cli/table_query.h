#ifndef TAFFRAIL_CORE_CLI_TABLE_QUERY_H_
#define TAFFRAIL_CORE_CLI_TABLE_QUERY_H_

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/status.h"
#include "core/base/time_zone.h"
#include "core/cli/row_format.h"
#include "core/engine/local_cluster.h"

namespace taffrail {

struct ReadTable {
  v1::TableProgress table;
  std::vector<v1::TableRows::Row> rows;
};

// Runs a request whose answer is a table until that is complete, and reads at
// most `limit` of its rows. `*error` is set to what the engine says is wrong.
StatusOr<ReadTable> AskForTable(LocalCluster& cluster, v1::Request request,
                                uint64_t limit, v1::Error* error);

// What is to be known of it goes to standard error, after `who`.
void PrintTable(const ReadTable& table, RowFormat format, const TimeZone& zone,
                const char* who);

// The message; below it the text with a mark where it is wrong, if that is
// known.
std::string DescribeError(const std::string& text, const v1::Error& error);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_CLI_TABLE_QUERY_H_
