#include "core/query/template_counter.h"

#include <algorithm>

namespace taffrail {

uint32_t TimeBins::Of(int64_t time_ns) const {
  if (time_ns <= t0_ns) return 0;
  // Modulo 2^64: any two times have a distance.
  const uint64_t after =
      static_cast<uint64_t>(time_ns) - static_cast<uint64_t>(t0_ns);
  return static_cast<uint32_t>(
      std::min<uint64_t>(after / static_cast<uint64_t>(width_ns), count - 1));
}

void LeafTally::Add(const LeafTally& other) {
  records += other.records;
  for (size_t i = 0; i < severities.size(); ++i) {
    severities[i] += other.severities[i];
  }
  first_ns = std::min(first_ns, other.first_ns);
  newest = std::max(newest, other.newest);
  bins.resize(std::max(bins.size(), other.bins.size()));
  for (size_t i = 0; i < other.bins.size(); ++i) bins[i] += other.bins[i];
  if (!masked) masked = other.masked;
}

Status TemplateCounter::Look(BlockReader& block, const BlockBits& of) {
  StatusOr<const BlockLeaves*> leaves = block.Leaves();
  if (!leaves.ok()) return leaves.status();
  StatusOr<const BlockColumns*> read = block.Columns();
  if (!read.ok()) return read.status();
  const BlockColumns& columns = **read;
  std::vector<LeafTally*> tallies((*leaves)->ids.size());
  uint64_t offset = block.head().first_offset;
  for (uint32_t i = 0; i < block.head().count; ++i) {
    const uint64_t at = offset;
    offset += columns.lengths[i];
    if (!of.Test(i)) continue;
    const auto index = static_cast<size_t>((*leaves)->indices[i]);
    LeafTally*& tally = tallies[index];
    if (tally == nullptr) {
      tally = &tallies_[(*leaves)->ids[index]];
      tally->bins.resize(bins_.count);
      if (!(*leaves)->masked.empty()) {
        tally->masked = (*leaves)->masked[index];
      }
    }
    const int64_t time_ns = columns.times_ns[i];
    ++tally->records;
    ++tally->severities[SeverityClass(columns.severities[i])];
    ++tally->bins[bins_.Of(time_ns)];
    tally->first_ns = std::min(tally->first_ns, time_ns);
    if (time_ns >= tally->newest.time_ns) {
      tally->newest =
          std::max(tally->newest, {time_ns, block.head().source_id, at});
    }
  }
  return {};
}

}  // namespace taffrail
