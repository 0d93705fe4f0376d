#ifndef TAFFRAIL_UI_STATE_SETTINGS_DRAFT_H_
#define TAFFRAIL_UI_STATE_SETTINGS_DRAFT_H_

#include <cstdint>
#include <optional>
#include <string>

#include "core/proto/rpc.pb.h"

namespace taffrail::ui {

// How the user would have a source read, while they think about it: what the
// fields of the panel hold, right or wrong. A value.
class SettingsDraft {
 public:
  SettingsDraft() = default;
  explicit SettingsDraft(const v1::SourceSettings& settings);

  // The format's name; empty finds it out. Ignored while there is a
  // definition.
  std::string format;
  // A format of the user's own.
  std::string definition;
  std::string zone;
  std::string clock;
  v1::SourceSettings::DayOrder day_order =
      v1::SourceSettings::DAY_ORDER_DETECTED;
  // As SourceSettings has it; 0 finds it out.
  uint32_t encoding = 0;
  bool line_per_record = false;

  // The name of the zone whose rules are needed before anything can be read
  // with it; nothing if they are here. Offsets need none.
  std::optional<std::string> WantedZone() const;
  // The rules of a zone, serialised; empty if there is no such zone.
  void SetZoneRules(std::string zone, std::string rules);

  // Why a field cannot be used; empty if it can.
  std::string ZoneError() const;
  std::string ClockError() const;
  // As the engine takes them; nothing while a field is wrong or a zone's rules
  // are missing.
  std::optional<v1::SourceSettings> ToSettings() const;

 private:
  // What this panel does not offer stays as it was.
  v1::SourceSettings base_;
  std::string rules_zone_;
  std::string rules_;
};

// Of what people set.
bool SameSettings(const v1::SourceSettings& a, const v1::SourceSettings& b);

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_STATE_SETTINGS_DRAFT_H_
