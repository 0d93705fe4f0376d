#ifndef TAFFRAIL_UI_STATE_TIMELINE_BINS_H_
#define TAFFRAIL_UI_STATE_TIMELINE_BINS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/proto/rpc.pb.h"
#include "ui/state/time_range.h"

namespace taffrail::ui {

// Counts by the severity classes of rpc.proto.
using SeverityCounts = std::array<uint64_t, 7>;

uint64_t Total(const SeverityCounts& counts);

// The bars of the timeline: bin i covers [t0 + i * width, t0 + (i + 1) *
// width). They stand for all the time there are records of, whatever matches,
// so that the axis stays while the query changes.
struct TimelineBins {
  int64_t t0_ns = 0;
  int64_t width_ns = 1;
  std::vector<SeverityCounts> counts;
};

// Puts the bins of a search, which cover its matches, into as many wider ones
// as cover `all` too. Exact: each of the engine's round widths divides the
// wider ones.
TimelineBins ToTimelineBins(const v1::Histogram& histogram,
                            std::optional<TimeRange> all, size_t max_bins);

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_STATE_TIMELINE_BINS_H_
