#include "ui/text/time_axis.h"

#include <algorithm>
#include <chrono>

#include "ui/text/civil_time.h"

namespace taffrail::ui {
namespace {

constexpr int64_t kSteps[] = {
    1'000,
    2'000,
    5'000,
    10'000,
    20'000,
    50'000,
    100'000,
    200'000,
    500'000,
    1 * kNanosPerMilli,
    2 * kNanosPerMilli,
    5 * kNanosPerMilli,
    10 * kNanosPerMilli,
    20 * kNanosPerMilli,
    50 * kNanosPerMilli,
    100 * kNanosPerMilli,
    200 * kNanosPerMilli,
    500 * kNanosPerMilli,
    1 * kNanosPerSecond,
    2 * kNanosPerSecond,
    5 * kNanosPerSecond,
    10 * kNanosPerSecond,
    15 * kNanosPerSecond,
    30 * kNanosPerSecond,
    1 * kNanosPerMinute,
    2 * kNanosPerMinute,
    5 * kNanosPerMinute,
    10 * kNanosPerMinute,
    15 * kNanosPerMinute,
    30 * kNanosPerMinute,
    1 * kNanosPerHour,
    2 * kNanosPerHour,
    3 * kNanosPerHour,
    6 * kNanosPerHour,
    12 * kNanosPerHour,
    1 * kNanosPerDay,
    2 * kNanosPerDay,
    7 * kNanosPerDay,
    14 * kNanosPerDay,
};
constexpr int kMonthSteps[] = {1, 3, 6, 12, 24, 60, 120, 600};
constexpr int64_t kNanosPerMonth = 30 * kNanosPerDay;

std::string Label(int64_t time_ns, int64_t step_ns, const TimeZone& zone) {
  const CivilTime time = ToCivil(time_ns, zone);
  if (step_ns >= kNanosPerMonth) return MonthText(time);
  const bool midnight =
      time.hour == 0 && time.minute == 0 && time.second == 0 && time.nanos == 0;
  if (midnight && step_ns >= kNanosPerMinute) return ShortDate(time, time.year);
  if (step_ns < kNanosPerMilli) return ClockText(time, ClockPrecision::kMicros);
  if (step_ns < kNanosPerSecond) {
    return ClockText(time, ClockPrecision::kMillis);
  }
  std::string text = ClockText(time, ClockPrecision::kSeconds);
  if (step_ns >= kNanosPerMinute) text.resize(5);
  return text;
}

int64_t MonthStart(int month_index) {
  const std::chrono::year_month_day date(
      std::chrono::year(month_index / 12),
      std::chrono::month(static_cast<unsigned>(month_index % 12 + 1)),
      std::chrono::day(1));
  return std::chrono::sys_days(date).time_since_epoch().count() * kNanosPerDay;
}

std::vector<TimeTick> MonthTicks(int64_t from_ns, int64_t to_ns, int months,
                                 const TimeZone& zone) {
  const CivilTime first = ToCivil(from_ns, zone);
  int index = first.year * 12 + first.month - 1;
  index -= index % months;
  std::vector<TimeTick> ticks;
  for (;; index += months) {
    const int64_t time = FromLocalNanos(MonthStart(index), zone);
    if (time > to_ns) return ticks;
    if (time >= from_ns)
      ticks.push_back({time, Label(time, kNanosPerMonth, zone)});
  }
}

}  // namespace

std::vector<TimeTick> TimeTicks(int64_t from_ns, int64_t to_ns, float width_px,
                                float min_spacing_px, const TimeZone& zone) {
  if (to_ns <= from_ns || width_px < min_spacing_px) return {};
  const double least =
      static_cast<double>(to_ns - from_ns) * min_spacing_px / width_px;
  const auto* step = std::find_if(
      std::begin(kSteps), std::end(kSteps), [&](int64_t candidate) {
        return static_cast<double>(candidate) >= least;
      });
  if (step == std::end(kSteps)) {
    const auto* months = std::find_if(
        std::begin(kMonthSteps), std::end(kMonthSteps) - 1, [&](int candidate) {
          return static_cast<double>(candidate) * kNanosPerMonth >= least;
        });
    return MonthTicks(from_ns, to_ns, *months, zone);
  }
  // Steps are taken on the local clock, so that ticks stay round across a
  // change of the offset.
  const int64_t first = ToLocalNanos(from_ns, zone);
  std::vector<TimeTick> ticks;
  for (int64_t local = first - first % *step;; local += *step) {
    const int64_t time = FromLocalNanos(local, zone);
    if (time > to_ns) return ticks;
    if (time < from_ns) continue;
    if (!ticks.empty() && time <= ticks.back().time_ns) continue;
    ticks.push_back({time, Label(time, *step, zone)});
  }
}

}  // namespace taffrail::ui
