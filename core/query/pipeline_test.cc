#include "core/query/pipeline.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace taffrail {
namespace {

ParsedPipeline Read(std::string_view query) {
  size_t end = 0;
  ParsedQuery filter = ParseQuery(query, &end);
  if (auto* error = std::get_if<QueryError>(&filter)) return *error;
  return ParsePipeline(query, end);
}

Pipeline Parsed(std::string_view query) {
  ParsedPipeline parsed = Read(query);
  if (auto* error = std::get_if<QueryError>(&parsed)) {
    ADD_FAILURE() << query << ": " << error->message;
    return {};
  }
  return std::get<Pipeline>(parsed);
}

TEST(Pipeline, BeginsAtTheFirstBarThatIsNoPartOfAWord) {
  const auto end = [](std::string_view query) {
    size_t at = 0;
    EXPECT_TRUE(std::holds_alternative<QueryNode>(ParseQuery(query, &at)))
        << query;
    return at;
  };
  EXPECT_EQ(end("a b"), 3u);
  EXPECT_EQ(end("a | stats count()"), 2u);
  EXPECT_EQ(end("| stats count()"), 0u);
  EXPECT_EQ(end("a|b"), 3u);
  EXPECT_EQ(end("a| b"), 1u);
  EXPECT_EQ(end("\"a | b\" | x"), 8u);
  EXPECT_EQ(end("(a OR b)|top x"), 8u);
  EXPECT_EQ(end("f:\"a | b\"| x"), 9u);
  EXPECT_EQ(end("f:a|b | x"), 6u);
  EXPECT_EQ(end("f:(a b) | x"), 8u);
}

TEST(Pipeline, AFilterAloneTakesNoBar) {
  EXPECT_TRUE(std::holds_alternative<QueryError>(ParseQuery("a | b")));
  EXPECT_TRUE(std::holds_alternative<QueryNode>(ParseQuery("a|b")));
}

TEST(Pipeline, StatsHasFunctionsNamesAndKeys) {
  const Pipeline pipeline = Parsed(
      "x | stats count, P99.9(Took) as slow, dc(\"user id\"), median(a.b) by "
      "service, 1.5m, http.status");
  ASSERT_NE(pipeline.stats(), nullptr);
  const StatsStep& stats = *pipeline.stats();
  ASSERT_EQ(stats.calls.size(), 4u);
  EXPECT_EQ(stats.calls[0].function, AggregateCall::kCount);
  EXPECT_EQ(stats.calls[0].name, "count");
  EXPECT_EQ(stats.calls[1].function, AggregateCall::kQuantile);
  EXPECT_DOUBLE_EQ(stats.calls[1].quantile, 0.999);
  EXPECT_EQ(stats.calls[1].field, "Took");
  EXPECT_EQ(stats.calls[1].name, "slow");
  EXPECT_EQ(stats.calls[2].name, "dc(user id)");
  EXPECT_DOUBLE_EQ(stats.calls[3].quantile, 0.5);
  ASSERT_EQ(stats.by.size(), 3u);
  EXPECT_EQ(stats.by[1].field, "time");
  EXPECT_EQ(stats.by[1].bin_ns, 90'000'000'000);
  EXPECT_EQ(stats.by[2].name, "http.status");
}

TEST(Pipeline, TopIsStatsSortedAndLimited) {
  const Pipeline pipeline = Parsed("| top 3 user, host");
  ASSERT_EQ(pipeline.steps.size(), 3u);
  EXPECT_TRUE(pipeline.stats()->whole_only);
  EXPECT_EQ(pipeline.stats()->by.size(), 2u);
  EXPECT_TRUE(std::get<SortStep>(pipeline.steps[1]).keys[0].descending);
  EXPECT_EQ(std::get<LimitStep>(pipeline.steps[2]).rows, 3u);
  const Pipeline rare = Parsed("| rare user");
  EXPECT_FALSE(std::get<SortStep>(rare.steps[1]).keys[0].descending);
  EXPECT_EQ(std::get<LimitStep>(rare.steps[2]).rows, 10u);
}

TEST(Pipeline, ColumnsAreNamedAsTheyAreMade) {
  const Pipeline pipeline = Parsed(
      "| stats count(), avg(x) by a | sort -count(), AVG( x ) | fields a");
  const auto& sort = std::get<SortStep>(pipeline.steps[1]);
  EXPECT_EQ(sort.keys[0].column, "count");
  EXPECT_TRUE(sort.keys[0].descending);
  EXPECT_EQ(sort.keys[1].column, "avg(x)");
}

TEST(Pipeline, RecordsAreShownWithWhatIsAskedFor) {
  EXPECT_EQ(Parsed("| sort -took | limit 5").record_fields,
            (std::vector<std::string>{"time", "level", "service", "took",
                                      "message"}));
  EXPECT_EQ(Parsed("| dedup user | fields user, message").record_fields,
            (std::vector<std::string>{"user", "message"}));
  EXPECT_EQ(Parsed("| sort x | fields a").record_fields,
            (std::vector<std::string>{"a", "x"}));
  EXPECT_TRUE(Parsed("| stats count()").record_fields.empty());
  EXPECT_TRUE(Parsed("a").empty());
}

struct ErrorCase {
  const char* query;
  size_t column;
  size_t column_end;
};

TEST(Pipeline, ErrorsPointAtTheColumn) {
  const ErrorCase cases[] = {
      {"a |", 2, 3},
      {"| nope", 2, 6},
      {"| stats", 2, 7},
      {"| stats nope(x)", 8, 12},
      {"| stats p101(x)", 8, 12},
      {"| stats sum", 8, 11},
      {"| stats sum()", 8, 13},
      {"| stats sum(x", 11, 12},
      {"| stats sum(x y)", 14, 15},
      {"| stats sum(service)", 12, 19},
      {"| stats avg(time)", 12, 16},
      {"| stats count() as", 16, 18},
      {"| stats count() by", 18, 19},
      {"| stats count() by 5", 19, 20},
      {"| stats count() by 5x", 19, 21},
      {"| stats count() by a, a", 22, 23},
      {"| stats count(), count()", 17, 24},
      {"| stats count() x", 16, 17},
      {"| stats count() by count", 19, 24},
      {"| stats count() | stats count()", 18, 23},
      {"| limit 5 | stats count()", 12, 17},
      {"| stats count() by a | sort b", 28, 29},
      {"| stats count() by a | fields a | sort count", 39, 44},
      {"| fields a | sort b", 18, 19},
      {"| limit", 2, 7},
      {"| limit 0", 8, 9},
      {"| limit 999999999", 8, 17},
      {"| top", 2, 5},
      {"| top 5", 2, 7},
      {"| sort", 2, 6},
      {"| fields a b", 11, 12},
      {"| fields \"a", 9, 11},
      {"(a | stats count()", 0, 1},
      {"level>=loud | stats count()", 7, 11},
  };
  for (const ErrorCase& c : cases) {
    const ParsedPipeline parsed = Read(c.query);
    const auto* error = std::get_if<QueryError>(&parsed);
    ASSERT_NE(error, nullptr) << c.query;
    EXPECT_EQ(error->column, c.column) << c.query << ": " << error->message;
    EXPECT_EQ(error->column_end, c.column_end)
        << c.query << ": " << error->message;
    EXPECT_FALSE(error->message.empty());
  }
}

}  // namespace
}  // namespace taffrail
