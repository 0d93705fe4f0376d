#include "ui/state/zones.h"

#include <gtest/gtest.h>

namespace taffrail::ui {
namespace {

Zones Known() {
  Zones zones;
  zones.SetNames(
      "Europe/Berlin\nAmerica/New_York\nAmerica/North_Dakota/New_Salem\n"
      "Asia/Shanghai\nEurope/Berlin\nUTC");
  return zones;
}

TEST(Zones, AsksForTheRulesOfWhatIsChosen) {
  Notices notices;
  Zones zones = Known();
  ASSERT_NE(zones.wanted(), nullptr);
  EXPECT_EQ(*zones.wanted(), "");
  zones.OnRules(TimeZone::Fixed(3600).Serialize(), notices);
  EXPECT_EQ(zones.wanted(), nullptr);
  EXPECT_EQ(zones.zone().OffsetAt(0), 3600);
  EXPECT_EQ(zones.name(), "Europe/Berlin");
  zones.Choose("Asia/Shanghai");
  EXPECT_EQ(*zones.wanted(), "Asia/Shanghai");
  zones.OnRules(TimeZone::Fixed(28'800).Serialize(), notices);
  EXPECT_EQ(zones.zone().OffsetAt(0), 28'800);
  EXPECT_TRUE(notices.all().empty());
}

TEST(Zones, UtcNeedsNoRules) {
  Zones zones = Known();
  zones.Choose("UTC");
  EXPECT_EQ(zones.wanted(), nullptr);
  EXPECT_EQ(zones.zone(), TimeZone());
  EXPECT_EQ(zones.name(), "UTC");
}

TEST(Zones, UnknownZoneIsToldAndLeavesTheBrowsersOwn) {
  Notices notices;
  Zones zones = Known();
  zones.Choose("Mars/Olympus");
  zones.OnRules("", notices);
  EXPECT_EQ(notices.all().size(), 1u);
  EXPECT_EQ(zones.chosen(), "");
  ASSERT_NE(zones.wanted(), nullptr);
  zones.OnRules("", notices);
  EXPECT_EQ(zones.wanted(), nullptr);
}

TEST(Zones, PlacesAreFoundAsPeopleWriteThem) {
  const Zones zones = Known();
  using Names = std::vector<std::string_view>;
  EXPECT_EQ(zones.Find("berl", 9), (Names{"Europe/Berlin"}));
  EXPECT_EQ(zones.Find("new", 9),
            (Names{"America/New_York", "America/North_Dakota/New_Salem"}));
  EXPECT_EQ(zones.Find("New_Y", 9), (Names{"America/New_York"}));
  EXPECT_EQ(zones.Find("asia/", 9), (Names{"Asia/Shanghai"}));
  EXPECT_EQ(zones.Find("utc", 9), Names());
  EXPECT_EQ(zones.Find("", 2).size(), 2u);
  EXPECT_TRUE(zones.Find("atlantis", 9).empty());
}

}  // namespace
}  // namespace taffrail::ui
