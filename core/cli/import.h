#ifndef TAFFRAIL_CORE_CLI_IMPORT_H_
#define TAFFRAIL_CORE_CLI_IMPORT_H_

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/status.h"
#include "core/engine/local_cluster.h"

namespace taffrail {

// taffrail import FILE... --store DIR
int RunImport(int argc, char** argv);

// Opens the store of a folder and tells what went wrong there on stderr.
StatusOr<std::unique_ptr<LocalCluster>> OpenStore(std::string_view directory);

// Imports one file. `name` is what its source is called; empty: the file's own
// name.
StatusOr<v1::ImportProgress> ImportFile(
    LocalCluster& cluster, const std::string& path,
    LocalCluster::Handler progress, const std::string& name = "",
    const v1::SourceSettings& settings = {});

// Opens a store of these files, which is gone with `memory`, which must outlive
// it. Those that cannot be read are told of on stderr, after `who`, and set
// `*unread`.
StatusOr<std::unique_ptr<LocalCluster>> OpenFiles(
    MemoryFiles& memory, const std::vector<std::string_view>& files,
    const char* who, bool* unread);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_CLI_IMPORT_H_
