#include "ui/state/location.h"

#include <gtest/gtest.h>

namespace taffrail::ui {
namespace {

TEST(Location, GoesToTextAndBack) {
  Location location;
  location.demo = true;
  location.query = "level>=warn \"größer & so\" 100%";
  location.selection =
      TimeRange{1'795'348'800'250'000'000, 1'795'348'801'000'000'001};
  location.zone = "America/Argentina/Buenos_Aires";
  EXPECT_EQ(ParseLocation(FormatLocation(location)), location);
}

TEST(Location, IsReadable) {
  Location location;
  location.query = "level:error";
  location.selection =
      TimeRange{1'795'348'800'250'000'000, 1'795'348'801'000'000'000};
  EXPECT_EQ(FormatLocation(location),
            "q=level:error&from=2026-11-22T12:00:00.25Z"
            "&to=2026-11-22T12:00:01Z");
  Location zone;
  zone.zone = "Europe/Berlin";
  EXPECT_EQ(FormatLocation(zone), "tz=Europe/Berlin");
  Location patterns;
  patterns.view = ResultView::kPatterns;
  EXPECT_EQ(FormatLocation(patterns), "view=patterns");
  EXPECT_EQ(ParseLocation("#view=patterns"), patterns);
  Location sql;
  sql.view = ResultView::kSql;
  sql.sql = "SELECT 1 & 2";
  EXPECT_EQ(FormatLocation(sql), "view=sql&sql=SELECT%201%20%26%202");
  EXPECT_EQ(ParseLocation(FormatLocation(sql)), sql);
}

TEST(Location, DemoAloneIsAWord) {
  EXPECT_TRUE(ParseLocation("#demo").demo);
  EXPECT_EQ(FormatLocation(ParseLocation("#demo")), "demo");
  EXPECT_EQ(FormatLocation(Location()), "");
}

TEST(Location, LeavesOutWhatItCannotRead) {
  const Location location =
      ParseLocation("#q=a%zz+b&from=yesterday&to=2026-11-22T12:00:00Z&x=1&&");
  EXPECT_EQ(location.query, "a%zz b");
  EXPECT_EQ(location.selection, std::nullopt);
  EXPECT_EQ(ParseLocation("from=2026-99-22T12:00:00Z&to=9").selection,
            std::nullopt);
}

}  // namespace
}  // namespace taffrail::ui
