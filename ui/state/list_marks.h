#ifndef TAFFRAIL_UI_STATE_LIST_MARKS_H_
#define TAFFRAIL_UI_STATE_LIST_MARKS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace taffrail::ui {

// The rows of a list that the user ticked to do something with all of them:
// known by their ids, so that they stay ticked when the list is ordered anew.
// Rows without an id cannot be ticked.
class ListMarks {
 public:
  bool Has(const std::string& id) const { return marked_.contains(id); }
  size_t size() const { return marked_.size(); }
  const std::set<std::string>& all() const { return marked_; }

  void Toggle(const std::string& id);
  // Ticks all from where the last such stroke began, else from `from`, to `to`,
  // in place of what that stroke ticked before.
  void Extend(const std::vector<std::string>& ids, uint64_t from, uint64_t to);
  // The next stroke begins elsewhere.
  void EndStroke() { anchor_.reset(); }
  void Clear();
  // Forgets those that are in the list no more.
  void Keep(const std::vector<std::string>& ids);

 private:
  std::set<std::string> marked_;
  // Where a stroke began, and what was ticked before it.
  std::optional<uint64_t> anchor_;
  std::set<std::string> before_;
};

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_STATE_LIST_MARKS_H_
