#ifndef TAFFRAIL_UI_STATE_ZONES_H_
#define TAFFRAIL_UI_STATE_ZONES_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/time_zone.h"
#include "ui/state/notices.h"

namespace taffrail::ui {

// The time zone that times are shown in, and those that can be chosen. Only
// the page knows the rules of a place: whoever owns this asks it for those of
// wanted(). Owned by Model.
class Zones {
 public:
  static constexpr std::string_view kUtc = "UTC";

  // Every zone that the page knows, one a line, the browser's own first.
  void SetNames(std::string_view lines);

  // UTC, a name such as Europe/Berlin, or empty for the browser's own.
  void Choose(std::string name);
  const std::string& chosen() const { return chosen_; }

  // The name of the zone whose rules are needed; null when there is nothing to
  // ask for.
  const std::string* wanted() const { return wanting_ ? &chosen_ : nullptr; }
  // The rules of wanted(), serialised; nothing when the page does not know it:
  // then times stay in the browser's own zone.
  void OnRules(std::string_view bytes, Notices& notices);

  const TimeZone& zone() const { return zone_; }
  // What zone() is called.
  std::string_view name() const {
    return chosen_.empty() ? local_name_ : chosen_;
  }
  const std::string& local_name() const { return local_name_; }

  // Those that `text` means, the likeliest first: a place's beginning ("new
  // y"), then any part of a name. Small letters will do. UTC is no place.
  std::vector<std::string_view> Find(std::string_view text, size_t most) const;

 private:
  std::string chosen_;
  bool wanting_ = true;
  TimeZone zone_;
  std::string local_name_;
  std::vector<std::string> names_;
};

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_STATE_ZONES_H_
