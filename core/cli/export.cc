#include "core/cli/export.h"

#include <cstdio>
#include <memory>
#include <optional>
#include <string>

#include "core/base/numbers.h"
#include "core/cli/command.h"
#include "core/cli/import.h"
#include "core/cli/options.h"
#include "core/cli/source_name.h"

namespace taffrail {
namespace {

constexpr Option kOptions[] = {
    {"store", 's', "DIR", "the store's folder"},
};

void PrintHelp() {
  printf(
      "taffrail export: write a source out, byte for byte as it was read\n"
      "\n"
      "  taffrail export --store DIR SOURCE > FILE\n"
      "\n"
      "SOURCE is its name or its number. Of a compressed file or an archive it "
      "is the\n"
      "text inside, in the encoding that it had there.\n"
      "\n"
      "Options:\n%s",
      DescribeOptions(kOptions).c_str());
}

int Fail(int exit, const std::string& message) {
  fprintf(stderr, "taffrail export: %s\n", message.c_str());
  return exit;
}

// The source called so, or the part of a rotated set. Parts come first: the
// newest one has the name of the set.
std::optional<uint32_t> FindSource(const v1::StoreState& state,
                                   std::string_view name) {
  for (const v1::Source& source : state.sources()) {
    for (const v1::Source& part : source.parts()) {
      if (IsCalled(part, name)) return part.id();
    }
    if (IsCalled(source, name)) return source.id();
  }
  return std::nullopt;
}

}  // namespace

int RunExport(int argc, char** argv) {
  StatusOr<Options> options = Options::Parse(kOptions, argc, argv);
  if (!options.ok()) return Fail(kExitUsage, options.status().message());
  if (options->Has("help")) {
    PrintHelp();
    return kExitOk;
  }
  if (!options->Has("store") || options->arguments().size() != 1) {
    return Fail(kExitUsage, "needs --store DIR and one source");
  }
  StatusOr<std::unique_ptr<LocalCluster>> cluster =
      OpenStore(*options->Get("store"));
  if (!cluster.ok()) return Fail(kExitBadData, cluster.status().message());
  v1::Request open;
  open.mutable_open();
  StatusOr<v1::Response> opened = (*cluster)->Call(std::move(open));
  if (!opened.ok()) return Fail(kExitBadData, opened.status().message());
  const std::string name(options->arguments()[0]);
  const std::optional<uint32_t> source = FindSource(opened->store(), name);
  if (!source) return Fail(kExitNoMatch, "there is no such source: " + name);
  v1::Request request;
  request.mutable_export_source()->set_source_id(*source);
  bool written = true;
  StatusOr<v1::Response> done =
      (*cluster)->Call(std::move(request), [&](const v1::Response& response) {
        const std::string& bytes = response.export_piece().bytes();
        written &=
            fwrite(bytes.data(), 1, bytes.size(), stdout) == bytes.size();
      });
  if (!done.ok()) return Fail(kExitBadData, done.status().message());
  if (!written) return Fail(kExitBadData, "the output could not be written");
  return kExitOk;
}

}  // namespace taffrail
