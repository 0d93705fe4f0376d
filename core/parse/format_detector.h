#ifndef TAFFRAIL_CORE_PARSE_FORMAT_DETECTOR_H_
#define TAFFRAIL_CORE_PARSE_FORMAT_DETECTOR_H_

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/parse/format_registry.h"
#include "core/parse/source_format.h"
#include "core/parse/timestamp.h"

namespace taffrail {

// More records of a source than these say nothing new.
inline constexpr size_t kMaxSampleRecords = 250;

// The names of the two readings that are no format's: JSON objects of no known
// dialect, and text by what it shows.
inline constexpr std::string_view kAnyJson = "json";
inline constexpr std::string_view kAnyText = "text";

// How well one format reads a sample.
struct FormatCandidate {
  std::string name;
  std::string title;
  std::string spec;
  size_t records = 0;  // Of the sample, those it reads.
  size_t first = 0;    // Of these, those that nothing better reads.
  double share = 0;    // Of the records that begin as records do.
  double score = 0;    // From 0 to 1: what candidates are ranked by.
  std::vector<std::string> evidence;  // Sentences for people.
};

struct Detection {
  // The best first; never empty.
  std::vector<FormatCandidate> candidates;
  size_t sampled = 0;
  // How the source is to be read.
  SourceFormat source;
};

// Tells the format of a source by its first records: the share that a format
// reads, how much of them it understands, and whether the times it finds rise.
// Of a file with several formats, all that are seen are in the result's
// `source`. Looks at the first kMaxSampleRecords of `records` only.
Detection DetectFormat(const FormatRegistry& registry,
                       std::span<const std::string_view> records,
                       const TimeContext& context);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_PARSE_FORMAT_DETECTOR_H_
