#include "core/sql/logs_columns.h"

#include <gtest/gtest.h>

#include "core/sql/sql_time.h"
#include "core/sql/statement_names.h"

namespace taffrail {
namespace {

bool Has(const std::string& statement, const std::string& name,
         std::vector<std::string> fields) {
  for (const LogsColumn& column : LogsColumnsFor(statement, fields)) {
    if (column.name == name) return true;
  }
  return false;
}

TEST(NamesIn, AreFoundOutsideOfTextsAndComments) {
  EXPECT_EQ(NamesIn("SELECT a.\"x \"\"y\", [b c], `d`, 'no' -- no\n, E_1 /*no*/"
                    "+2"),
            (std::set<std::string>{"select", "a", "x \"y", "b c", "d", "e_1"}));
  EXPECT_EQ(NamesIn("'open"), (std::set<std::string>{}));
  EXPECT_EQ(NamesIn("\"open"), (std::set<std::string>{"open"}));
  EXPECT_EQ(NamesIn("/* open"), (std::set<std::string>{}));
}

TEST(LogsColumns, AreTheFieldsThatTheStatementNames) {
  EXPECT_TRUE(Has("SELECT user", "user", {"User", "other"}));
  EXPECT_FALSE(Has("SELECT user", "other", {"User", "other"}));
  EXPECT_TRUE(Has("SELECT status", "status", {"http.response.status_code"}));
  EXPECT_TRUE(Has("SELECT \"a.b\"", "a.b", {"a.b"}));
  // Only what is called so: `n` may be the statement's own word.
  EXPECT_FALSE(Has("SELECT count(*) AS n", "n", {"x.n"}));
}

TEST(SqlTime, TextsAreOrderedAsTheirTimes) {
  EXPECT_EQ(SqlTimeText(0), "1970-01-01 00:00:00");
  EXPECT_EQ(SqlTimeText(1'500'000'000), "1970-01-01 00:00:01.500");
  EXPECT_EQ(SqlTimeText(1'500'000'001), "1970-01-01 00:00:01.500000001");
  int64_t last = 0;
  for (int64_t ns : {1LL, 1000LL, 999'999'999LL, 1'000'000'000LL,
                     1'000'100'000LL, 86'400'000'000'000LL}) {
    EXPECT_LT(SqlTimeText(last), SqlTimeText(ns));
    EXPECT_EQ(ParseSqlTime(SqlTimeText(ns)), ns);
    last = ns;
  }
}

TEST(SqlTime, WhatNamesATimeIsRead) {
  const int64_t noon = *ParseSqlTime("2026-11-22 12:00:00");
  for (const char* text :
       {"2026-11-22 12:00", "2026-11-22T12:00", "2026-11-22T12:00:00Z",
        "2026-11-22T13:00:00+01:00"}) {
    EXPECT_EQ(ParseSqlTime(text), noon) << text;
  }
  EXPECT_EQ(ParseSqlTime("2026-11"), ParseSqlTime("2026-11-01 00:00:00"));
  EXPECT_EQ(ParseSqlTime("2026"), ParseSqlTime("2026-01-01"));
  for (const char* text : {"", "noon", "12:00:00", "2026-11-22 12:00 x"}) {
    EXPECT_EQ(ParseSqlTime(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace taffrail
