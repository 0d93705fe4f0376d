#include "core/parse/day_count.h"

#include <algorithm>

#include "core/parse/civil.h"

namespace taffrail {
namespace {

constexpr int64_t kHalfDayNs = kNsPerDay / 2;
// Far from where 64 bits end, also when it is moved there from 1970.
constexpr int64_t kLastNs = DaysFromCivil({2250, 1, 1}) * kNsPerDay;

int64_t FloorDivide(int64_t value, int64_t by) {
  return value / by - (value % by < 0 ? 1 : 0);
}

// The moment nearest to `near_ns` that is so far into its day; as InferDay() in
// time_context.cc has it.
int64_t Nearest(int64_t near_ns, int64_t of_day_ns) {
  const int64_t ns = FloorDivide(near_ns, kNsPerDay) * kNsPerDay + of_day_ns;
  if (ns - near_ns > kHalfDayNs) return ns - kNsPerDay;
  return ns - near_ns < -kHalfDayNs ? ns + kNsPerDay : ns;
}

}  // namespace

void DayCount::SeeTimeOfDay(uint64_t offset, int64_t of_day_ns) {
  int64_t ns = of_day_ns;
  if (last_ns_) {
    // Of the day that begins `back_ns_` before the last time.
    ns = Nearest(*last_ns_ - back_ns_ + kHalfDayNs, of_day_ns);
    if (ns - *last_ns_ >= kHalfDayNs) ++doubtful_days_;
    if (ns > kLastNs) ns -= kNsPerDay;
  } else {
    first_ns_ = ns;
  }
  ++times_;
  last_ns_ = ns;
  if (!marks_.empty() && Nearest(marks_.back().near_ns, of_day_ns) == ns) {
    return;
  }
  if (marks_.size() >= kMostMarks) return;
  // The half day around it: noon does for all of a day, midnight for what is
  // late at the end of the day before, too.
  const int64_t half_days = FloorDivide(ns + kHalfDayNs / 2, kHalfDayNs);
  marks_.push_back({offset, half_days * kHalfDayNs});
}

void DayCount::SeeTime(int64_t ns) {
  ns = std::min(ns, kLastNs);
  if (!anchored_) Anchor(ns + back_ns_);
  last_ns_ = ns;
}

void DayCount::Finish(int64_t latest_ns) {
  if (!anchored_) Anchor(latest_ns);
}

void DayCount::Anchor(int64_t latest_ns) {
  anchored_ = true;
  if (!last_ns_) return;
  latest_ns = std::clamp<int64_t>(latest_ns, 0, kLastNs);
  const int64_t moved_ns =
      FloorDivide(latest_ns - *last_ns_, kNsPerDay) * kNsPerDay;
  for (NearMark& mark : marks_) mark.near_ns += moved_ns;
  if (first_ns_) *first_ns_ += moved_ns;
}

}  // namespace taffrail
