#include "ui/state/settings_draft.h"

#include <utility>

#include "ui/text/clock_offset.h"

namespace taffrail::ui {
namespace {

std::string Trimmed(const std::string& text) {
  const size_t begin = text.find_first_not_of(' ');
  if (begin == std::string::npos) return "";
  return text.substr(begin, text.find_last_not_of(' ') - begin + 1);
}

// "Europe/Berlin"; "+01:00" and "UTC" say by themselves what they mean.
bool IsZoneName(const std::string& zone) {
  return !zone.empty() && zone[0] != '+' && zone[0] != '-' && zone != "Z" &&
         zone != "UTC";
}

}  // namespace

SettingsDraft::SettingsDraft(const v1::SourceSettings& settings)
    : format(settings.format()),
      definition(settings.format_definition()),
      zone(settings.zone()),
      clock(ClockOffsetText(settings.clock_offset_ns())),
      day_order(settings.day_order()),
      encoding(settings.encoding()),
      line_per_record(settings.line_per_record()),
      base_(settings) {
  if (settings.zone_rules().empty()) return;
  rules_zone_ = settings.zone();
  rules_ = settings.zone_rules();
}

std::optional<std::string> SettingsDraft::WantedZone() const {
  std::string name = Trimmed(zone);
  if (!IsZoneName(name) || name == rules_zone_) return std::nullopt;
  return name;
}

void SettingsDraft::SetZoneRules(std::string zone_name, std::string rules) {
  rules_zone_ = std::move(zone_name);
  rules_ = std::move(rules);
}

std::string SettingsDraft::ZoneError() const {
  const std::string name = Trimmed(zone);
  if (!IsZoneName(name) || name != rules_zone_ || !rules_.empty()) return "";
  return "There is no such zone. Write Europe/Berlin or +01:00.";
}

std::string SettingsDraft::ClockError() const {
  const StatusOr<int64_t> offset = ParseClockOffset(clock);
  return offset.ok() ? "" : offset.status().message();
}

std::optional<v1::SourceSettings> SettingsDraft::ToSettings() const {
  const StatusOr<int64_t> offset = ParseClockOffset(clock);
  if (!offset.ok() || WantedZone() || !ZoneError().empty()) return std::nullopt;
  v1::SourceSettings settings = base_;
  settings.set_format(definition.empty() ? format : "");
  settings.set_format_definition(definition);
  settings.set_zone(Trimmed(zone));
  settings.set_zone_rules(IsZoneName(settings.zone()) ? rules_ : "");
  settings.set_clock_offset_ns(*offset);
  settings.set_day_order(day_order);
  settings.set_encoding(encoding);
  settings.set_line_per_record(line_per_record);
  return settings;
}

bool SameSettings(const v1::SourceSettings& a, const v1::SourceSettings& b) {
  v1::SourceSettings one = a;
  v1::SourceSettings other = b;
  // They follow from the zone.
  one.clear_zone_rules();
  other.clear_zone_rules();
  return one.SerializeAsString() == other.SerializeAsString();
}

}  // namespace taffrail::ui
