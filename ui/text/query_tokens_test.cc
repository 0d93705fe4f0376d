#include "ui/text/query_tokens.h"

#include <gtest/gtest.h>

#include <string>

namespace taffrail::ui {
namespace {

std::string Describe(std::string_view query) {
  std::string described;
  for (const QueryToken& token : LexQuery(query)) {
    described += "wprfokOC|"[static_cast<int>(token.kind)];
    described += "[" + std::string(token.text) + "]";
  }
  return described;
}

TEST(LexQuery, CutsFieldsOperatorsAndValues) {
  EXPECT_EQ(Describe("level>=warn (timeout OR status>=500) -service:search"),
            "f[level]o[>=]w[warn]O[(]w[timeout]k[OR]f[status]o[>=]w[500]C[)]"
            "o[-]f[service]o[:]w[search]");
  EXPECT_EQ(Describe("service:\"a b\""), "f[service]o[:]p[\"a b\"]");
}

TEST(LexQuery, UnfinishedPhraseRunsToTheEnd) {
  EXPECT_EQ(Describe("a \"b c"), "w[a]p[\"b c]");
  EXPECT_EQ(Describe("\"a\\"), "p[\"a\\]");
}

TEST(LexQuery, HyphenInsideAWordIsNoOperator) {
  EXPECT_EQ(Describe("user-service - x"), "w[user-service]w[-]w[x]");
}

TEST(LexQuery, ARegularExpressionIsOneTokenIfItsSlashEndsIt) {
  EXPECT_EQ(Describe("/a|b \\/ (c/i x"), "r[/a|b \\/ (c/i]w[x]");
  EXPECT_EQ(Describe("path:/a b/ (-/c/)"),
            "f[path]o[:]r[/a b/]O[(]o[-]r[/c/]C[)]");
  EXPECT_EQ(Describe("/var/log /var/log/ //"), "w[/var/log]w[/var/log/]w[//]");
  EXPECT_EQ(Describe("/open"), "w[/open]");
}

TEST(LexQuery, APipelineBeginsAtABarThatIsNoPartOfAWord) {
  const auto filter = [](std::string_view query) {
    return query.substr(0, PipelineAt(query));
  };
  EXPECT_EQ(filter("a | stats count()"), "a ");
  EXPECT_EQ(filter("a|b"), "a|b");
  EXPECT_EQ(filter("/a | b/ | top 3 x"), "/a | b/ ");
  EXPECT_EQ(filter("/a|b/i| top 3 x"), "/a|b/i");
  EXPECT_EQ(filter("/a|b/|c"), "/a|b/|c");
  EXPECT_EQ(filter("\"a | b\"| top x"), "\"a | b\"");
  EXPECT_EQ(filter("x:1| top x"), "x:1");
  EXPECT_EQ(filter("|"), "");
  EXPECT_EQ(filter("a b"), "a b");
}

}  // namespace
}  // namespace taffrail::ui
