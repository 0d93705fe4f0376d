#include "core/query/histogram.h"

#include <algorithm>
#include <iterator>

namespace taffrail {
namespace {

constexpr int64_t kMicro = 1000;
constexpr int64_t kMilli = 1000 * kMicro;
constexpr int64_t kSecond = 1000 * kMilli;
constexpr int64_t kMinute = 60 * kSecond;
constexpr int64_t kHour = 60 * kMinute;
constexpr int64_t kDay = 24 * kHour;

// Each divides the next. The last hold all of int64's 584 years in few bins.
constexpr int64_t kWidths[] = {
    kMicro,       2 * kMicro,   10 * kMicro, 20 * kMicro,  100 * kMicro,
    200 * kMicro, kMilli,       2 * kMilli,  10 * kMilli,  20 * kMilli,
    100 * kMilli, 200 * kMilli, kSecond,     2 * kSecond,  10 * kSecond,
    20 * kSecond, kMinute,      2 * kMinute, 10 * kMinute, 30 * kMinute,
    kHour,        2 * kHour,    6 * kHour,   12 * kHour,   kDay,
    2 * kDay,     4 * kDay,     8 * kDay,    16 * kDay,    32 * kDay,
    128 * kDay,   512 * kDay,   4096 * kDay};

}  // namespace

int64_t FloorTo(int64_t time, int64_t width) {
  int64_t rest = time % width;
  if (rest >= 0) return time - rest;
  // The first bin of all time would begin before it: its times go to the next.
  if (time - rest < INT64_MIN + width) return time - rest;
  return time - rest - width;
}

void Histogram::Add(int64_t time_ns, size_t severity_class, uint64_t count) {
  int64_t start = FloorTo(time_ns, width_ns_);
  auto at = bins_.find(start);
  if (at == bins_.end()) {
    at = bins_.emplace(start, SeverityCounts{}).first;
    at->second[severity_class] += count;
    Fit();
    return;
  }
  at->second[severity_class] += count;
}

void Histogram::AddBin(int64_t start_ns, int64_t width_ns,
                       const SeverityCounts& counts) {
  while (width_ns_ < width_ns && width_index_ + 1 < std::size(kWidths)) Widen();
  SeverityCounts& bin = bins_[FloorTo(start_ns, width_ns_)];
  for (size_t i = 0; i < counts.size(); ++i) bin[i] += counts[i];
  Fit();
}

bool Histogram::InOneBin(int64_t t0_ns, int64_t t1_ns) const {
  return FloorTo(t0_ns, width_ns_) == FloorTo(t1_ns, width_ns_);
}

void Histogram::Clear() { bins_.clear(); }

// One pass of widening at a time: rare, and never more than the ladder's 33.
void Histogram::Fit() {
  while (bins_.size() > 1 && width_index_ + 1 < std::size(kWidths)) {
    uint64_t span = static_cast<uint64_t>(bins_.rbegin()->first) -
                    static_cast<uint64_t>(bins_.begin()->first);
    if (span / static_cast<uint64_t>(width_ns_) < max_bins_) return;
    Widen();
  }
}

void Histogram::Widen() {
  width_ns_ = kWidths[++width_index_];
  std::map<int64_t, SeverityCounts> wider;
  for (const auto& [start, counts] : bins_) {
    SeverityCounts& bin = wider[FloorTo(start, width_ns_)];
    for (size_t i = 0; i < counts.size(); ++i) bin[i] += counts[i];
  }
  bins_ = std::move(wider);
}

}  // namespace taffrail
