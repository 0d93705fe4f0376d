#ifndef TAFFRAIL_CORE_ENGINE_SOURCE_EXPORT_H_
#define TAFFRAIL_CORE_ENGINE_SOURCE_EXPORT_H_

#include <cstdint>
#include <functional>
#include <string>

#include "core/base/task.h"
#include "core/engine/chunk_sender.h"
#include "core/engine/source_table.h"

namespace taffrail {

// Gives back the bytes a source was read from, as they were before any
// compression or archive: the text in its own encoding, byte for byte. `take`
// gets them piece by piece and returns whether to go on. An error when parts of
// the source are missing.
Task<Status> ExportSource(const ShardLinks& links, const SourceTable& sources,
                          uint32_t source_id,
                          std::function<bool(std::string)> take);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_ENGINE_SOURCE_EXPORT_H_
