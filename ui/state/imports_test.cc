#include "ui/state/imports.h"

#include <gtest/gtest.h>

#include "ui/state/fake_engine.h"

namespace taffrail::ui {
namespace {

class ImportsTest : public testing::Test {
 protected:
  FakeEngine engine_;
  Notices notices_;
  Imports imports_{engine_.client(), notices_};
};

TEST_F(ImportsTest, WhatWasPassedOverInAnArchiveIsToldOnce) {
  imports_.Start({.number = 1, .name = "b.tar.gz", .size = 10}, false);
  v1::Response response;
  response.mutable_import()->set_skipped_count(3);
  response.mutable_import()->add_skipped("a.png is no text.");
  response.mutable_import()->add_skipped("b.bin is no text.");
  engine_.Answer(engine_.sent()[0].id(), response);
  EXPECT_TRUE(imports_.running().empty());
  ASSERT_EQ(notices_.all().size(), 1u);
  EXPECT_EQ(notices_.all()[0].text,
            "3 files in “b.tar.gz” were passed over. The panel of each source "
            "in it says which and why.");
  v1::Source source;
  source.set_name("b.tar.gz/a.log");
  ASSERT_NE(imports_.PassedOver(source), nullptr);
  EXPECT_EQ(imports_.PassedOver(source)->skipped(0), "a.png is no text.");
  source.set_name("b.tar.gz.log");
  EXPECT_EQ(imports_.PassedOver(source), nullptr);
}

TEST_F(ImportsTest, DesktopLitterIsPassedOverQuietly) {
  imports_.Start({.number = 1, .name = "b.zip", .size = 10}, false);
  v1::Response response;
  response.mutable_import()->set_litter_count(2);
  engine_.Answer(engine_.sent()[0].id(), response);
  EXPECT_TRUE(notices_.all().empty());
}

TEST_F(ImportsTest, OneIsHeldBackAndGoesOn) {
  imports_.Start({.number = 1, .name = "a.log", .size = 10}, false);
  const uint64_t id = imports_.running()[0].request_id;
  imports_.SetPaused(id, true);
  EXPECT_EQ(engine_.sent().back().pause().id(), id);
  EXPECT_TRUE(engine_.sent().back().pause().paused());
  v1::Response response;
  response.mutable_import()->set_size(10);
  response.mutable_import()->set_bytes_done(4);
  response.mutable_import()->set_paused(true);
  engine_.Answer(id, response, /*done=*/false);
  EXPECT_TRUE(imports_.running()[0].paused);
  EXPECT_TRUE(imports_.batch().paused);
  response.mutable_import()->set_paused(false);
  engine_.Answer(id, response, /*done=*/false);
  EXPECT_FALSE(imports_.running()[0].paused);
  EXPECT_EQ(imports_.running()[0].bytes_done, 4u);
}

TEST_F(ImportsTest, SourceReadAnewRunsUntilTheLastAnswer) {
  v1::Source source;
  source.set_id(7);
  source.set_name("app.log");
  v1::SourceSettings settings;
  settings.set_zone("UTC");
  int ended = 0;
  imports_.StartAgain(source, settings, [&](const v1::Response&) { ++ended; });
  EXPECT_EQ(engine_.sent()[0].reimport().source_id(), 7u);
  EXPECT_EQ(engine_.sent()[0].reimport().settings().zone(), "UTC");
  v1::Response half;
  half.mutable_import()->set_bytes_done(5);
  half.mutable_import()->set_size(10);
  engine_.Answer(engine_.sent()[0].id(), half, /*done=*/false);
  ASSERT_NE(imports_.OfSource(source), nullptr);
  EXPECT_TRUE(imports_.OfSource(source)->again);
  EXPECT_EQ(imports_.OfSource(source)->bytes_done, 5u);
  EXPECT_EQ(ended, 0);
  engine_.Answer(engine_.sent()[0].id(), v1::Response());
  EXPECT_EQ(imports_.OfSource(source), nullptr);
  EXPECT_EQ(ended, 1);
}

}  // namespace
}  // namespace taffrail::ui
