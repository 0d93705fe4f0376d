#include "ui/state/live_preview.h"

#include <gtest/gtest.h>

#include "ui/state/fake_engine.h"

namespace taffrail::ui {
namespace {

v1::SourceSettings Zone(const char* zone) {
  v1::SourceSettings settings;
  settings.set_zone(zone);
  return settings;
}

class LivePreviewTest : public testing::Test {
 protected:
  void Matched(uint32_t matched) {
    v1::Response response;
    response.mutable_preview()->set_matched(matched);
    engine_.Answer(engine_.sent().back().id(), response);
  }

  FakeEngine engine_;
  LivePreview preview_{engine_.client()};
};

TEST_F(LivePreviewTest, SameWishIsAskedForOnce) {
  for (int frame = 0; frame < 3; ++frame) preview_.Want(7, Zone("UTC"));
  ASSERT_EQ(engine_.sent().size(), 1u);
  EXPECT_EQ(engine_.sent()[0].preview().source_id(), 7u);
  EXPECT_TRUE(preview_.pending());
  Matched(3);
  preview_.Want(7, Zone("UTC"));
  EXPECT_EQ(engine_.sent().size(), 1u);
  EXPECT_FALSE(preview_.pending());
  EXPECT_EQ(preview_.preview()->matched(), 3u);
}

TEST_F(LivePreviewTest, OnlyTheLastOfWhatWasTypedMeanwhileIsAskedFor) {
  preview_.Want(7, Zone("U"));
  preview_.Want(7, Zone("UT"));
  preview_.Want(7, Zone("UTC"));
  ASSERT_EQ(engine_.sent().size(), 1u);
  Matched(1);
  ASSERT_EQ(engine_.sent().size(), 2u);
  EXPECT_EQ(engine_.sent()[1].preview().settings().zone(), "UTC");
}

TEST_F(LivePreviewTest, ErrorLeavesTheLastRecordsAndGoesWithTheNextAnswer) {
  preview_.Want(7, Zone("UTC"));
  Matched(3);
  preview_.Want(7, Zone("nowhere"));
  engine_.Fail(engine_.sent().back().id(), 3, "there is no such zone: nowhere");
  EXPECT_EQ(preview_.error()->message(), "there is no such zone: nowhere");
  EXPECT_EQ(preview_.preview()->matched(), 3u);
  preview_.Want(7, Zone(""));
  Matched(4);
  EXPECT_FALSE(preview_.error());
}

TEST_F(LivePreviewTest, StaleOneIsAskedForAgain) {
  preview_.Want(7, Zone("UTC"));
  Matched(3);
  preview_.MarkStale();
  preview_.Want(7, Zone("UTC"));
  EXPECT_EQ(engine_.sent().size(), 2u);
}

TEST_F(LivePreviewTest, AnswerAfterClearIsNotHeard) {
  preview_.Want(7, Zone("UTC"));
  const uint64_t id = engine_.sent()[0].id();
  preview_.Clear();
  engine_.Answer(id, v1::Response());
  EXPECT_EQ(preview_.preview(), nullptr);
  EXPECT_EQ(engine_.sent().back().cancel().id(), id);
}

}  // namespace
}  // namespace taffrail::ui
