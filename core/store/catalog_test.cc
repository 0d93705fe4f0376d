#include "core/store/catalog.h"

#include <gtest/gtest.h>

#include "core/store/memory_files.h"

namespace taffrail {
namespace {

class CatalogTest : public testing::Test {
 protected:
  CatalogTest() {
    EXPECT_TRUE(RegisterVfs("test", files_).ok());
    files_.Open("catalog.db");
    files_.Open("catalog.db-journal");
  }
  MemoryFiles files_;
};

TEST_F(CatalogTest, KeepsSourcesAcrossOpenings) {
  SourceEntry entry{.name = "app.log", .size = 12, .modified_ms = 34};
  {
    StatusOr<Catalog> catalog = Catalog::Open("catalog.db");
    ASSERT_TRUE(catalog.ok());
    ASSERT_TRUE(catalog->Add(&entry).ok());
    entry.state = SourceState::kComplete;
    ASSERT_TRUE(catalog->Update(entry).ok());
  }
  StatusOr<Catalog> catalog = Catalog::Open("catalog.db");
  StatusOr<std::vector<SourceEntry>> sources = catalog->Sources();
  ASSERT_TRUE(sources.ok());
  ASSERT_EQ(sources->size(), 1u);
  EXPECT_EQ((*sources)[0].name, "app.log");
  EXPECT_EQ((*sources)[0].size, 12u);
  EXPECT_EQ((*sources)[0].state, SourceState::kComplete);
}

TEST_F(CatalogTest, AnIdIsNeverGivenTwice) {
  StatusOr<Catalog> catalog = Catalog::Open("catalog.db");
  SourceEntry first{.name = "a"};
  SourceEntry second{.name = "b"};
  ASSERT_TRUE(catalog->Add(&first).ok());
  ASSERT_TRUE(catalog->Remove(first.id).ok());
  ASSERT_TRUE(catalog->Add(&second).ok());
  EXPECT_GT(second.id, first.id);
}

TEST_F(CatalogTest, OneOfVersion1IsUpgraded) {
  {
    StatusOr<Database> old = Database::Open("catalog.db", OpenMode::kReadWrite);
    Status made = old->Execute(
        "CREATE TABLE source(id INTEGER PRIMARY KEY AUTOINCREMENT,"
        "name TEXT NOT NULL, size INTEGER NOT NULL,"
        "modified_ms INTEGER NOT NULL, state INTEGER NOT NULL,"
        "message TEXT NOT NULL);"
        "INSERT INTO source VALUES(3,'app.log',12,34,2,'');"
        "PRAGMA user_version=1;");
    ASSERT_TRUE(made.ok()) << made.message();
  }
  for (int opening = 0; opening < 2; ++opening) {
    StatusOr<Catalog> catalog = Catalog::Open("catalog.db");
    ASSERT_TRUE(catalog.ok()) << catalog.status().message();
    StatusOr<std::vector<SourceEntry>> sources = catalog->Sources();
    ASSERT_TRUE(sources.ok());
    ASSERT_EQ(sources->size(), 1u);
    EXPECT_EQ((*sources)[0].id, 3u);
    EXPECT_EQ((*sources)[0].file_name, "app.log");
    EXPECT_EQ((*sources)[0].file_size, 12u);
    EXPECT_TRUE((*sources)[0].is_plain());
  }
}

TEST_F(CatalogTest, WhatWasSaidOfTemplatesIsKept) {
  TemplateEdits edits;
  edits.links = {{1, 2}, {UINT64_MAX, 7}};
  edits.pins = {{3, 1}, {uint64_t{1} << 63, 2}};
  ASSERT_TRUE(Catalog::Open("catalog.db")->SetEdits({{{9, 9}}, {}}).ok());
  ASSERT_TRUE(Catalog::Open("catalog.db")->SetEdits(edits).ok());
  EXPECT_EQ(*Catalog::Open("catalog.db")->Edits(), edits);
}

TEST_F(CatalogTest, ANewerSchemaIsRefusedWithAdvice) {
  ASSERT_TRUE(Catalog::Open("catalog.db").ok());
  StatusOr<Database> db = Database::Open("catalog.db", OpenMode::kReadWrite);
  ASSERT_TRUE(db->Execute("PRAGMA user_version=99").ok());
  db = Status(StatusCode::kInternal, "closed");
  Status status = Catalog::Open("catalog.db").status();
  EXPECT_EQ(status.code(), StatusCode::kFailedPrecondition);
  EXPECT_NE(status.message().find("Reload"), std::string::npos);
}

}  // namespace
}  // namespace taffrail
