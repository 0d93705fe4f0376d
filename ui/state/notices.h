#ifndef TAFFRAIL_UI_STATE_NOTICES_H_
#define TAFFRAIL_UI_STATE_NOTICES_H_

#include <algorithm>
#include <cstdint>
#include <functional>
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
    std::erase_if(all_, [&](const Notice& notice) { return notice.id == id; });
  }
  const std::vector<Notice>& all() const { return all_; }

 private:
  uint64_t last_id_ = 0;
  std::vector<Notice> all_;
};

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_STATE_NOTICES_H_
