#include "core/sql/read_only.h"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <memory>
#include <string>

#include "core/sql/test_database.h"

namespace taffrail {
namespace {

class ReadOnly : public testing::Test {
 protected:
  ReadOnly() {
    sqlite3* const db = OpenTestDatabase();
    db_.reset(db);
    EXPECT_EQ(Run("CREATE TABLE t(x UNIQUE); INSERT INTO t VALUES (1), (2)"),
              SQLITE_OK);
    RestrictToReading(db);
  }
  int Run(const std::string& sql) {
    return sqlite3_exec(db_.get(), sql.c_str(), nullptr, nullptr, nullptr);
  }

  std::unique_ptr<sqlite3, int (*)(sqlite3*)> db_{nullptr, sqlite3_close};
};

TEST_F(ReadOnly, ReadingInEveryFormIsAllowed) {
  for (const char* sql :
       {"SELECT sum(x) FROM t", "VALUES (1)", "EXPLAIN SELECT 1",
        "SELECT json_extract('{\"a\":1}', '$.a')",
        "SELECT x, row_number() OVER (ORDER BY x) FROM t",
        "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n "
        "LIMIT 3) SELECT * FROM n JOIN t USING (x)"}) {
    EXPECT_EQ(Run(sql), SQLITE_OK) << sql;
  }
}

TEST_F(ReadOnly, AllElseIsRefused) {
  for (const char* sql :
       {"INSERT INTO t VALUES (3)", "UPDATE t SET x = 0", "DELETE FROM t",
        "DROP TABLE t", "CREATE TABLE u(x)", "CREATE TEMP TABLE u(x)",
        "CREATE VIEW v AS SELECT 1", "ALTER TABLE t ADD y", "REINDEX",
        "ATTACH ':memory:' AS other", "PRAGMA user_version = 1", "BEGIN",
        "SAVEPOINT s", "ANALYZE", "VACUUM INTO 'out.db'"}) {
    EXPECT_NE(Run(sql), SQLITE_OK) << sql;
  }
}

}  // namespace
}  // namespace taffrail
