#ifndef TAFFRAIL_CORE_PARSE_FORMAT_READING_H_
#define TAFFRAIL_CORE_PARSE_FORMAT_READING_H_

#include <algorithm>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/parse/format.h"
#include "core/parse/format_detector.h"

namespace taffrail {

// A set of records of a sample.
using SampleRecords = std::bitset<kMaxSampleRecords>;

// What one format made of the sample.
struct FormatReading {
  const Format* format = nullptr;  // Null for the two readings without one.
  std::string_view name;
  SampleRecords matched;
  int64_t weight = 0;     // Summed over the matches: how much each says.
  size_t fields = 0;      // Summed over the matches.
  size_t times = 0;       // Matches with a time,
  size_t severities = 0;  // with a severity.
  size_t rising = 0;      // Times not before the one before them.
  size_t falling = 0;     // Times not after it.
  std::optional<int64_t> last_time;
  std::string table_header;
  double score = 0;

  size_t count() const { return matched.count(); }
  double MeanWeight() const {
    return static_cast<double>(weight) /
           static_cast<double>(std::max<size_t>(1, count()));
  }

  void AddTime(std::optional<int64_t> ns) {
    if (!ns) return;
    if (last_time) {
      rising += *ns >= *last_time;
      falling += *ns <= *last_time;
    }
    ++times;
    last_time = ns;
  }

  // From 0, times at random, to 1: all in one order.
  double Order() const {
    if (times < 2) return 1;
    return static_cast<double>(std::max(rising, falling)) /
           static_cast<double>(times - 1);
  }
};

// The sentences that say why: `begins` are the records that some format reads,
// `records` the sample.
std::vector<std::string> EvidenceOf(const FormatReading& reading,
                                    const SampleRecords& begins,
                                    std::span<const std::string_view> records);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_PARSE_FORMAT_READING_H_
