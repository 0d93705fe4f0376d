#include "core/parse/date_order.h"

#include <gtest/gtest.h>

#include <initializer_list>

namespace taffrail {
namespace {

DateOrder OrderOf(std::initializer_list<const char*> times) {
  DateOrderVotes votes;
  for (const char* time : times) votes.See(time);
  return votes.order();
}

TEST(DateOrder, NumberThatIsNoMonthGivesItAway) {
  EXPECT_EQ(OrderOf({"03/04/2026 01:00:00", "03/14/2026 01:00:00"}),
            DateOrder::kMonthFirst);
  EXPECT_EQ(OrderOf({"03/04/2026 01:00:00", "14/03/2026 01:00:00"}),
            DateOrder::kDayFirst);
  EXPECT_EQ(OrderOf({"14.03 01:00:00"}), DateOrder::kDayFirst);
  EXPECT_EQ(OrderOf({"03-14 01:00:00"}), DateOrder::kMonthFirst);
}

TEST(DateOrder, YearOfTwoDigits) {
  EXPECT_EQ(OrderOf({"97/06/09 20:10:40"}), DateOrder::kYearFirst);
  EXPECT_EQ(OrderOf({"06/19/17 20:10:40"}), DateOrder::kMonthFirst);
  EXPECT_EQ(OrderOf({"19/06/97 20:10:40"}), DateOrder::kDayFirst);
  EXPECT_EQ(OrderOf({"17/06/09 20:10:40"}), DateOrder::kUnknown);
}

TEST(DateOrder, TheMostDecideAndATieDoesNot) {
  EXPECT_EQ(OrderOf({"03/14/2026 01:00:00", "14/03/2026 01:00:00",
                     "15/03/2026 01:00:00"}),
            DateOrder::kDayFirst);
  EXPECT_EQ(OrderOf({"03/14/2026 01:00:00", "14/03/2026 01:00:00"}),
            DateOrder::kUnknown);
}

TEST(DateOrder, OtherTextDoesNotCount) {
  EXPECT_EQ(OrderOf({"", "2026-11-22 13:24:07", "22.11.2026 13:24:07", "14/",
                     "14/03/", "no time", "03/04/2026 01:00:00"}),
            DateOrder::kUnknown);
}

}  // namespace
}  // namespace taffrail
