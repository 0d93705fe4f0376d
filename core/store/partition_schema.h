#ifndef TAFFRAIL_CORE_STORE_PARTITION_SCHEMA_H_
#define TAFFRAIL_CORE_STORE_PARTITION_SCHEMA_H_

#include <cstdint>

#include "core/base/status.h"
#include "core/store/database.h"

namespace taffrail {

// The tables of a partition's file, and how those of older versions become
// them. What they hold: docs/storage-format.md.

// Makes them in an empty file, in one transaction.
Status CreatePartitionSchema(Database& db);
// The file's version, 0 if it is empty; FailedPrecondition if it is newer than
// this program. The first that reads the file: rolls a hot journal back.
StatusOr<int64_t> PartitionVersion(Database& db);
Status UpgradePartitionSchema(Database& db, int64_t version);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_STORE_PARTITION_SCHEMA_H_
