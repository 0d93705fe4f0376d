#ifndef TAFFRAIL_CORE_TEMPLATE_LOGHUB_SAMPLES_H_
#define TAFFRAIL_CORE_TEMPLATE_LOGHUB_SAMPLES_H_

#include <string>
#include <vector>

// loghub's labelled samples, for tests and benchmarks. They are not part of
// this tree: whoever measures with them puts them beside it.
namespace taffrail {

struct LabelledSample {
  std::string system;
  std::vector<std::string> lines;     // As in the log.
  std::vector<std::string> contents;  // The message, by the labellers' header.
  std::vector<std::string> events;    // The label of each.
};

// All samples found, by name; none when the folder is not there.
std::vector<LabelledSample> ReadLoghubSamples();

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

#endif  // TAFFRAIL_CORE_TEMPLATE_LOGHUB_SAMPLES_H_
