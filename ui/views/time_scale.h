#ifndef TAFFRAIL_UI_VIEWS_TIME_SCALE_H_
#define TAFFRAIL_UI_VIEWS_TIME_SCALE_H_

#include <algorithm>
#include <cstdint>

#include "ui/state/time_range.h"
#include "ui/state/timeline_bins.h"

namespace taffrail::ui {

// Where times stand on a timeline that is drawn from x0 to x1. Needs at least
// one bin. Lives for a frame.
class TimeScale {
 public:
  TimeScale(const TimelineBins& bins, float x0, float x1)
      : t0_ns_(bins.t0_ns),
        width_ns_(bins.width_ns),
        bins_(static_cast<uint32_t>(bins.counts.size())),
        x0_(x0),
        x1_(x1) {}

  uint32_t bins() const { return bins_; }
  float bin_width() const { return (x1_ - x0_) / static_cast<float>(bins_); }
  float BinX(uint32_t bin) const {
    return x0_ +
           (x1_ - x0_) * static_cast<float>(bin) / static_cast<float>(bins_);
  }
  int64_t BinTime(uint32_t bin) const { return t0_ns_ + bin * width_ns_; }
  TimeRange range() const { return {t0_ns_, BinTime(bins_)}; }

  float XOf(int64_t time_ns) const {
    const double share = static_cast<double>(time_ns - t0_ns_) /
                         (static_cast<double>(width_ns_) * bins_);
    return x0_ + static_cast<float>(share * static_cast<double>(x1_ - x0_));
  }
  // The bin under x; the first or last beyond the ends.
  uint32_t BinAt(float x) const {
    const float bin = (x - x0_) / (x1_ - x0_) * static_cast<float>(bins_);
    return static_cast<uint32_t>(
        std::clamp(bin, 0.0f, static_cast<float>(bins_ - 1)));
  }
  // The bin edge nearest to a time.
  uint32_t EdgeAt(int64_t time_ns) const {
    const int64_t edge = (time_ns - t0_ns_ + width_ns_ / 2) / width_ns_;
    return static_cast<uint32_t>(
        std::clamp<int64_t>(edge, 0, static_cast<int64_t>(bins_)));
  }

 private:
  int64_t t0_ns_;
  int64_t width_ns_;
  uint32_t bins_;
  float x0_;
  float x1_;
};

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_VIEWS_TIME_SCALE_H_
