#include "core/parse/day_count.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

#include "core/parse/civil.h"
#include "core/parse/timestamp.h"

namespace taffrail {
namespace {

constexpr int64_t kHourNs = 3600 * kNsPerSecond;
constexpr int64_t kLatest = 20'000 * kNsPerDay + 18 * kHourNs;

// What times of day, one byte each, are read as by the marks.
std::vector<int64_t> Read(const std::vector<int64_t>& of_day,
                          const DayCount& count) {
  std::vector<int64_t> times;
  TimeContext context;
  size_t next = 0;
  for (size_t i = 0; i < of_day.size(); ++i) {
    const auto& marks = count.marks();
    while (next < marks.size() && marks[next].offset <= i) {
      context.near_ns = marks[next++].near_ns;
    }
    CivilFields fields;
    fields.date = CivilFields::Date::kNone;
    fields.seconds = of_day[i] / kNsPerSecond;
    fields.fraction_ns = of_day[i] % kNsPerSecond;
    times.push_back(*ResolveTime(fields, context));
  }
  return times;
}

std::vector<int64_t> OfDays(const std::vector<int64_t>& times) {
  std::vector<int64_t> of_day;
  for (const int64_t ns : times) of_day.push_back(ns % kNsPerDay);
  return of_day;
}

DayCount Count(const std::vector<int64_t>& of_day, int64_t back_ns) {
  DayCount count(back_ns);
  for (size_t i = 0; i < of_day.size(); ++i) {
    count.SeeTimeOfDay(i, of_day[i]);
  }
  count.Finish(kLatest);
  return count;
}

TEST(DayCount, DaysOfAnyLengthComeBackAndEndAtTheLatestMoment) {
  std::mt19937 random(1);
  for (int round = 0; round < 200; ++round) {
    // Steps of seconds up to most of a day, and lines that come late.
    std::vector<int64_t> times = {kLatest - kHourNs};
    for (int i = 0; i < 500; ++i) {
      const int64_t scale = int64_t{1} << random() % 43;
      const int64_t step =
          static_cast<int64_t>(random()) * 1'000'000 % scale * 10;
      times.push_back(times.back() - step % (20 * kHourNs));
    }
    std::reverse(times.begin(), times.end());
    for (size_t i = 1; i + 1 < times.size(); ++i) {
      const int64_t gap = times[i + 1] - times[i];
      if (random() % 50 == 0 && gap < kHourNs) {
        std::swap(times[i], times[i + 1]);
      }
    }
    const std::vector<int64_t> of_day = OfDays(times);
    const DayCount count = Count(of_day, 2 * kHourNs);
    EXPECT_EQ(Read(of_day, count), times) << round;
  }
}

TEST(DayCount, MarksAreFewForEachDay) {
  std::vector<int64_t> of_day;
  for (int i = 0; i < 40'000; ++i) {
    of_day.push_back(i * int64_t{10} * kNsPerSecond % kNsPerDay);
  }
  const DayCount count = Count(of_day, 2 * kHourNs);
  EXPECT_LE(count.marks().size(), 2u * 40'000 * 10 / 86'400 + 3);
  EXPECT_EQ(count.times(), 40'000u);
  EXPECT_EQ(count.doubtful_days(), 0u);
}

TEST(DayCount, NightsThatAreLeftOutAreDoubtful) {
  std::vector<int64_t> times;
  for (int day = 0; day < 5; ++day) {
    for (int hour = 9; hour <= 17; ++hour) {
      times.push_back(kLatest - 18 * kHourNs + (day - 4) * kNsPerDay +
                      hour * kHourNs);
    }
  }
  const std::vector<int64_t> of_day = OfDays(times);
  const DayCount count = Count(of_day, 2 * kHourNs);
  EXPECT_EQ(Read(of_day, count), times);
  EXPECT_EQ(count.doubtful_days(), 4u);
}

TEST(DayCount, TimesOfTwoZonesStayOfOneDayWhenHalfADayIsAllowed) {
  std::vector<int64_t> of_day;
  for (int i = 0; i < 1000; ++i) {
    of_day.push_back((i % 2 == 0 ? 1 : 9) * kHourNs + i * kNsPerSecond);
  }
  const DayCount strict = Count(of_day, 2 * kHourNs);
  EXPECT_EQ(strict.doubtful_days(), 499u);
  const DayCount count = Count(of_day, 12 * kHourNs);
  const std::vector<int64_t> times = Read(of_day, count);
  EXPECT_LT(*std::max_element(times.begin(), times.end()) -
                *std::min_element(times.begin(), times.end()),
            kNsPerDay);
}

TEST(DayCount, DaysWithoutEndStayInBounds) {
  for (const int64_t start : {INT64_MIN / 2, int64_t{0}, INT64_MAX - kHourNs}) {
    DayCount count(2 * kHourNs);
    for (uint64_t i = 0; i < 300'000; ++i) {
      count.SeeTimeOfDay(i, (i % 2 == 0 ? 1 : 9) * kHourNs);
    }
    count.SeeTime(start);
    count.SeeTimeOfDay(300'000, kHourNs);
    count.Finish(INT64_MAX);
    EXPECT_LE(count.marks().size(), DayCount::kMostMarks);
  }
}

TEST(DayCount, ATimeThatStatesItsDayIsGoneOnFrom) {
  const int64_t day = 10'000 * kNsPerDay;
  DayCount count(2 * kHourNs);
  count.SeeTimeOfDay(0, 23 * kHourNs);
  count.SeeTime(day + kHourNs);
  count.SeeTimeOfDay(2, 2 * kHourNs);
  count.SeeTime(day + 5 * kNsPerDay);
  count.SeeTimeOfDay(4, kHourNs);
  count.Finish(kLatest);
  EXPECT_EQ(count.first_ns(), day - kHourNs);
  EXPECT_EQ(Read({23 * kHourNs, 0, 2 * kHourNs, 0, kHourNs}, count)[0],
            day - kHourNs);
  EXPECT_EQ(Read({23 * kHourNs, 0, 2 * kHourNs, 0, kHourNs}, count)[2],
            day + 2 * kHourNs);
  EXPECT_EQ(Read({23 * kHourNs, 0, 2 * kHourNs, 0, kHourNs}, count)[4],
            day + 5 * kNsPerDay + kHourNs);
}

}  // namespace
}  // namespace taffrail
