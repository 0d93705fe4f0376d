#include "ui/state/source_changes.h"

#include <gtest/gtest.h>

#include "ui/state/fake_engine.h"

namespace taffrail::ui {
namespace {

TEST(Notices, OneThatLapsesSaysSoOnce) {
  Notices notices;
  int lapsed = 0;
  notices.Add({.text = "a", .lapse = [&] { ++lapsed; }, .lapses_in_ms = 1000});
  EXPECT_EQ(notices.Update(5000), 1000);
  EXPECT_EQ(notices.Update(5600), 400);
  EXPECT_EQ(lapsed, 0);
  EXPECT_EQ(notices.Update(6000), std::nullopt);
  EXPECT_EQ(lapsed, 1);
  EXPECT_TRUE(notices.all().empty());
}

TEST(Notices, DismissedItLapsesActedOnItDoesNot) {
  Notices notices;
  int lapsed = 0;
  int acted = 0;
  const Notice notice{.text = "a",
                      .act = [&] { ++acted; },
                      .lapse = [&] { ++lapsed; },
                      .lapses_in_ms = 1000};
  notices.Add(notice);
  notices.Dismiss(notices.all()[0].id);
  EXPECT_EQ(lapsed, 1);
  notices.Add(notice);
  notices.Act(notices.all()[0].id);
  EXPECT_EQ(acted, 1);
  EXPECT_EQ(lapsed, 1);
  EXPECT_TRUE(notices.all().empty());
}

}  // namespace
}  // namespace taffrail::ui
