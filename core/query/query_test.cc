#include "core/query/query.h"

#include <gtest/gtest.h>

namespace taffrail {
namespace {

QueryNode Parsed(std::string_view text) {
  ParsedQuery parsed = ParseQuery(text);
  if (auto* error = std::get_if<QueryError>(&parsed)) {
    ADD_FAILURE() << text << ": " << error->message;
    return {};
  }
  return std::get<QueryNode>(parsed);
}

std::string Index(std::string_view text) {
  return IndexExpression(Parsed(text));
}

TEST(Query, TermsNarrowByTheIndex) {
  EXPECT_EQ(Index(""), "");
  EXPECT_EQ(Index("Timeout"), "\"timeout\"");
  EXPECT_EQ(Index("a b"), "(\"a\") AND (\"b\")");
  EXPECT_EQ(Index("a AND b"), "(\"a\") AND (\"b\")");
  EXPECT_EQ(Index("a OR b"), "(\"a\") OR (\"b\")");
  EXPECT_EQ(Index("10.0.0.1"), "\"10\" AND \"0\" AND \"0\" AND \"1\"");
  EXPECT_EQ(Index("\"connection reset\""), "\"connection\" AND \"reset\"");
  EXPECT_EQ(Index("time*"), "\"time\" *");
  EXPECT_EQ(Index("*meout"), "");
  EXPECT_EQ(Index("*a b c*"), "(\"b\") AND (\"c\" *)");
}

TEST(Query, WhatSaysNothingToTheIndexLooksAtAll) {
  EXPECT_EQ(Index("-a"), "");
  EXPECT_EQ(Index("a OR -b"), "");
  EXPECT_EQ(Index("a -b"), "(\"a\")");
  EXPECT_EQ(Index("level>=warn a"), "(\"a\")");
  EXPECT_EQ(Index("level>=warn OR a"), "");
}

TEST(Query, LevelsAreWholeClasses) {
  auto range = [](std::string_view text) {
    SeverityIn in = std::get<SeverityIn>(Parsed(text).is);
    return std::pair<int, int>(in.low, in.high);
  };
  EXPECT_EQ(range("level>=warn"), std::pair(13, 24));
  EXPECT_EQ(range("level>warn"), std::pair(17, 24));
  EXPECT_EQ(range("level<=info"), std::pair(1, 12));
  EXPECT_EQ(range("level<info"), std::pair(1, 8));
  EXPECT_EQ(range("level:error"), std::pair(17, 20));
  EXPECT_EQ(range("severity=FATAL"), std::pair(21, 24));
}

TEST(Query, ServicesByNameOrPrefix) {
  ServiceIs whole = std::get<ServiceIs>(Parsed("service:Checkout").is);
  EXPECT_EQ(whole.lower, "checkout");
  EXPECT_FALSE(whole.prefix);
  EXPECT_TRUE(std::get<ServiceIs>(Parsed("service:ledger*").is).prefix);
  ServiceIs quoted = std::get<ServiceIs>(Parsed("service:\"a b*\"").is);
  EXPECT_EQ(quoted.lower, "a b*");
  EXPECT_FALSE(quoted.prefix);
}

TEST(Query, ColonsInWordsAreNoFields) {
  EXPECT_EQ(std::get<Literal>(Parsed("10.0.0.1:80").is).lower, "10.0.0.1:80");
  EXPECT_EQ(std::get<Literal>(Parsed("http://x/y").is).lower, "http://x/y");
  EXPECT_EQ(std::get<Literal>(Parsed("a=b").is).lower, "a=b");
}

struct ErrorCase {
  const char* query;
  size_t column;
  size_t column_end;
};

TEST(Query, ErrorsPointAtTheColumn) {
  const ErrorCase cases[] = {
      {"a (b", 2, 3},         {"a )", 2, 3},      {"\"open", 0, 5},
      {"level>=loud", 7, 11}, {"service:", 7, 8}, {"level>=", 5, 7},
      {"AND a", 0, 3},        {"a AND", 2, 5},    {"a OR", 2, 4},
      {"OR a", 0, 2},         {"NOT", 0, 3},      {"**", 0, 2},
      {"service>x", 7, 8},
  };
  for (const ErrorCase& c : cases) {
    ParsedQuery parsed = ParseQuery(c.query);
    auto* error = std::get_if<QueryError>(&parsed);
    ASSERT_NE(error, nullptr) << c.query;
    EXPECT_EQ(error->column, c.column) << c.query;
    EXPECT_EQ(error->column_end, c.column_end) << c.query;
    EXPECT_FALSE(error->message.empty());
  }
}

TEST(Query, DeepNestingIsAnErrorAndNoCrash) {
  for (const char* open : {"(", "-", "NOT "}) {
    std::string text;
    for (int i = 0; i < 100000; ++i) text += open;
    ParsedQuery parsed = ParseQuery(text + "a");
    EXPECT_TRUE(std::holds_alternative<QueryError>(parsed)) << open;
  }
}

TEST(Query, LiteralsEndWhereWordsEnd) {
  Literal whole{"error"};
  EXPECT_EQ(FindLiteral("an error: x", whole, 0), 3u);
  EXPECT_EQ(FindLiteral("errors terror", whole, 0), std::string::npos);
  EXPECT_EQ(FindLiteral("errors error", whole, 0), 7u);
  Literal open{"rror", false, false};
  EXPECT_EQ(FindLiteral("errors", open, 0), 1u);
  Literal punctuated{"[x]"};
  EXPECT_EQ(FindLiteral("a[x]b", punctuated, 0), 1u);
}

}  // namespace
}  // namespace taffrail
