#ifndef TAFFRAIL_CORE_SQL_TEST_DATABASE_H_
#define TAFFRAIL_CORE_SQL_TEST_DATABASE_H_

#include <gtest/gtest.h>
#include <sqlite3.h>

#include "core/store/memory_files.h"
#include "core/store/vfs.h"

namespace taffrail {

// A database in memory, for a test, which closes it.
inline sqlite3* OpenTestDatabase() {
  // As WebAssembly SQLite has no files of its own, and wants some even so.
  static MemoryFiles files;
  EXPECT_TRUE(RegisterVfs("memory", files).ok());
  sqlite3* db = nullptr;
  EXPECT_EQ(sqlite3_open(":memory:", &db), SQLITE_OK);
  return db;
}

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_SQL_TEST_DATABASE_H_
