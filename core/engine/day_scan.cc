#include "core/engine/day_scan.h"

#include <algorithm>

#include "core/engine/source_reading.h"
#include "core/parse/civil.h"

namespace taffrail {
namespace {

constexpr int64_t kHourNs = 3600 * kNsPerSecond;
// Lines come late by as much: written by several threads, or when clocks are
// put back.
constexpr int64_t kStrictBackNs = 2 * kHourNs;
constexpr int64_t kTolerantBackNs = 12 * kHourNs;
// Of a log that stops for the night, one time in so many is the first of a day.
constexpr uint64_t kTimesPerDoubtfulDay = 20;
// What a clock may be ahead of the file's date.
constexpr int64_t kAheadNs = 300 * kNsPerSecond;

int64_t OffsetNs(const TimeZone& zone, int64_t utc_ns) {
  return zone.OffsetAt(utc_ns / kNsPerSecond) * kNsPerSecond;
}

// Files and corrections claim to be of any year: one that 64 bits do not hold
// is left out.
int64_t Sum(int64_t ns, int64_t correction_ns) {
  int64_t sum;
  return __builtin_add_overflow(ns, correction_ns, &sum) ? ns : sum;
}

}  // namespace

DayScan::DayScan(const FormatRegistry& formats,
                 const v1::SourceReading& reading)
    : times_(TimesOf(reading)),
      lines_(formats, reading),
      strict_(kStrictBackNs),
      tolerant_(kTolerantBackNs) {
  lines_.StartAt(0, /*in_line=*/false);
  lines_.KeepDaysOpen();
}

void DayScan::Take(std::string_view bytes) {
  lines_.Feed(bytes, [this](const SourceLine& line) { TakeLine(line); });
}

void DayScan::TakeLine(const SourceLine& line) {
  if (!line.begins || !line.parsed->time_ns) return;
  const int64_t utc_ns = *line.parsed->time_ns - times_.correction_ns;
  const int64_t shown_ns = utc_ns + OffsetNs(times_.zone, utc_ns);
  if (!LineReader::IsTimeOfDay(*line.parsed->time_ns)) {
    strict_.SeeTime(shown_ns);
    tolerant_.SeeTime(shown_ns);
    return;
  }
  const int64_t of_day_ns = (shown_ns % kNsPerDay + kNsPerDay) % kNsPerDay;
  strict_.SeeTimeOfDay(line.offset, of_day_ns);
  tolerant_.SeeTimeOfDay(line.offset, of_day_ns);
}

void DayScan::Finish(v1::SourceReading* reading) {
  lines_.Finish([this](const SourceLine& line) { TakeLine(line); });
  const bool two_clocks =
      strict_.doubtful_days() * kTimesPerDoubtfulDay > strict_.times();
  DayCount& count = two_clocks ? tolerant_ : strict_;
  const int64_t latest_ns =
      Sum(times_.reference_ns, -std::max(times_.correction_ns, -INT64_MAX));
  count.Finish(Sum(latest_ns, OffsetNs(times_.zone, latest_ns) + kAheadNs));
  const auto to_utc = [&](int64_t shown_ns) {
    const int64_t second = shown_ns / kNsPerSecond;
    const int64_t zone_ns = (times_.zone.ToUtc(second) - second) * kNsPerSecond;
    return Sum(shown_ns + zone_ns, times_.correction_ns);
  };
  for (const NearMark& mark : count.marks()) {
    v1::DayMark* const day = reading->add_days();
    day->set_offset(mark.offset);
    day->set_near_ns(to_utc(mark.near_ns));
  }
  if (count.first_ns()) reading->set_first_time_ns(to_utc(*count.first_ns()));
}

bool StateTimesOfDay(const FormatRegistry& formats,
                     const v1::SourceReading& reading,
                     const std::vector<std::string_view>& records) {
  LineReader lines(formats, reading);
  lines.KeepDaysOpen();
  for (const std::string_view record : records) {
    const std::optional<int64_t> time_ns =
        lines.ParseAgain({.bytes = record}).time_ns;
    if (time_ns && LineReader::IsTimeOfDay(*time_ns)) return true;
  }
  return false;
}

}  // namespace taffrail
