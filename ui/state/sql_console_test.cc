#include "ui/state/sql_console.h"

#include <gtest/gtest.h>

#include <string>

#include "ui/state/fake_engine.h"

namespace taffrail::ui {
namespace {

class SavedFile : public FileSink {
 public:
  void AddToFile(std::string_view bytes) override { bytes_ += bytes; }
  void SaveAdded(std::string_view name) override { name_ = name; }
  void DropAdded() override { bytes_.clear(); }

  std::string bytes_;
  std::string name_;
};

class SqlConsoleTest : public ::testing::Test {
 protected:
  void Run(const std::string& statement) {
    console_.SetText(statement);
    console_.Run();
  }
  uint64_t Asked() {
    return engine_.Last([](const auto& r) { return r.has_sql(); }).id();
  }
  void Complete(uint64_t rows) {
    v1::Response response;
    v1::TableProgress* table = response.mutable_table();
    table->set_complete(true);
    table->set_rows(rows);
    table->add_columns()->set_name("a, b");
    engine_.Answer(Asked(), response, /*done=*/false);
    console_.Update();
  }

  FakeEngine engine_;
  SavedFile file_;
  SqlConsole console_{engine_.client(), file_};
};

TEST_F(SqlConsoleTest, TheLastResultStaysUntilTheNextOneIsThere) {
  Run("SELECT 1");
  EXPECT_TRUE(console_.running());
  Complete(1);
  EXPECT_FALSE(console_.running());
  const OpenTable* first = console_.shown();
  ASSERT_NE(first, nullptr);
  Run("SELECT 2");
  console_.Update();
  EXPECT_EQ(console_.shown(), first);
  Complete(2);
  EXPECT_EQ(console_.shown()->rows(), 2u);
}

TEST_F(SqlConsoleTest, AMistakeLeavesTheLastResult) {
  Run("SELECT 1");
  Complete(1);
  Run("SELEC");
  engine_.Fail(Asked(), 3, "near \"SELEC\": syntax error");
  console_.Update();
  ASSERT_TRUE(console_.error());
  EXPECT_NE(console_.shown(), nullptr);
  Run("SELECT 2");
  EXPECT_FALSE(console_.error());
}

TEST_F(SqlConsoleTest, CancellingTellsTheEngine) {
  Run("SELECT 1");
  const uint64_t id = Asked();
  console_.Cancel();
  EXPECT_FALSE(console_.running());
  EXPECT_EQ(engine_.sent().back().cancel().id(), id);
}

TEST_F(SqlConsoleTest, WhatWasRunBeforeCanBeHadBack) {
  EXPECT_FALSE(console_.has_earlier());
  Run("SELECT 1");
  Run("SELECT 2");
  console_.GoEarlier();
  EXPECT_EQ(console_.text(), "SELECT 1");
  EXPECT_FALSE(console_.has_earlier());
  console_.GoLater();
  EXPECT_EQ(console_.text(), "SELECT 2");
  EXPECT_FALSE(console_.has_later());
}

TEST_F(SqlConsoleTest, RowsAreSavedAsCsv) {
  Run("SELECT 1");
  Complete(1);
  console_.SaveRows("rows.csv");
  v1::Response response;
  response.mutable_table_rows()->add_rows()->add_cells()->set_text("say \"x\"");
  engine_.Answer(
      engine_.Last([](const auto& r) { return r.has_table_rows(); }).id(),
      response);
  EXPECT_EQ(file_.name_, "rows.csv");
  EXPECT_EQ(file_.bytes_, "\"a, b\"\r\n\"say \"\"x\"\"\"\r\n");
}

}  // namespace
}  // namespace taffrail::ui
