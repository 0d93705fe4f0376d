#ifndef TAFFRAIL_UI_STATE_NOTICES_H_
#define TAFFRAIL_UI_STATE_NOTICES_H_

#include <algorithm>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace taffrail::ui {

enum class NoticeKind { kInfo, kWarning, kError };

struct Notice {
  uint64_t id = 0;
  NoticeKind kind = NoticeKind::kInfo;
  std::string text;
  // What can be done about it: a button's label and what it does. Done once,
  // it dismisses the notice.
  std::string action = {};
  std::function<void()> act = {};
  // What is done when it goes without that.
  std::function<void()> lapse = {};
  // It goes by itself after so long; 0 is never.
  double lapses_in_ms = 0;
  double lapses_at_ms = 0;
};

// What happened that the user should know, until they dismiss it.
class Notices {
 public:
  // Says the same thing only once at a time.
  void Add(NoticeKind kind, std::string text) {
    const auto same = [&](const Notice& notice) { return notice.text == text; };
    if (std::any_of(all_.begin(), all_.end(), same)) return;
    all_.push_back({++last_id_, kind, std::move(text)});
  }
  // Takes the place of one that says the same, with what that offered.
  void Add(Notice notice) {
    std::erase_if(all_,
                  [&](const Notice& old) { return old.text == notice.text; });
    notice.id = ++last_id_;
    all_.push_back(std::move(notice));
  }
  void Dismiss(uint64_t id) {
    if (const auto lapse = Take(id).lapse) lapse();
  }
  // Does what it offers.
  void Act(uint64_t id) {
    if (const auto act = Take(id).act) act();
  }
  // Lets those go whose time is over. Call once a frame; in how many
  // milliseconds to call again, if at all.
  std::optional<double> Update(double now_ms) {
    std::optional<double> next;
    std::vector<uint64_t> over;
    for (Notice& notice : all_) {
      if (notice.lapses_in_ms == 0) continue;
      if (notice.lapses_at_ms == 0) {
        notice.lapses_at_ms = now_ms + notice.lapses_in_ms;
      }
      const double left = notice.lapses_at_ms - now_ms;
      if (left <= 0) over.push_back(notice.id);
      if (left > 0) next = next ? std::min(*next, left) : left;
    }
    for (const uint64_t id : over) Dismiss(id);
    return next;
  }
  const std::vector<Notice>& all() const { return all_; }

 private:
  // Out of the list, empty if it is not there. After, what it does may have
  // something to tell itself.
  Notice Take(uint64_t id) {
    const auto at =
        std::find_if(all_.begin(), all_.end(),
                     [&](const Notice& notice) { return notice.id == id; });
    if (at == all_.end()) return {};
    Notice notice = std::move(*at);
    all_.erase(at);
    return notice;
  }

  uint64_t last_id_ = 0;
  std::vector<Notice> all_;
};

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_STATE_NOTICES_H_
