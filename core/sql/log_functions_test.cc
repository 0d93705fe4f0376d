#include "core/sql/log_functions.h"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <memory>
#include <string>

#include "core/sql/test_database.h"

namespace taffrail {
namespace {

class LogFunctions : public testing::Test {
 protected:
  LogFunctions() {
    sqlite3* const db = OpenTestDatabase();
    db_.reset(db);
    EXPECT_TRUE(AddLogFunctions(db).ok());
  }

  // The first cell of what a statement makes, or its error.
  std::string Eval(const std::string& sql) {
    sqlite3_stmt* made = nullptr;
    sqlite3_prepare_v2(db_.get(), sql.c_str(), -1, &made, nullptr);
    std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)> statement(
        made, sqlite3_finalize);
    if (made == nullptr || sqlite3_step(made) != SQLITE_ROW) {
      return std::string("error: ") + sqlite3_errmsg(db_.get());
    }
    const auto* text =
        reinterpret_cast<const char*>(sqlite3_column_text(made, 0));
    return text == nullptr ? "NULL" : text;
  }

  std::unique_ptr<sqlite3, int (*)(sqlite3*)> db_{nullptr, sqlite3_close};
};

TEST_F(LogFunctions, DurationIsNanoseconds) {
  EXPECT_EQ(Eval("SELECT duration('1.5s')"), "1500000000");
  EXPECT_EQ(Eval("SELECT duration('250 ms')"), "250000000");
  EXPECT_EQ(Eval("SELECT duration(NULL)"), "NULL");
}

TEST_F(LogFunctions, WhatIsNoDurationIsAnErrorThatNamesIt) {
  EXPECT_EQ(Eval("SELECT duration('soon')"),
            "error: a duration is a number and a unit, such as '1.5s': soon");
  EXPECT_TRUE(Eval("SELECT duration('')").starts_with("error: "));
  EXPECT_TRUE(Eval("SELECT duration(zeroblob(0))").starts_with("error: "));
}

TEST_F(LogFunctions, BinIsTheBeginningOfItsSpanBefore1970Too) {
  EXPECT_EQ(Eval("SELECT bin(119999999999, '1m')"), "60000000000");
  EXPECT_EQ(Eval("SELECT bin(120000000000, '1m')"), "120000000000");
  EXPECT_EQ(Eval("SELECT bin(-1, '1m')"), "-60000000000");
  EXPECT_EQ(Eval("SELECT bin(NULL, '1m')"), "NULL");
}

TEST_F(LogFunctions, RegexpIsARegularExpression) {
  EXPECT_EQ(Eval("SELECT 'time ran out' REGEXP 'time.*out'"), "1");
  EXPECT_EQ(Eval("SELECT 'timeout' REGEXP '^out'"), "0");
  EXPECT_EQ(Eval("SELECT 404 REGEXP '^4'"), "1");
  EXPECT_EQ(Eval("SELECT NULL REGEXP 'a'"), "NULL");
  EXPECT_EQ(Eval("SELECT sum(value REGEXP '[ab]') FROM "
                 "json_each('[\"a\", \"b\", \"c\"]')"),
            "2");
  EXPECT_EQ(Eval("SELECT 'a' REGEXP '('"), "error: this ( is never closed");
}

TEST_F(LogFunctions, BinRefusesWhatHasNoSpan) {
  EXPECT_EQ(Eval("SELECT bin(1, '0s')"),
            "error: bin() wants a span longer than 0");
  EXPECT_EQ(Eval("SELECT bin('noon', '1m')"), "error: bin() wants a time");
  EXPECT_EQ(Eval("SELECT bin(-9223372036854775807 - 1, '1m')"),
            "error: bin() cannot hold a time so long ago");
}

TEST_F(LogFunctions, PercentilesAreWithinTheSketchsError) {
  const std::string rows =
      " FROM (WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n "
      "LIMIT 1000) SELECT x FROM n)";
  EXPECT_EQ(Eval("SELECT abs(p50(x) - 500) <= 2" + rows), "1");
  EXPECT_EQ(Eval("SELECT abs(p95(x) - 950) <= 3.8" + rows), "1");
  EXPECT_EQ(Eval("SELECT abs(p99(x) - 990) <= 3.96" + rows), "1");
}

TEST_F(LogFunctions, PercentilesPassOverWhatIsNoNumber) {
  EXPECT_EQ(Eval("SELECT p95(x) FROM (SELECT 'a' AS x UNION SELECT NULL)"),
            "NULL");
  EXPECT_EQ(Eval("SELECT p50(x) FROM (SELECT 'a' AS x UNION SELECT 8)"), "8.0");
  EXPECT_EQ(Eval("SELECT p50(1) WHERE 0"), "NULL");
}

}  // namespace
}  // namespace taffrail
