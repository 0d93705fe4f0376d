// stats_bench FILE...: imports each file into memory, one shard, and makes
// tables of all its records.
#include <cstdio>
#include <memory>
#include <string>
#include <utility>

#include "core/engine/local_cluster.h"
#include "tests/bench/support/measure.h"
#include "tests/bench/support/memory_store.h"

namespace taffrail {
namespace {

constexpr const char* kPipelines[] = {
    "| stats p95(duration_ms) by service",
    "| stats count() by service",
    "| stats count(), p50(duration_ms), p99(duration_ms) by 1m, level",
    "| top 10 status",
    "| stats dc(user)",
    "| sort -duration_ms | limit 10",
};

// Makes a table to its end; how many records are in it, 0 if it failed.
uint64_t MakeTable(LocalCluster& cluster, uint64_t search) {
  v1::Request request;
  request.mutable_table()->set_search_id(search);
  v1::TableProgress progress;
  bool ended = false;
  const uint64_t id =
      cluster.Start(std::move(request), [&](const v1::Response& response) {
        if (response.has_table()) progress = response.table();
        ended = ended || response.done();
      });
  cluster.RunUntil([&] { return progress.complete() || ended; });
  v1::Request cancel;
  cancel.mutable_cancel()->set_id(id);
  cluster.Start(std::move(cancel), {});
  cluster.RunUntil([&] { return ended; });
  return progress.complete() ? progress.records() : 0;
}

bool Measure(LocalCluster& cluster, const std::string& pipeline) {
  v1::Request request;
  request.mutable_search()->set_query(pipeline);
  bool complete = false;
  uint64_t matched = 0;
  const uint64_t search =
      cluster.Start(std::move(request), [&](const v1::Response& response) {
        complete = complete || response.search().complete();
        matched = response.search().matched();
      });
  cluster.RunUntil([&] { return complete; });
  if (matched == 0 || MakeTable(cluster, search) != matched) return false;
  const double seconds =
      FastestSeconds([&] { (void)MakeTable(cluster, search); });
  PrintFigure(pipeline.substr(2), static_cast<double>(matched) / seconds / 1e6,
              "M records/s");
  return true;
}

bool MeasureFile(const char* path) {
  MemoryFiles memory;
  const auto cluster = ImportIntoMemory(memory, ReadWhole(path));
  if (cluster == nullptr) return false;
  for (const char* pipeline : kPipelines) {
    if (!Measure(*cluster, pipeline)) return false;
  }
  return true;
}

}  // namespace
}  // namespace taffrail

int main(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) {
    if (!taffrail::MeasureFile(argv[i])) {
      fprintf(stderr, "stats_bench: %s makes no table\n", argv[i]);
      return 1;
    }
  }
  return 0;
}
