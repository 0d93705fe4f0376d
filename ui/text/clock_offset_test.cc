#include "ui/text/clock_offset.h"

#include <gtest/gtest.h>

#include "ui/text/civil_time.h"

namespace taffrail::ui {
namespace {

int64_t Parsed(std::string_view text) {
  const StatusOr<int64_t> nanos = ParseClockOffset(text);
  EXPECT_TRUE(nanos.ok()) << text;
  return nanos.ok() ? *nanos : -1;
}

TEST(ClockOffset, ReadsWhatPeopleWrite) {
  EXPECT_EQ(Parsed("+2h"), 2 * kNanosPerHour);
  EXPECT_EQ(Parsed("-90s"), -90 * kNanosPerSecond);
  EXPECT_EQ(Parsed("−90s"), -90 * kNanosPerSecond);
  EXPECT_EQ(Parsed("1h30m"), 90 * kNanosPerMinute);
  EXPECT_EQ(Parsed("1 h 30 min"), 90 * kNanosPerMinute);
  EXPECT_EQ(Parsed("250ms"), 250 * kNanosPerMilli);
  EXPECT_EQ(Parsed("1.5s"), 1500 * kNanosPerMilli);
  EXPECT_EQ(Parsed(" - 3us "), -3000);
}

TEST(ClockOffset, NothingAndZeroAreNoCorrection) {
  EXPECT_EQ(Parsed(""), 0);
  EXPECT_EQ(Parsed("  "), 0);
  EXPECT_EQ(Parsed("0"), 0);
  EXPECT_EQ(Parsed("0s"), 0);
}

TEST(ClockOffset, WhatCannotBeReadIsAnErrorWithASentence) {
  for (const char* text : {"2", "h", "+", "2x", "1h30", "1..5s", "two hours",
                           "90000000d", "1h-30m"}) {
    const StatusOr<int64_t> nanos = ParseClockOffset(text);
    ASSERT_FALSE(nanos.ok()) << text;
    EXPECT_FALSE(nanos.status().message().empty());
  }
}

TEST(ClockOffset, TextReadsBackAsTheSame) {
  for (const int64_t nanos :
       {int64_t{1}, -2 * kNanosPerHour, 90 * kNanosPerMinute,
        -kNanosPerDay - 250 * kNanosPerMilli, int64_t{1'000'001}}) {
    EXPECT_EQ(Parsed(ClockOffsetText(nanos)), nanos) << ClockOffsetText(nanos);
  }
  EXPECT_EQ(ClockOffsetText(0), "");
  EXPECT_EQ(ClockOffsetText(90 * kNanosPerMinute), "+1h 30m");
}

}  // namespace
}  // namespace taffrail::ui
