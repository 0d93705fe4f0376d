#include "ui/state/source_selection.h"

#include <gtest/gtest.h>

#include "core/base/status.h"
#include "ui/state/fake_engine.h"

namespace taffrail::ui {
namespace {

class SourceSelectionTest : public testing::Test {
 protected:
  SourceSelectionTest() {
    source_.set_id(7);
    source_.set_name("app.log");
    source_.set_state(v1::Source::STATE_COMPLETE);
    source_.mutable_settings()->set_zone("UTC");
  }

  void TellStore() {
    v1::StoreState store;
    *store.add_sources() = source_;
    selection_.OnStore(store);
  }
  size_t Explanations() const {
    size_t count = 0;
    for (const v1::Request& request : engine_.sent()) {
      count += request.has_explain();
    }
    return count;
  }
  v1::Request LastReimport() const {
    return engine_.Last(
        [](const v1::Request& request) { return request.has_reimport(); });
  }

  FakeEngine engine_;
  Notices notices_;
  Imports imports_{engine_.client(), notices_};
  std::vector<uint32_t> replaced_;
  SourceSelection selection_{engine_.client(), imports_, notices_,
                             [this](uint32_t id) { replaced_.push_back(id); }};
  v1::Source source_;
};

TEST_F(SourceSelectionTest, FormatsAreAskedForOnceAndSortedByTitle) {
  selection_.Open(source_);
  const v1::Request ask = engine_.Last(
      [](const v1::Request& request) { return request.has_formats(); });
  v1::Response response;
  response.mutable_formats()->add_formats()->set_title("zap");
  response.mutable_formats()->add_formats()->set_title("Apache");
  response.mutable_formats()->add_formats()->set_title("nginx");
  engine_.Answer(ask.id(), response);
  ASSERT_EQ(selection_.formats().size(), 3u);
  EXPECT_EQ(selection_.formats()[0].title(), "Apache");
  EXPECT_EQ(selection_.formats()[2].title(), "zap");
  source_.set_id(8);
  selection_.Open(source_);
  EXPECT_EQ(engine_
                .Last([](const v1::Request& request) {
                  return request.has_formats();
                })
                .id(),
            ask.id());
}

TEST_F(SourceSelectionTest, WhatWasBegunIsThereWhenItIsOpenedAgain) {
  selection_.Open(source_);
  selection_.draft().zone = "+09:00";
  selection_.Close();
  EXPECT_EQ(selection_.source(), nullptr);
  selection_.Open(source_);
  EXPECT_EQ(selection_.draft().zone, "+09:00");
  source_.set_id(8);
  selection_.Open(source_);
  EXPECT_EQ(selection_.draft().zone, "UTC");
}

TEST_F(SourceSelectionTest, ApplyNeedsAChangeThatCanBeUsed) {
  selection_.Open(source_);
  EXPECT_EQ(selection_.WhyNotApply(), "Nothing is changed.");
  selection_.Apply();
  EXPECT_EQ(LastReimport().id(), 0u);
  selection_.draft().clock = "x";
  EXPECT_FALSE(selection_.WhyNotApply().empty());
  selection_.draft().clock = "+2h";
  EXPECT_EQ(selection_.WhyNotApply(), "");
  source_.set_state(v1::Source::STATE_IMPORTING);
  TellStore();
  EXPECT_FALSE(selection_.WhyNotApply().empty());
}

TEST_F(SourceSelectionTest, AppliedCanBeUndone) {
  selection_.Open(source_);
  selection_.draft().zone = "+09:00";
  selection_.Apply();
  const v1::Request applied = LastReimport();
  EXPECT_EQ(applied.reimport().settings().zone(), "+09:00");
  // The store first forgets the old source and then knows the new one.
  selection_.OnStore(v1::StoreState());
  EXPECT_NE(selection_.source(), nullptr);
  source_.set_id(9);
  TellStore();
  v1::Response done;
  done.mutable_import()->set_source_id(9);
  engine_.Answer(applied.id(), done);
  EXPECT_EQ(selection_.source()->id(), 9u);
  EXPECT_EQ(replaced_, std::vector<uint32_t>{7});
  ASSERT_EQ(notices_.all().size(), 1u);
  EXPECT_EQ(notices_.all()[0].action, "Undo");
  notices_.all()[0].act();
  const v1::Request undone = LastReimport();
  EXPECT_NE(undone.id(), applied.id());
  EXPECT_EQ(undone.reimport().source_id(), 9u);
  EXPECT_EQ(undone.reimport().settings().zone(), "UTC");
  engine_.Answer(undone.id(), v1::Response());
  EXPECT_EQ(notices_.all().back().action, "");
}

TEST_F(SourceSelectionTest, FileThatIsNotHeldIsTold) {
  selection_.Open(source_);
  selection_.draft().zone = "+09:00";
  selection_.Apply();
  engine_.Fail(LastReimport().id(),
               static_cast<uint32_t>(StatusCode::kFailedPrecondition),
               "Drop app.log again.");
  ASSERT_EQ(notices_.all().size(), 1u);
  EXPECT_EQ(notices_.all()[0].text, "Drop app.log again.");
  EXPECT_EQ(notices_.all()[0].kind, NoticeKind::kWarning);
}

TEST_F(SourceSelectionTest, ExplanationIsRenewedOnlyWhenItIsReadOtherwise) {
  selection_.Open(source_);
  EXPECT_EQ(Explanations(), 1u);
  source_.set_records(500);
  TellStore();
  EXPECT_EQ(Explanations(), 1u);
  source_.mutable_format()->set_name("nginx_error");
  TellStore();
  EXPECT_EQ(Explanations(), 2u);
}

TEST_F(SourceSelectionTest, UntouchedDraftFollowsTheSource) {
  selection_.Open(source_);
  source_.mutable_settings()->set_zone("+09:00");
  TellStore();
  EXPECT_EQ(selection_.draft().zone, "+09:00");
  selection_.draft().zone = "+01:00";
  source_.mutable_settings()->set_format("text");
  TellStore();
  EXPECT_EQ(selection_.draft().zone, "+01:00");
}

TEST_F(SourceSelectionTest, ClosesWhenItsSourceIsGone) {
  selection_.Open(source_);
  selection_.OnStore(v1::StoreState());
  EXPECT_EQ(selection_.source(), nullptr);
}

TEST_F(SourceSelectionTest, DefiningBeginsWithASketchAndKeepsWhatIsThere) {
  selection_.Open(source_);
  selection_.Define();
  EXPECT_TRUE(selection_.defining());
  EXPECT_FALSE(selection_.draft().definition.empty());
  selection_.draft().definition = "{ mine }";
  selection_.EndDefining();
  selection_.Define();
  EXPECT_EQ(selection_.draft().definition, "{ mine }");
  selection_.Close();
  EXPECT_FALSE(selection_.defining());
}

}  // namespace
}  // namespace taffrail::ui
