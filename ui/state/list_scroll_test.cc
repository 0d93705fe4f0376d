#include "ui/state/list_scroll.h"

#include <gtest/gtest.h>

namespace taffrail::ui {
namespace {

constexpr uint64_t kBillions = 100'000'000'000;

TEST(ListScroll, ReachesEveryRowOfAHugeList) {
  ListScroll scroll;
  scroll.Layout(kBillions, 24, 600);
  scroll.Reveal(kBillions - 1);
  EXPECT_EQ(scroll.end_row(), kBillions);
  EXPECT_FLOAT_EQ(scroll.RowTop(kBillions - 1), 600 - 24);
  scroll.Reveal(kBillions - 1000);
  EXPECT_FLOAT_EQ(scroll.RowTop(kBillions - 1000), 0);
  scroll.ScrollBy(24);
  EXPECT_EQ(scroll.first_row(), kBillions - 999);
}

TEST(ListScroll, ThumbIsProportionalAndGrabbable) {
  ListScroll scroll;
  scroll.Layout(100, 24, 1200);
  EXPECT_FLOAT_EQ(scroll.ThumbOn(600).height, 300);
  scroll.Layout(kBillions, 24, 600);
  EXPECT_FLOAT_EQ(scroll.ThumbOn(600).height, 28);
  scroll.MoveThumbTo(10'000, 600);
  EXPECT_EQ(scroll.end_row(), kBillions);
  EXPECT_FLOAT_EQ(scroll.ThumbOn(600).top, 600 - 28);
}

TEST(ListScroll, StaysWithinAListThatShrinks) {
  ListScroll scroll;
  scroll.Layout(1000, 24, 240);
  scroll.Reveal(999);
  scroll.Layout(5, 24, 240);
  EXPECT_EQ(scroll.first_row(), 0u);
  EXPECT_FALSE(scroll.scrollable());
  scroll.Layout(0, 24, 240);
  EXPECT_EQ(scroll.end_row(), 0u);
}

}  // namespace
}  // namespace taffrail::ui
