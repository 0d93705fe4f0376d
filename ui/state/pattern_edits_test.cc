#include "ui/state/pattern_edits.h"

#include <gtest/gtest.h>

#include "core/base/status.h"
#include "ui/state/fake_engine.h"

namespace taffrail::ui {
namespace {

class PatternEditsTest : public ::testing::Test {
 protected:
  v1::Request Asked() {
    return engine_.Last([](const auto& r) { return r.has_regroup(); });
  }
  void Done(uint64_t undo) {
    v1::Response response;
    response.mutable_regrouped()->set_undo(undo);
    engine_.Answer(Asked().id(), response);
  }

  FakeEngine engine_;
  Notices notices_;
  PatternEdits edits_{engine_.client(), notices_};
};

TEST_F(PatternEditsTest, MergingCanBeUndone) {
  edits_.Merge({"a", "b", "c"});
  EXPECT_EQ(Asked().regroup().merge_size(), 3);
  EXPECT_TRUE(notices_.all().empty());
  Done(7);
  ASSERT_EQ(notices_.all().size(), 1u);
  EXPECT_EQ(notices_.all()[0].text, "3 patterns are one.");
  notices_.Act(notices_.all()[0].id);
  EXPECT_EQ(Asked().regroup().undo(), 7u);
  Done(0);
  EXPECT_TRUE(notices_.all().empty());
}

TEST_F(PatternEditsTest, SplittingIsAtThePrecisionThatIsShown) {
  edits_.Split("a", 0.3);
  EXPECT_EQ(Asked().regroup().split(), "a");
  EXPECT_EQ(Asked().regroup().precision(), 0.3);
  engine_.Fail(Asked().id(), static_cast<uint32_t>(StatusCode::kNotFound),
               "There is no such template");
  ASSERT_EQ(notices_.all().size(), 1u);
  EXPECT_EQ(notices_.all()[0].kind, NoticeKind::kError);
}

}  // namespace
}  // namespace taffrail::ui
