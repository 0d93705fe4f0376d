#include "ui/state/list_marks.h"

#include <algorithm>

namespace taffrail::ui {

void ListMarks::Toggle(const std::string& id) {
  EndStroke();
  if (id.empty()) return;
  if (marked_.erase(id) == 0) marked_.insert(id);
}

void ListMarks::Extend(const std::vector<std::string>& ids, uint64_t from,
                       uint64_t to) {
  if (!anchor_) {
    anchor_ = from;
    before_ = marked_;
  }
  marked_ = before_;
  const uint64_t last = std::max(*anchor_, to);
  for (uint64_t row = std::min(*anchor_, to); row <= last; ++row) {
    if (row < ids.size() && !ids[row].empty()) marked_.insert(ids[row]);
  }
}

void ListMarks::Clear() {
  EndStroke();
  marked_.clear();
}

void ListMarks::Keep(const std::vector<std::string>& ids) {
  EndStroke();
  std::set<std::string> kept;
  for (const std::string& id : ids) {
    if (marked_.contains(id)) kept.insert(id);
  }
  marked_ = std::move(kept);
}

}  // namespace taffrail::ui
