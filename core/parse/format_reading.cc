#include "core/parse/format_reading.h"

#include <cstdio>

#include "core/parse/record_fields.h"

namespace taffrail {
namespace {

constexpr size_t kMaxQuotedBytes = 160;

}  // namespace

std::vector<std::string> EvidenceOf(const FormatReading& reading,
                                    const SampleRecords& begins,
                                    std::span<const std::string_view> records) {
  std::vector<std::string> sentences;
  const size_t count = reading.count();
  std::string sentence = "It reads " + std::to_string(count) + " of " +
                         std::to_string(begins.count()) + " sampled records";
  const size_t rest = records.size() - begins.count();
  if (rest > 0) {
    sentence += " (" + std::to_string(rest) +
                " lines more begin no record in any format)";
  }
  sentences.push_back(sentence + ".");
  if (count == 0) return sentences;
  char mean[32];
  snprintf(mean, sizeof mean, "%.1f",
           static_cast<double>(reading.fields) / static_cast<double>(count));
  sentences.push_back("It finds a time in " + std::to_string(reading.times) +
                      " of them, a severity in " +
                      std::to_string(std::min(reading.severities, count)) +
                      ", and " + mean + " fields on average.");
  if (reading.times > 1) {
    const size_t steps = reading.times - 1;
    const size_t in_order = std::max(reading.rising, reading.falling);
    sentences.push_back(
        in_order == steps ? "Its times are all in order."
                          : "Its times are in order but for " +
                                std::to_string(steps - in_order) + " records.");
  }
  const SampleRecords missed = begins & ~reading.matched;
  for (size_t i = 0; i < records.size() && missed.any(); ++i) {
    if (!missed[i]) continue;
    std::string line(FirstLines(records[i], 1).substr(0, kMaxQuotedBytes));
    sentences.push_back("It does not read record " + std::to_string(i + 1) +
                        ": " + line);
    break;
  }
  return sentences;
}

}  // namespace taffrail
