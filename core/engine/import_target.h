#ifndef TAFFRAIL_CORE_ENGINE_IMPORT_TARGET_H_
#define TAFFRAIL_CORE_ENGINE_IMPORT_TARGET_H_

#include <cstdint>
#include <optional>

#include "core/base/status.h"
#include "core/base/task.h"
#include "core/container/text_encoding.h"
#include "core/engine/chunk_sender.h"
#include "core/engine/source_table.h"

namespace taffrail {

// The source that an import fills: one of the table's that the same bytes made
// before, or a new one.
struct ImportTarget {
  SourceEntry entry;
  // All of it is stored: there is nothing to do.
  bool complete = false;
  // The source whose place it takes, since the user wants it read differently;
  // hidden from now on. 0: none.
  uint32_t replaces = 0;
  // Which sources are shown has changed.
  bool tell_shards = false;
};

// Finds or adds what `wanted` names and marks it as being imported, unless it
// is complete. If the same was read with other settings, or `anew`, it is added
// and the old one hidden. An error when it is being imported already.
StatusOr<ImportTarget> OpenTarget(SourceTable& sources, SourceEntry wanted,
                                  bool anew);

// What the user says, or said before, that the text of `wanted` is in; nothing
// if that is to be found out.
std::optional<TextEncoding> ChosenEncoding(const SourceTable& sources,
                                           const SourceEntry& wanted,
                                           bool anew);

// Tells the shards what was hidden.
Task<void> TellShards(const ShardLinks& links, const SourceTable& sources);

// Notes how the import ended; returns `outcome`, or why it could not be noted.
// If nothing came of a source that takes another's place, that one is shown
// again.
Task<Status> SettleTarget(const ShardLinks& links, SourceTable& sources,
                          const ImportTarget& target, Status outcome);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_ENGINE_IMPORT_TARGET_H_
