#include "ui/state/patterns.h"

#include <gtest/gtest.h>

#include <memory>

#include "ui/state/fake_engine.h"

namespace taffrail::ui {
namespace {

v1::Response Told(std::initializer_list<std::pair<const char*, uint64_t>> all) {
  v1::Response response;
  v1::Templates* templates = response.mutable_templates();
  for (const auto& [text, count] : all) {
    v1::Templates::Template* one = templates->add_templates();
    one->set_id("00000000000000a" + std::to_string(count % 10));
    one->set_text(text);
    one->set_count(count);
    templates->set_records(templates->records() + count);
  }
  return response;
}

class PatternsTest : public ::testing::Test {
 protected:
  PatternsTest() { Progress(10, true); }

  void Progress(uint64_t matched, bool complete) {
    v1::Response response;
    response.mutable_search()->set_matched(matched);
    response.mutable_search()->set_complete(complete);
    engine_.Answer(search_.id(), response, /*done=*/false);
  }
  v1::Request Asked() {
    return engine_.Last([](const auto& r) { return r.has_templates(); });
  }

  FakeEngine engine_;
  OpenSearch search_{engine_.client(), "", std::nullopt, 1};
  Patterns patterns_{engine_.client()};
};

TEST_F(PatternsTest, AreAskedForOnlyWhileTheyAreOpen) {
  patterns_.Update(&search_, 0, 0);
  EXPECT_EQ(Asked().id(), 0u);
  patterns_.SetOpen(true);
  patterns_.Update(&search_, 0, 0);
  EXPECT_EQ(Asked().templates().search_id(), search_.id());
  EXPECT_TRUE(patterns_.under_way());
}

TEST_F(PatternsTest, AnotherPrecisionDropsTheQuestionBefore) {
  patterns_.SetOpen(true);
  patterns_.Update(&search_, 0, 0);
  const uint64_t first = Asked().id();
  patterns_.SetPrecision(4);
  patterns_.Update(&search_, 0, 1);
  EXPECT_NE(Asked().id(), first);
  EXPECT_EQ(Asked().templates().precision(), 1);
  const v1::Request cancel =
      engine_.Last([](const auto& r) { return r.has_cancel(); });
  EXPECT_EQ(cancel.cancel().id(), first);
}

TEST_F(PatternsTest, AreAskedForAnewWhenSomeWereMerged) {
  patterns_.SetOpen(true);
  patterns_.Update(&search_, 0, 0);
  const uint64_t first = Asked().id();
  engine_.Answer(first, Told({{"b", 5}, {"a", 3}}));
  patterns_.Update(&search_, 0, 1);
  EXPECT_EQ(Asked().id(), first);
  patterns_.Update(&search_, 1, 1);
  EXPECT_NE(Asked().id(), first);
}

TEST_F(PatternsTest, AreOrderedAsIsWished) {
  patterns_.SetOpen(true);
  patterns_.Update(&search_, 0, 0);
  engine_.Answer(Asked().id(), Told({{"b", 5}, {"a", 3}, {"c", 2}}));
  EXPECT_FALSE(patterns_.under_way());
  EXPECT_EQ(patterns_.rows(), (std::vector<int>{0, 1, 2}));
  patterns_.SortBy(PatternOrder::kText);
  EXPECT_EQ(patterns_.rows(), (std::vector<int>{1, 0, 2}));
  patterns_.SortBy(PatternOrder::kText);
  EXPECT_EQ(patterns_.rows(), (std::vector<int>{2, 0, 1}));
}

TEST_F(PatternsTest, AQueryNamesThePrecisionUnlessItIsTheUsual) {
  const v1::Response told = Told({{"a", 1}});
  const auto& one = told.templates().templates(0);
  EXPECT_EQ(patterns_.QueryValue(one), "00000000000000a1");
  patterns_.SetPrecision(3);
  EXPECT_EQ(patterns_.QueryValue(one), "00000000000000a1@0.75");
  patterns_.SetPrecision(4);
  EXPECT_EQ(patterns_.QueryValue(one), "00000000000000a1@1");
}

TEST_F(PatternsTest, PartsOfTheNextAnswerDoNotReplaceAWholeOne) {
  patterns_.SetOpen(true);
  patterns_.Update(&search_, 0, 0);
  engine_.Answer(Asked().id(), Told({{"b", 5}, {"a", 3}}));
  Progress(20, true);
  patterns_.Update(&search_, 0, 1);
  engine_.Answer(Asked().id(), Told({{"a", 2}}), /*done=*/false);
  EXPECT_EQ(patterns_.told().records(), 8u);
  engine_.Answer(Asked().id(), Told({{"b", 2}}));
  EXPECT_EQ(patterns_.told().records(), 2u);
}

}  // namespace
}  // namespace taffrail::ui
