#include "ui/text/sql_tokens.h"

#include <gtest/gtest.h>

#include <random>

namespace taffrail::ui {
namespace {

TEST(LexSql, TokensAreOfTheirKinds) {
  const std::string sql = "SELECT \"a.b\", 'it''s' -- no\nfrom logs";
  std::string kinds;
  size_t begin = 0;
  for (const SqlToken& token : LexSql(sql)) {
    kinds += std::to_string(static_cast<int>(token.kind)) + "[" +
             sql.substr(begin, token.end - begin) + "]";
    begin = token.end;
  }
  EXPECT_EQ(kinds,
            "0[SELECT]4[ ]1[\"a.b\"]4[, ]2['it''s']4[ ]3[-- no]4[\n]0[from]4[ "
            "]1[logs]");
}

TEST(LexSql, AnyTextIsCutWholeAndInOrder) {
  std::mt19937 random(3);
  for (int i = 0; i < 5000; ++i) {
    std::string text;
    for (size_t n = random() % 20; n > 0; --n)
      text += "'\"`-/* a1.\n"[random() % 11];
    size_t last = 0;
    for (const SqlToken& token : LexSql(text)) {
      EXPECT_GT(token.end, last);
      last = token.end;
    }
    EXPECT_EQ(last, text.size());
  }
}

TEST(SqlOfQuery, IsTheQueryWithoutItsPipelineAndItsRange) {
  EXPECT_EQ(SqlOfQuery("", std::nullopt),
            "SELECT time, level, service, message\nFROM logs\n"
            "ORDER BY time DESC\nLIMIT 1000");
  EXPECT_EQ(
      SqlOfQuery("it's | stats count()", TimeRange{1'795'353'847'000'000'000,
                                                   1'795'353'848'500'000'001}),
      "SELECT time, level, service, message\nFROM logs\n"
      "WHERE logs MATCH 'it''s'\n"
      "  AND time >= '2026-11-22 13:24:07'\n"
      "  AND time < '2026-11-22 13:24:08.500000001'\n"
      "ORDER BY time DESC\nLIMIT 1000");
}

}  // namespace
}  // namespace taffrail::ui
