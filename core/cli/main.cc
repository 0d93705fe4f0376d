// taffrail: the core on the command line.

#include <cstdio>
#include <string_view>

#include "core/cli/command.h"
#include "core/cli/demo.h"
#include "core/cli/export.h"
#include "core/cli/formats.h"
#include "core/cli/import.h"
#include "core/cli/parse.h"
#include "core/cli/query.h"
#include "core/cli/sql.h"
#include "core/cli/store.h"
#include "core/cli/templates.h"

namespace taffrail {
namespace {

constexpr Command kCommands[] = {
    {"import", "read log files into a store", RunImport},
    {"query", "find records", RunQuery},
    {"sql", "ask the logs in SQL", RunSql},
    {"store", "what takes a store's space; delete sources", RunStore},
    {"export", "write a source out as it was read", RunExport},
    {"formats", "the log formats that are known; what a file is, and why",
     RunFormats},
    {"parse", "read a file's records, without a store", RunParse},
    {"templates", "find what messages have in common", RunTemplates},
    {"demo", "make the log of an invented shop", RunDemo},
};

void PrintHelp(FILE* out) {
  fputs(
      "taffrail: search and explain logs\n"
      "\n"
      "  taffrail COMMAND [OPTIONS]\n"
      "\n"
      "Commands:\n",
      out);
  for (const Command& command : kCommands) {
    fprintf(out, "  %-10s %s\n", command.name, command.help);
  }
  fputs(
      "\n"
      "taffrail COMMAND --help says more about each.\n"
      "Exit: 0 done, 1 no match, 2 wrong usage, 3 some data could not be "
      "read.\n",
      out);
}

int Run(int argc, char** argv) {
  if (argc < 2) {
    PrintHelp(stderr);
    return kExitUsage;
  }
  const std::string_view name = argv[1];
  if (name == "--help" || name == "-h" || name == "help") {
    PrintHelp(stdout);
    return kExitOk;
  }
  for (const Command& command : kCommands) {
    if (name == command.name) return command.run(argc - 1, argv + 1);
  }
  fprintf(stderr,
          "taffrail: there is no such command; taffrail --help lists them: "
          "%s\n",
          argv[1]);
  return kExitUsage;
}

}  // namespace
}  // namespace taffrail

int main(int argc, char** argv) { return taffrail::Run(argc, argv); }
