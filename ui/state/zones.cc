#include "ui/state/zones.h"

#include <algorithm>
#include <utility>

namespace taffrail::ui {
namespace {

// As people write it: `New_York` is `new york`.
std::string Folded(std::string_view text) {
  std::string folded(text);
  for (char& c : folded) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (c == '_') c = ' ';
  }
  return folded;
}

// Lower is better; how well a name is meant by a text. Both are folded.
enum Fit { kPlace, kBeginning, kWithin, kNone };

Fit FitOf(std::string_view name, std::string_view text) {
  if (name.substr(name.rfind('/') + 1).starts_with(text)) return kPlace;
  const size_t at = name.find(text);
  if (at == 0) return kBeginning;
  return at == name.npos ? kNone : kWithin;
}

}  // namespace

void Zones::SetNames(std::string_view lines) {
  names_.clear();
  while (!lines.empty()) {
    const std::string_view line = lines.substr(0, lines.find('\n'));
    lines.remove_prefix(std::min(lines.size(), line.size() + 1));
    names_.emplace_back(line);
  }
  local_name_ = names_.empty() ? "" : names_.front();
}

void Zones::Choose(std::string name) {
  if (name == chosen_) return;
  chosen_ = std::move(name);
  wanting_ = chosen_ != kUtc;
  if (!wanting_) zone_ = TimeZone();
}

void Zones::OnRules(std::string_view bytes, Notices& notices) {
  wanting_ = false;
  StatusOr<TimeZone> zone = TimeZone::Deserialize(bytes);
  if (zone.ok()) {
    zone_ = *std::move(zone);
    return;
  }
  if (chosen_.empty()) return;  // Not even its own: UTC.
  notices.Add(NoticeKind::kWarning,
              "This browser does not know the time zone " + chosen_);
  Choose("");
}

std::vector<std::string_view> Zones::Find(std::string_view text,
                                          size_t most) const {
  const std::string folded = Folded(text);
  std::vector<std::string_view> found;
  for (const Fit fit : {kPlace, kBeginning, kWithin}) {
    for (size_t i = 1; i < names_.size() && found.size() < most; ++i) {
      if (names_[i] == kUtc) continue;
      if (FitOf(Folded(names_[i]), folded) == fit) found.push_back(names_[i]);
    }
  }
  return found;
}

}  // namespace taffrail::ui
