#ifndef TAFFRAIL_TESTS_BENCH_SUPPORT_MEMORY_STORE_H_
#define TAFFRAIL_TESTS_BENCH_SUPPORT_MEMORY_STORE_H_

#include <memory>
#include <string>
#include <utility>

#include "core/engine/local_cluster.h"

namespace taffrail {

// One shard with all of a file, in `memory`, which must outlive it; null if
// something failed.
inline std::unique_ptr<LocalCluster> ImportIntoMemory(MemoryFiles& memory,
                                                      std::string bytes) {
  LocalCluster::Options options;
  options.memory = &memory;
  options.shards = 1;
  StatusOr<std::unique_ptr<LocalCluster>> cluster =
      LocalCluster::Create(options);
  if (!cluster.ok()) return nullptr;
  v1::Request open;
  open.mutable_open();
  if (!(*cluster)->Call(open).ok()) return nullptr;
  v1::Request import;
  import.mutable_import()->set_name("bench.log");
  import.mutable_import()->set_size(bytes.size());
  import.mutable_import()->set_file((*cluster)->AddBytes(std::move(bytes)));
  if (!(*cluster)->Call(std::move(import)).ok()) return nullptr;
  return *std::move(cluster);
}

}  // namespace taffrail

#endif  // TAFFRAIL_TESTS_BENCH_SUPPORT_MEMORY_STORE_H_
