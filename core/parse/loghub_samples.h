#ifndef TAFFRAIL_CORE_PARSE_LOGHUB_SAMPLES_H_
#define TAFFRAIL_CORE_PARSE_LOGHUB_SAMPLES_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

// loghub's labelled samples, for tests and benchmarks. They are not part of
// this tree: whoever measures with them puts them beside it.
namespace taffrail {

struct LabelledSample {
  std::string system;
  std::vector<std::string> lines;     // As in the log.
  std::vector<std::string> contents;  // The message, by the labellers' header.
  std::vector<std::string> events;    // The label of each.
  // The labels as they are: their columns' names, and a row for each line.
  std::vector<std::string> names;
  std::vector<std::vector<std::string>> rows;

  // Where the column stands in names.
  size_t Column(std::string_view name) const;
};

// Empty when it is not there.
LabelledSample ReadLoghubSample(const std::string& system);

// All samples found, by name; none when the folder is not there.
std::vector<LabelledSample> ReadLoghubSamples();

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_PARSE_LOGHUB_SAMPLES_H_
