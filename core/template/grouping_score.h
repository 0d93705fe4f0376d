#ifndef TAFFRAIL_CORE_TEMPLATE_GROUPING_SCORE_H_
#define TAFFRAIL_CORE_TEMPLATE_GROUPING_SCORE_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

// How well lines are grouped, for tests and benchmarks.
namespace taffrail {

struct GroupingScore {
  // The share of lines that are grouped with exactly the lines they should be.
  double grouping_accuracy = 0;
  // F1 of the groups that are exactly right.
  double f1 = 0;
  size_t groups = 0;
  size_t true_groups = 0;
};

// `groups` and `labels` name the group of each line.
GroupingScore ScoreGrouping(const std::vector<uint64_t>& groups,
                            const std::vector<std::string>& labels);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_TEMPLATE_GROUPING_SCORE_H_
