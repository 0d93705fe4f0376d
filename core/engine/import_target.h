#ifndef TAFFRAIL_CORE_ENGINE_IMPORT_TARGET_H_
#define TAFFRAIL_CORE_ENGINE_IMPORT_TARGET_H_

#include "core/base/status.h"
#include "core/engine/source_table.h"

namespace taffrail {

// The source that an import fills: one of the table's that the same bytes made
// before, or a new one.
struct ImportTarget {
  SourceEntry entry;
  // All of it is stored: there is nothing to do.
  bool complete = false;
};

// Finds or adds what `wanted` names and marks it as being imported, unless it
// is complete. An error when it is being imported already.
StatusOr<ImportTarget> OpenTarget(SourceTable& sources, SourceEntry wanted);

// Notes how the import ended; returns `outcome`, or why it could not be noted.
Status SettleTarget(SourceTable& sources, uint32_t source_id, Status outcome);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_ENGINE_IMPORT_TARGET_H_
