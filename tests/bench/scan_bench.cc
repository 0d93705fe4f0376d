// scan_bench FILE PATTERN...: imports the file into memory, one shard, and
// searches it for each pattern, of which the index knows nothing.
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "tests/bench/support/measure.h"
#include "tests/bench/support/memory_store.h"

namespace taffrail {
namespace {

// How many records match, or nothing if the query is wrong.
std::optional<uint64_t> Search(LocalCluster& cluster,
                               const std::string& query) {
  v1::Request request;
  request.mutable_search()->set_query(query);
  request.mutable_search()->set_max_bins(1);
  std::optional<uint64_t> matched;
  bool ended = false;
  const uint64_t id =
      cluster.Start(std::move(request), [&](const v1::Response& response) {
        if (response.search().complete()) matched = response.search().matched();
        ended = ended || response.done();
      });
  cluster.RunUntil([&] { return matched || ended; });
  v1::Request cancel;
  cancel.mutable_cancel()->set_id(id);
  cluster.Start(std::move(cancel), {});
  cluster.RunUntil([&] { return ended; });
  return matched;
}

bool Measure(LocalCluster& cluster, const std::string& pattern, size_t bytes) {
  const std::string query = "/" + pattern + "/";
  const std::optional<uint64_t> matched = Search(cluster, query);
  if (!matched) return false;
  const double seconds = FastestSeconds([&] { (void)Search(cluster, query); });
  const std::string figure = query + " (" + std::to_string(*matched) + ")";
  PrintFigure(figure, static_cast<double>(bytes) / seconds / 1e9, "GB/s");
  return true;
}

}  // namespace
}  // namespace taffrail

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  std::string bytes = taffrail::ReadWhole(argv[1]);
  const size_t size = bytes.size();
  taffrail::MemoryFiles memory;
  const auto cluster = taffrail::ImportIntoMemory(memory, std::move(bytes));
  if (cluster == nullptr) return 1;
  for (int i = 2; i < argc; ++i) {
    if (!taffrail::Measure(*cluster, argv[i], size)) {
      fprintf(stderr, "scan_bench: %s cannot be searched for\n", argv[i]);
      return 1;
    }
  }
  return 0;
}
