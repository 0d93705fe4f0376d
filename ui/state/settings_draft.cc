#include "ui/state/settings_draft.h"

#include "ui/text/clock_offset.h"

namespace taffrail::ui {
namespace {

std::string Trimmed(const std::string& text) {
  const size_t begin = text.find_first_not_of(' ');
  if (begin == std::string::npos) return "";
  return text.substr(begin, text.find_last_not_of(' ') - begin + 1);
}

}  // namespace

SettingsDraft::SettingsDraft(const v1::SourceSettings& settings)
    : format(settings.format()),
      definition(settings.format_definition()),
      zone(settings.zone()),
      clock(ClockOffsetText(settings.clock_offset_ns())),
      day_order(settings.day_order()),
      line_per_record(settings.line_per_record()),
      base_(settings) {}

std::string SettingsDraft::ClockError() const {
  const StatusOr<int64_t> offset = ParseClockOffset(clock);
  return offset.ok() ? "" : offset.status().message();
}

std::optional<v1::SourceSettings> SettingsDraft::ToSettings() const {
  const StatusOr<int64_t> offset = ParseClockOffset(clock);
  if (!offset.ok()) return std::nullopt;
  v1::SourceSettings settings = base_;
  settings.set_format(definition.empty() ? format : "");
  settings.set_format_definition(definition);
  settings.set_zone(Trimmed(zone));
  settings.set_clock_offset_ns(*offset);
  settings.set_day_order(day_order);
  settings.set_line_per_record(line_per_record);
  return settings;
}

bool SameSettings(const v1::SourceSettings& a, const v1::SourceSettings& b) {
  return a.SerializeAsString() == b.SerializeAsString();
}

}  // namespace taffrail::ui
