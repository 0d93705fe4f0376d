#include <gtest/gtest.h>
#include <re2/re2.h>

#include <string>
#include <string_view>

#include "core/engine/engine_fixture.h"

// Searching by regular expression, compared with the lines one by one.
namespace taffrail {
namespace {

class EngineRegexTest : public EngineTest {
 protected:
  // Lines with a match, and with `word`.
  static uint64_t Grep(std::string_view log, const std::string& pattern,
                       std::string_view word = "") {
    const re2::RE2 regex(pattern);
    uint64_t count = 0;
    while (!log.empty()) {
      const size_t end = log.find('\n');
      const std::string_view line = log.substr(0, end);
      count += line.find(word) != std::string_view::npos &&
               re2::RE2::PartialMatch({line.data(), line.size()}, regex);
      log.remove_prefix(end + 1);
    }
    return count;
  }
};

TEST_F(EngineRegexTest, FindsTheLinesThatMatch) {
  const std::string log = SampleLog(20000);
  ASSERT_TRUE(Import("a.log", log).ok());
  for (const char* pattern :
       {"request 1[0-9]*7 took", "svc[02]: request", "ERROR|took 5 ms",
        "took ([0-9])5 ms$", "^2026-11-22T00:1", "(0*)*9$", "rror", "[A-Z]{5}",
        "nothing such", "\\d ms"}) {
    const std::string query = "/" + std::string(pattern) + "/";
    const uint64_t expected = Grep(log, pattern);
    EXPECT_EQ(Matches(query), expected) << query;
    EXPECT_EQ(Matches("-" + query), 20000 - expected) << query;
    EXPECT_EQ(Matches(query + "i"), Grep(log, "(?i)" + std::string(pattern)))
        << query;
    EXPECT_EQ(Matches("ERROR " + query), Grep(log, pattern, " ERROR "))
        << query;
  }
}

TEST_F(EngineRegexTest, MarksWhereItMatches) {
  ASSERT_TRUE(Import("a.log", SampleLog(100)).ok());
  v1::SearchProgress progress;
  const uint64_t search = Search("/quest [0-9]+ t/", &progress);
  const v1::RowsPage page = Rows(search, 0, 1);
  ASSERT_EQ(page.rows_size(), 1);
  const v1::Row& row = page.rows(0);
  ASSERT_EQ(row.marks_size(), 2);
  EXPECT_EQ(row.body().substr(row.marks(0), row.marks(1)), "quest 99 t");
  Cancel(search);
}

TEST_F(EngineRegexTest, FieldsAndServicesAreAskedByRegex) {
  std::string log;
  for (int i = 0; i < 3000; ++i) {
    log += "{\"time\":\"2026-11-22T13:00:00Z\",\"service\":\"svc-" +
           std::to_string(i % 5) + "\",\"user\":\"U-" + std::to_string(i % 20) +
           "\",\"size\":" + std::to_string(i) + ",\"msg\":\"x\"}\n";
  }
  ASSERT_TRUE(Import("a.json", log).ok());
  EXPECT_EQ(Matches("user:/^U-1/"), 1650u);
  EXPECT_EQ(Matches("user:/^u-1$/"), 0u);
  EXPECT_EQ(Matches("user:/^u-1$/i"), 150u);
  EXPECT_EQ(Matches("user:(U-3 /-1$/)"), 300u);
  EXPECT_EQ(Matches("-user:/-1/"), 1350u);
  EXPECT_EQ(Matches("size:/^29..$/"), 100u);
  EXPECT_EQ(Matches("service:/[13]$/"), 1200u);
}

// The automaton of such an expression outgrows its memory, and a block takes
// many times as long as a slice may.
TEST_F(EngineRegexTest, ACancelIsHeardInTheMiddleOfABlock) {
  Reopen(1);
  // Of one block.
  ASSERT_TRUE(Import("a.log", SampleLog(250)).ok());
  v1::Request request;
  request.mutable_search()->set_query("/[a-z][^z]{300}z/");
  const auto slices_until = [&](const bool& end) {
    int slices = 0;
    for (; !end && slices < 1000; ++slices) cluster_->StepOnce(0);
    return slices;
  };
  const auto search = [&](bool* complete, bool* done) {
    return cluster_->Start(request, [=](const v1::Response& response) {
      *complete |= response.search().complete();
      *done |= response.done();
    });
  };
  bool complete = false;
  bool done = false;
  const uint64_t first = search(&complete, &done);
  const int whole = slices_until(complete);
  EXPECT_GT(whole, 250 / 16);
  Cancel(first);

  complete = done = false;
  const uint64_t id = search(&complete, &done);
  for (int i = 0; i < whole / 2; ++i) cluster_->StepOnce(0);
  v1::Request cancel;
  cancel.mutable_cancel()->set_id(id);
  cluster_->Start(cancel, {});
  EXPECT_LT(slices_until(done), 6);
  EXPECT_FALSE(complete);
}

}  // namespace
}  // namespace taffrail
