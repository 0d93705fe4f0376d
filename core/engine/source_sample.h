#ifndef TAFFRAIL_CORE_ENGINE_SOURCE_SAMPLE_H_
#define TAFFRAIL_CORE_ENGINE_SOURCE_SAMPLE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/status.h"
#include "core/parse/format_registry.h"
#include "core/proto/shard.pb.h"

namespace taffrail {

// Parts of a source's text, from which it is found out how to read it all. The
// first is its beginning; the others may begin inside a line.
using SourceSample = std::vector<std::string>;

struct SampleVerdict {
  v1::SourceReading reading;
  v1::Explanation explanation;
  // Its records state times of day: before they are read a DayScan has to find
  // of which days they are.
  bool times_of_day = false;
};

// How a source of that sample is to be read, and why. What the user set is kept
// to.
SampleVerdict JudgeSample(const FormatRegistry& registry,
                          const SourceSample& sample,
                          const v1::SourceSettings& settings,
                          int64_t modified_ms);

// The records of a sample, of the first part at most `most`, and a few of the
// others.
std::vector<std::string> RecordsOf(const FormatRegistry& registry,
                                   const SourceSample& sample,
                                   const v1::SourceReading& reading,
                                   size_t most);

// Whether settings can be followed: the format is known or its definition can
// be read, the zone makes sense.
Status CheckSettings(const FormatRegistry& registry,
                     const v1::SourceSettings& settings);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_ENGINE_SOURCE_SAMPLE_H_
