#include "core/query/query.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "core/parse/script.h"

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
  for (std::string_view word :
       {"std::string", "12:30:05", "exception:", "=x"}) {
    EXPECT_EQ(std::get<Literal>(Parsed(word).is).lower, word);
  }
}

TEST(Query, FieldsHaveNamesOperatorsAndValues) {
  const FieldIs exact = std::get<FieldIs>(Parsed("User.ID=\"A b\"").is);
  EXPECT_EQ(exact.name, "user.id");
  EXPECT_EQ(exact.op, FieldIs::Op::kEqual);
  EXPECT_EQ(exact.text.lower, "a b");
  EXPECT_TRUE(exact.text.whole_start && exact.text.whole_end);
  const FieldIs prefix = std::get<FieldIs>(Parsed("path:/api/*").is);
  EXPECT_EQ(prefix.text.lower, "/api/");
  EXPECT_FALSE(prefix.text.whole_end);
  const FieldIs number = std::get<FieldIs>(Parsed("status>=500").is);
  EXPECT_EQ(number.op, FieldIs::Op::kGreaterEqual);
  EXPECT_EQ(number.integer, 500);
  EXPECT_EQ(std::get<FieldIs>(Parsed("took>1.5s").is).duration_ns, 1500000000);
  EXPECT_EQ(std::get<FieldIs>(Parsed("user:*").is).op, FieldIs::Op::kExists);
  const AnyOf any = std::get<AnyOf>(Parsed("status:(500 502 \"a b\")").is);
  EXPECT_EQ(any.nodes.size(), 3u);
  EXPECT_EQ(std::get<AnyOf>(Parsed("level:(error fatal)").is).nodes.size(), 2u);
}

TEST(Query, FieldsNarrowByTheIndexWhereTheirValuesAreLiteral) {
  const auto index = [](std::string_view query, bool literal) {
    return IndexExpression(Parsed(query), {},
                           [&](const FieldIs&) { return literal; });
  };
  EXPECT_EQ(index("user:u-17", true), "\"u\" AND \"17\"");
  EXPECT_EQ(index("user:u-17", false), "");
  EXPECT_EQ(index("status>500", true), "");
  EXPECT_EQ(index("-user:a", true), "");
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

TEST(Query, IdentifiersMatchWholeAndByPart) {
  const auto finds = [](std::string_view query, std::string_view text) {
    const Literal literal = std::get<Literal>(Parsed(query).is);
    return FindLiteral(FoldCase(text), literal, 0) != std::string::npos;
  };
  EXPECT_TRUE(finds("10.0.0.1", "from /10.0.0.1:50010 to"));
  EXPECT_TRUE(finds("10.0.0.1", "is 10.0.0.1."));
  EXPECT_FALSE(finds("10.0.0.1", "10.0.0.12 110.0.0.1"));
  EXPECT_FALSE(finds("10.0.0.1", "10.0.0.1.7 3.10.0.0.1"));
  EXPECT_TRUE(finds("10", "10.0.0.1"));
  EXPECT_TRUE(finds("user", "user-service"));
  EXPECT_TRUE(finds("user-service", "the user-service: up"));
  EXPECT_TRUE(finds("blk_-42", "blk_-42"));
  EXPECT_FALSE(finds("blk_-42", "blk_-421"));
  EXPECT_FALSE(finds("5c:50:15:4c:18:13", "ff:5c:50:15:4c:18:13"));
}

TEST(Query, LettersOfAnyScriptMatchInEitherCase) {
  EXPECT_EQ(Index("ÜBERGABE"), "\"übergabe\"");
  EXPECT_EQ(FindLiteral(FoldCase("Ошибка"),
                        std::get<Literal>(Parsed("ОШИБКА").is), 0),
            0u);
}

TEST(Query, ScriptsWithoutSpacesMatchAnywhere) {
  EXPECT_EQ(Index("连接超时"), "\"连接\" AND \"接超\" AND \"超时\"");
  EXPECT_EQ(Index("超"), "\"超\" *");
  const Literal literal = std::get<Literal>(Parsed("接超").is);
  EXPECT_NE(FindLiteral("错误：连接超时", literal, 0), std::string::npos);
}

// What a text is searched by is in the index of it, whatever the text, the
// query and the options.
TEST(Query, IndexAndTextNeverDisagree) {
  const std::string_view pieces[] = {
      "a",  "b",    "Ab",   "7", "42", "dead1", " ",    " ",  "-",
      ".",  "(",    ")",    ":", "é",  "É",     "Σ",    "ς",  "连",
      "接", "超",   "。",   "—", "ไ",  "한",    "글",   "x",  "\n",
      "_",  "\xE8", "\xA9", "Ж", "ﬁ",  "🙂",  "10.0", "0x", "ア"};
  uint64_t state = 11;
  const auto pick = [&](size_t below) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (state >> 33) % below;
  };
  const auto make = [&](size_t most) {
    std::string text;
    for (size_t n = 1 + pick(most); n > 0; --n) {
      text += pieces[pick(std::size(pieces))];
    }
    return text;
  };
  TermOptions variants[5];
  ASSERT_TRUE(variants[1].Set("sep", " \n").ok());
  ASSERT_TRUE(variants[1].Set("trim", "().:").ok());
  ASSERT_TRUE(variants[2].Set("fold", "number hex").ok());
  ASSERT_TRUE(variants[3].Set("lower", "0").ok());
  ASSERT_TRUE(variants[4].Set("sep", " -.a").ok());
  int found = 0;
  for (int round = 0; round < 40000; ++round) {
    const TermOptions& options = variants[pick(std::size(variants))];
    const std::string text = make(14);
    // Often a piece of the text itself.
    std::string part = make(5);
    if (pick(2) == 0) {
      const size_t begin = pick(text.size());
      part = text.substr(begin, 1 + pick(text.size() - begin));
    }
    const Literal literal{FoldCase(part), pick(3) > 0, pick(3) > 0};
    if (FindLiteral(FoldCase(text), literal, 0) == std::string::npos) continue;
    ++found;
    std::vector<std::string> terms;
    TermCutter cutter(options);
    cutter.Cut(text, [&](const Term& t) { terms.emplace_back(t.text); });
    std::string expression = IndexExpression({literal}, options);
    while (!expression.empty()) {
      const size_t end = std::min(expression.find(" AND "), expression.size());
      std::string wanted = expression.substr(0, end);
      expression.erase(0, end + 5);
      const bool prefix = wanted.ends_with(" *");
      if (prefix) wanted.resize(wanted.size() - 2);
      wanted = wanted.substr(1, wanted.size() - 2);
      EXPECT_TRUE(std::any_of(terms.begin(), terms.end(),
                              [&](const std::string& term) {
                                return prefix ? term.starts_with(wanted)
                                              : term == wanted;
                              }))
          << "[" << text << "] [" << part << "] " << wanted;
    }
  }
  EXPECT_GT(found, 2000);
}

}  // namespace
}  // namespace taffrail
