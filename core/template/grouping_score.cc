#include "core/template/grouping_score.h"

#include <map>

namespace taffrail {

GroupingScore ScoreGrouping(const std::vector<uint64_t>& groups,
                            const std::vector<std::string>& labels) {
  std::map<uint64_t, std::vector<size_t>> found;
  std::map<std::string, std::vector<size_t>> truth;
  for (size_t i = 0; i < groups.size(); ++i) {
    found[groups[i]].push_back(i);
    truth[labels[i]].push_back(i);
  }
  size_t right_lines = 0;
  size_t right_groups = 0;
  for (const auto& [group, lines] : found) {
    if (truth[labels[lines[0]]] != lines) continue;
    right_lines += lines.size();
    ++right_groups;
  }
  GroupingScore score;
  score.groups = found.size();
  score.true_groups = truth.size();
  score.grouping_accuracy =
      static_cast<double>(right_lines) / static_cast<double>(groups.size());
  score.f1 = 2.0 * static_cast<double>(right_groups) /
             static_cast<double>(found.size() + truth.size());
  return score;
}

}  // namespace taffrail
