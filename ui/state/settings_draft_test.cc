#include "ui/state/settings_draft.h"

#include <gtest/gtest.h>

#include "ui/text/civil_time.h"

namespace taffrail::ui {
namespace {

TEST(SettingsDraft, UnchangedIsWhatItWasMadeOf) {
  v1::SourceSettings settings;
  settings.set_format("nginx_error");
  settings.set_zone("Europe/Berlin");
  settings.set_zone_rules("rules");
  settings.set_clock_offset_ns(-90 * kNanosPerMinute);
  settings.set_day_order(v1::SourceSettings::DAY_ORDER_DAY_FIRST);
  settings.set_encoding(2);
  settings.set_line_per_record(true);
  const SettingsDraft draft(settings);
  ASSERT_TRUE(draft.ToSettings());
  EXPECT_TRUE(SameSettings(*draft.ToSettings(), settings));
}

TEST(SettingsDraft, DefinitionTakesThePlaceOfTheFormat) {
  SettingsDraft draft;
  draft.format = "nginx_error";
  draft.definition = "{}";
  EXPECT_EQ(draft.ToSettings()->format(), "");
  EXPECT_EQ(draft.ToSettings()->format_definition(), "{}");
  draft.definition.clear();
  EXPECT_EQ(draft.ToSettings()->format(), "nginx_error");
}

TEST(SettingsDraft, WrongClockIsNoSettingsButASentence) {
  SettingsDraft draft;
  draft.clock = "2 hours or so";
  EXPECT_FALSE(draft.ToSettings());
  EXPECT_FALSE(draft.ClockError().empty());
  draft.clock = "+2h";
  EXPECT_EQ(draft.ToSettings()->clock_offset_ns(), 2 * kNanosPerHour);
  EXPECT_EQ(draft.ClockError(), "");
}

TEST(SettingsDraft, NameOfAZoneIsUsedOnceItsRulesAreHere) {
  SettingsDraft draft;
  draft.zone = "Asia/Tokyo";
  EXPECT_EQ(draft.WantedZone(), "Asia/Tokyo");
  EXPECT_FALSE(draft.ToSettings());
  draft.SetZoneRules("Asia/Tokyo", "rules");
  EXPECT_EQ(draft.WantedZone(), std::nullopt);
  EXPECT_EQ(draft.ToSettings()->zone_rules(), "rules");
  draft.zone = "Asia/Tok";
  EXPECT_EQ(draft.WantedZone(), "Asia/Tok");
  draft.SetZoneRules("Asia/Tok", "");
  EXPECT_FALSE(draft.ToSettings());
  EXPECT_FALSE(draft.ZoneError().empty());
  draft.zone = "+09:00";
  EXPECT_EQ(draft.ToSettings()->zone_rules(), "");
}

TEST(SettingsDraft, EncodingIsThatOfTheSettingsUntilAnotherIsChosen) {
  v1::SourceSettings settings;
  settings.set_encoding(8);
  SettingsDraft draft(settings);
  EXPECT_TRUE(SameSettings(*draft.ToSettings(), settings));
  draft.encoding = 0;
  EXPECT_FALSE(SameSettings(*draft.ToSettings(), settings));
}

TEST(SettingsDraft, BlanksAroundAZoneAreNoneOfIt) {
  SettingsDraft draft;
  draft.zone = " +09:00 ";
  EXPECT_EQ(draft.ToSettings()->zone(), "+09:00");
  draft.zone = "  ";
  EXPECT_EQ(draft.ToSettings()->zone(), "");
}

}  // namespace
}  // namespace taffrail::ui
