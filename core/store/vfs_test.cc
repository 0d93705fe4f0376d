#include "core/store/vfs.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/store/database.h"
#include "core/store/memory_files.h"

namespace taffrail {
namespace {

// Counts writes and can run out of space.
class WatchedFiles : public MemoryFiles {
 public:
  int Write(int slot, const void* from, int length, int64_t offset) override {
    writes.push_back(length);
    if (full) return kQuotaExceeded;
    return MemoryFiles::Write(slot, from, length, offset);
  }
  std::vector<int> writes;
  bool full = false;
};

class VfsTest : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(RegisterVfs("test", files_).ok());
    files_.Open("a.db");
    files_.Open("a.db-journal");
  }

  Database OpenA() {
    StatusOr<Database> db = Database::Open("a.db", OpenMode::kReadWrite);
    EXPECT_TRUE(db.ok()) << db.status().message();
    EXPECT_TRUE(db->Execute("PRAGMA journal_mode=TRUNCATE").ok());
    return *std::move(db);
  }

  WatchedFiles files_;
};

TEST_F(VfsTest, KeepsWhatACommitWrote) {
  {
    Database db = OpenA();
    ASSERT_TRUE(db.Execute("CREATE TABLE t(x); INSERT INTO t VALUES(7)").ok());
  }
  EXPECT_EQ(*OpenA().QueryInt("SELECT x FROM t"), 7);
  EXPECT_EQ(files_.files()["a.db-journal"], "");
}

TEST_F(VfsTest, RefusesAFileThatWasNotOpened) {
  StatusOr<Database> db = Database::Open("other.db", OpenMode::kReadWrite);
  EXPECT_EQ(db.status().code(), StatusCode::kNotFound);
}

TEST_F(VfsTest, AdjacentPagesReachTheBackendAsOneRun) {
  Database db = OpenA();
  ASSERT_TRUE(db.Execute("CREATE TABLE t(x)").ok());
  files_.writes.clear();
  ASSERT_TRUE(
      db.Execute("INSERT INTO t SELECT randomblob(1000) FROM (WITH RECURSIVE "
                 "c(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM c WHERE i<2000) "
                 "SELECT i FROM c)")
          .ok());
  // 2 MB in 16 KiB pages would be over a hundred writes.
  EXPECT_LT(files_.writes.size(), 20u);
}

TEST_F(VfsTest, HotJournalIsRolledBackByTheNextOwner) {
  std::map<std::string, std::string> torn;
  {
    Database db = OpenA();
    ASSERT_TRUE(db.Execute("CREATE TABLE t(x); INSERT INTO t VALUES(1);"
                           "PRAGMA cache_size=2; PRAGMA cache_spill=1")
                    .ok());
    ASSERT_TRUE(db.Execute("BEGIN; UPDATE t SET x=2;"
                           "CREATE TABLE big(b); INSERT INTO big SELECT "
                           "randomblob(10000) FROM (WITH RECURSIVE c(i) AS "
                           "(SELECT 1 UNION ALL SELECT i+1 FROM c WHERE "
                           "i<200) SELECT i FROM c)")
                    .ok());
    torn = files_.files();  // The worker is killed here.
    ASSERT_TRUE(db.Execute("ROLLBACK").ok());
  }
  files_.files() = torn;
  EXPECT_TRUE(HasHotJournal("a.db"));
  Database db = OpenA();
  EXPECT_EQ(*db.QueryInt("SELECT x FROM t"), 1);
  EXPECT_EQ(db.IntegrityCheck()->size(), 0u);
  EXPECT_FALSE(HasHotJournal("a.db"));
}

TEST_F(VfsTest, QuotaInMidCommitIsResourceExhaustedAndCostsNothing) {
  Database db = OpenA();
  ASSERT_TRUE(db.Execute("CREATE TABLE t(x); INSERT INTO t VALUES(1)").ok());
  files_.full = true;
  Status status = db.Execute("INSERT INTO t SELECT randomblob(100000)");
  EXPECT_EQ(status.code(), StatusCode::kResourceExhausted) << status.message();
  // Rolling back needs no space, and what was there is readable at once.
  EXPECT_EQ(*db.QueryInt("SELECT count(*) FROM t"), 1);
  files_.full = false;
  EXPECT_TRUE(db.Execute("INSERT INTO t VALUES(2)").ok());
  EXPECT_EQ(db.IntegrityCheck()->size(), 0u);
}

}  // namespace
}  // namespace taffrail
