#include "core/parse/time_shape.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <random>
#include <string>

#include "core/parse/civil.h"
#include "core/parse/timestamp.h"

namespace taffrail {
namespace {

constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr const char* kWeekdays[] = {"Thu", "Fri", "Sat", "Sun",
                                     "Mon", "Tue", "Wed"};

constexpr int64_t At(int year, int month, int day, int hour = 0, int minute = 0,
                     int second = 0, int64_t ns = 0) {
  return (DaysFromCivil({year, month, day}) * kSecondsPerDay + hour * 3600 +
          minute * 60 + second) *
             kNsPerSecond +
         ns;
}

struct Example {
  const char* text;
  TimeShape shape;
  int64_t ns;
};

constexpr int64_t kSecond = At(2026, 11, 22, 13, 24, 7);
constexpr int64_t kMilli = kSecond + 418'000'000;
constexpr int64_t kMicro = kSecond + 418'203'000;
constexpr TimeContext kContext = {At(2026, 11, 22, 14)};

// As systems write them; the whole text is the time.
constexpr Example kExamples[] = {
    {"2026-11-22T13:24:07.418203Z", TimeShape::kIso8601, kMicro},
    {"2026-11-22 13:24:07:418", TimeShape::kIso8601, kMilli},
    {"2026-11-22 13:24:07:7", TimeShape::kIso8601, kSecond + 7'000'000},
    {"2026-11-22 13:24:07.418 UTC", TimeShape::kIso8601, kMilli},
    {"2026-11-22 14:24:07.418 CET", TimeShape::kIso8601, kMilli},
    {"2026-11-22 05:24:07PST", TimeShape::kIso8601, kSecond},
    {"2026-11-22 14:24:07.418203 +0100 CET", TimeShape::kIso8601, kMicro},
    {"2026-11-22T13:24Z", TimeShape::kIso8601, At(2026, 11, 22, 13, 24)},
    {"2026-11-22 9:24:07", TimeShape::kIso8601, At(2026, 11, 22, 9, 24, 7)},
    {"2026/11/22 13:24:07.418203", TimeShape::kSlashes, kMicro},
    {"2026.11.22 13:24:07,418", TimeShape::kDots, kMilli},
    {"2026.11.22-13.24.07:418", TimeShape::kDots, kMilli},
    {"20261122T132407Z", TimeShape::kIsoBasic, kSecond},
    {"20261122T142407.418203+0100", TimeShape::kIsoBasic, kMicro},
    {"20261122 13:24:07.418203", TimeShape::kIsoBasic, kMicro},
    {"20261122 132407", TimeShape::kIsoBasic, kSecond},
    {"20261122-13:24:07:418", TimeShape::kBasicDash, kMilli},
    {"20261122-13:24:07.418", TimeShape::kBasicDash, kMilli},
    {"20261122-0:3:9:74", TimeShape::kBasicDash,
     At(2026, 11, 22, 0, 3, 9, 74'000'000)},
    {"2026-11-22-13.24.07.418203", TimeShape::kDb2, kMicro},
    {"2026-11-22-14.24.07.418203+060", TimeShape::kDb2, kMicro},
    {"2026-326 13:24:07", TimeShape::kDayOfYear, kSecond},
    {"2026-326T13:24:07.418Z", TimeShape::kDayOfYear, kMilli},
    {"2024-366 00:00:00", TimeShape::kDayOfYear, At(2024, 12, 31)},
    {"261122 132407", TimeShape::kCompact, kSecond},
    {"261122 13:24:07", TimeShape::kCompactClock, kSecond},
    {"261122  9:24:07", TimeShape::kCompactClock, At(2026, 11, 22, 9, 24, 7)},
    {"Nov 22 13:24:07", TimeShape::kSyslog, kSecond},
    {"Nov 22 13:24:07.418203", TimeShape::kSyslog, kMicro},
    {"Nov  9 13:24:07 2025", TimeShape::kSyslog, At(2025, 11, 9, 13, 24, 7)},
    {"Sun Nov 22 13:24:07 2026", TimeShape::kCtime, kSecond},
    {"Sun Nov 22 13:24:07.418203 2026", TimeShape::kCtime, kMicro},
    {"Sun Nov 22 14:24:07 CET 2026", TimeShape::kCtime, kSecond},
    {"Sun Nov 22 2026 14:24:07 GMT+0100", TimeShape::kCtime, kSecond},
    {"Sun, 22 Nov 2026 13:24:07 GMT", TimeShape::kRfc1123, kSecond},
    {"Mon, 2 Nov 2026 14:24:07 +0100", TimeShape::kRfc1123,
     At(2026, 11, 2, 13, 24, 7)},
    {"Nov 22, 2026 1:24:07 PM", TimeShape::kMonthDayYear, kSecond},
    {"Nov 22, 2026, 1:24:07.418 PM", TimeShape::kMonthDayYear, kMilli},
    {"Nov 22, 2026 1:24:07\xE2\x80\xAFPM", TimeShape::kMonthDayYear, kSecond},
    {"Nov 22, 2026 12:24:07 AM", TimeShape::kMonthDayYear,
     At(2026, 11, 22, 0, 24, 7)},
    {"Nov 22 2026 13:24:07.418", TimeShape::kMonthDayYear, kMilli},
    {"22 Nov 2026 13:24:07,418", TimeShape::kDayMonthYear, kMilli},
    {"22-Nov-2026 13:24:07.418", TimeShape::kDayMonthYear, kMilli},
    {"22-NOV-2026 13:24:07", TimeShape::kDayMonthYear, kSecond},
    {"2 Nov 2026 13:24:07", TimeShape::kDayMonthYear,
     At(2026, 11, 2, 13, 24, 7)},
    {"22 Nov 13:24:07.418", TimeShape::kDayMonth, kMilli},
    {"22/Nov/2026:14:24:07 +0100", TimeShape::kClf, kSecond},
    {"22/Nov/2026 13:24:07", TimeShape::kClf, kSecond},
    {"11/22/2026 13:24:07", TimeShape::kNumbersYear, kSecond},
    {"11/22/2026 1:24:07 PM", TimeShape::kNumbersYear, kSecond},
    {"11/22/2026, 1:24:07.418 PM", TimeShape::kNumbersYear, kMilli},
    {"22/11/2026 13:24:07", TimeShape::kNumbersYear, kSecond},
    {"22-11-2026 13:24:07", TimeShape::kNumbersYear, kSecond},
    {"1/2/2026 3:04:05 AM", TimeShape::kNumbersYear, At(2026, 1, 2, 3, 4, 5)},
    {"26/11/22 13:24:07", TimeShape::kNumbersShort, kSecond},
    {"22.11.2026 13:24:07.418", TimeShape::kDottedDay, kMilli},
    {"11-22 13:24:07.418", TimeShape::kMonthDay, kMilli},
    {"11.22 13:24:07", TimeShape::kMonthDot, kSecond},
    {"22.11 13:24:07", TimeShape::kMonthDot, kSecond},
    {"2026-11-22", TimeShape::kDate, At(2026, 11, 22)},
    {"2026/11/22", TimeShape::kDate, At(2026, 11, 22)},
    {"13:24:07", TimeShape::kClock, kSecond},
    {"13:24:07.418203", TimeShape::kClock, kMicro},
};

TEST(TimeShape, Examples) {
  for (const Example& example : kExamples) {
    SCOPED_TRACE(example.text);
    const std::string text = example.text;
    const auto time = ParseTimestamp(text, kContext);
    ASSERT_TRUE(time);
    EXPECT_EQ(time->shape, example.shape);
    EXPECT_EQ(time->ns, example.ns);
    EXPECT_EQ(time->length, text.size());
    const auto in_line = ParseTimestamp(text + " [main] INFO x", kContext);
    ASSERT_TRUE(in_line);
    EXPECT_EQ(in_line->length, text.size());
    EXPECT_EQ(in_line->ns, example.ns);
  }
}

TEST(TimeShape, OnlyWhenAskedFor) {
  const auto klog = ParseTimestampAs(TimeShape::kKlog,
                                     "1122 13:24:07.418203  7 a.go", kContext);
  ASSERT_TRUE(klog);
  EXPECT_EQ(klog->ns, kMicro);
  EXPECT_EQ(klog->length, 20u);
  const auto auditd =
      ParseTimestampAs(TimeShape::kEpoch, "1731243847.418:123): x", kContext);
  ASSERT_TRUE(auditd);
  EXPECT_EQ(auditd->ns, 1'731'243'847'418'000'000);
  EXPECT_EQ(auditd->length, 14u);
  EXPECT_EQ(
      ParseTimestampAs(TimeShape::kEpoch, "1731243847418 x", kContext)->ns,
      1'731'243'847'418'000'000);
  EXPECT_FALSE(ParseTimestamp("1122 13:24:07.418203", kContext));
  EXPECT_FALSE(ParseTimestamp("1731243847.418:123", kContext));
}

TEST(TimeShape, OtherWordsAreNoTimes) {
  for (const char* text : {"00:11:22:33:44:55",

                           "10:20:30::1",
                           "13:24:07abc",
                           "2026-11-22-rc1",
                           "2026-11-22_13",
                           "2026-11-22abc",
                           "2026-11-22.log",
                           "10.0.0.12 13:24:07",
                           "10.11.10.1 - -",
                           "Nov ember 13:24:07",
                           "Monday morning",
                           "Sun is shining 2026",
                           "22 Nope 2026 13:24:07",
                           "2026-367 13:24:07",
                           "2026-366 13:24:07",
                           "2026-000 13:24:07",
                           "20261122x132407",
                           "13/13/2026 00:00:00",
                           "32/01/2026 00:00:00",
                           "1122 13:24:07",
                           "123456 7 8 9 0",
                           "2026-11-22-13.24.07.4+900",
                           "Nov 22, 20261 13:24:07",
                           "Sun Nov 22 13:24:07",
                           "99:99:99"}) {
    EXPECT_FALSE(ParseTimestamp(text, kContext)) << text;
  }
}

TEST(TimeShape, WordsAfterATimeAreLeft) {
  const auto length = [](const char* text) {
    const auto time = ParseTimestamp(text, kContext);
    return time ? time->length : 0;
  };
  EXPECT_EQ(length("2026-11-22 13:24:07 ERROR x"), 19u);
  EXPECT_EQ(length("2026-11-22 13:24:07 ESTABLISHED"), 19u);
  EXPECT_EQ(length("2026-11-22 13:24:07 EST_x"), 19u);
  EXPECT_EQ(length("2026-11-22 13:24:07 EST: x"), 23u);
  EXPECT_EQ(length("2026-11-22 13:24:07 [EST]"), 19u);
  EXPECT_EQ(length("Nov 22 13:24:07 2026x"), 15u);
  EXPECT_EQ(length("Nov 22 13:24:07 1234 x"), 15u);
  EXPECT_EQ(length("11/22/2026 13:24:07 PM: x"), 19u);
  EXPECT_EQ(length("11/22/2026 10:24:07 AMQP x"), 19u);
  EXPECT_EQ(length("13:24:07] x"), 8u);
  EXPECT_EQ(length("2026-11-22, x"), 10u);
}

// What a shape can say of a moment.
struct Style {
  TimeShape shape;
  int fraction_digits;
  std::string (*format)(const CivilDay& day, int weekday, int second_of_day,
                        const std::string& fraction);
};

template <class... Args>
std::string Print(const char* format, Args... args) {
  char text[96];
  std::snprintf(text, sizeof(text), format, args...);
  return text;
}

std::string Clock(int second, char separator = ':') {
  return Print("%02d%c%02d%c%02d", second / 3600, separator, second / 60 % 60,
               separator, second % 60);
}

std::string Clock12(int second) {
  const int hour = second / 3600;
  return Print("%d:%02d:%02d %s", hour % 12 == 0 ? 12 : hour % 12,
               second / 60 % 60, second % 60, hour < 12 ? "AM" : "PM");
}

constexpr Style kStyles[] = {
    {TimeShape::kIso8601, 9,
     [](const CivilDay& d, int, int s, const std::string& f) {
       return Print("%04d-%02d-%02dT", d.year, d.month, d.day) + Clock(s) +
              "." + f + "Z";
     }},
    {TimeShape::kSlashes, 3,
     [](const CivilDay& d, int, int s, const std::string& f) {
       return Print("%04d/%02d/%02d ", d.year, d.month, d.day) + Clock(s) +
              "," + f;
     }},
    {TimeShape::kSyslog, 6,
     [](const CivilDay& d, int, int s, const std::string& f) {
       return Print("%s %2d ", kMonths[d.month - 1], d.day) + Clock(s) + "." +
              f + Print(" %d", d.year);
     }},
    {TimeShape::kCompact, 0,
     [](const CivilDay& d, int, int s, const std::string&) {
       return Print("%02d%02d%02d %02d%02d%02d", d.year % 100, d.month, d.day,
                    s / 3600, s / 60 % 60, s % 60);
     }},
    {TimeShape::kCompactClock, 0,
     [](const CivilDay& d, int, int s, const std::string&) {
       return Print("%02d%02d%02d %2d:%02d:%02d", d.year % 100, d.month, d.day,
                    s / 3600, s / 60 % 60, s % 60);
     }},
    {TimeShape::kClf, 0,
     [](const CivilDay& d, int, int s, const std::string&) {
       return Print("%02d/%s/%04d:", d.day, kMonths[d.month - 1], d.year) +
              Clock(s) + " +0000";
     }},
    {TimeShape::kMonthDay, 3,
     [](const CivilDay& d, int, int s, const std::string& f) {
       return Print("%02d-%02d ", d.month, d.day) + Clock(s) + "." + f;
     }},
    {TimeShape::kMonthDot, 0,
     [](const CivilDay& d, int, int s, const std::string&) {
       return Print("%02d.%02d ", d.month, d.day) + Clock(s);
     }},
    {TimeShape::kDots, 3,
     [](const CivilDay& d, int, int s, const std::string& f) {
       return Print("%04d.%02d.%02d-", d.year, d.month, d.day) + Clock(s, '.') +
              ":" + f;
     }},
    {TimeShape::kDb2, 6,
     [](const CivilDay& d, int, int s, const std::string& f) {
       return Print("%04d-%02d-%02d-", d.year, d.month, d.day) + Clock(s, '.') +
              "." + f;
     }},
    {TimeShape::kIsoBasic, 9,
     [](const CivilDay& d, int, int s, const std::string& f) {
       return Print("%04d%02d%02dT%02d%02d%02d.", d.year, d.month, d.day,
                    s / 3600, s / 60 % 60, s % 60) +
              f + "Z";
     }},
    {TimeShape::kBasicDash, 3,
     [](const CivilDay& d, int, int s, const std::string& f) {
       return Print("%04d%02d%02d-%d:%d:%d:", d.year, d.month, d.day, s / 3600,
                    s / 60 % 60, s % 60) +
              f;
     }},
    {TimeShape::kDayOfYear, 3,
     [](const CivilDay& d, int, int s, const std::string& f) {
       const int64_t day = DaysFromCivil(d) - DaysFromCivil({d.year, 1, 1});
       return Print("%04d-%03d ", d.year, static_cast<int>(day + 1)) +
              Clock(s) + "." + f;
     }},
    {TimeShape::kCtime, 6,
     [](const CivilDay& d, int w, int s, const std::string& f) {
       return Print("%s %s %02d ", kWeekdays[w], kMonths[d.month - 1], d.day) +
              Clock(s) + "." + f + Print(" %d", d.year);
     }},
    {TimeShape::kRfc1123, 0,
     [](const CivilDay& d, int w, int s, const std::string&) {
       return Print("%s, %02d %s %04d ", kWeekdays[w], d.day,
                    kMonths[d.month - 1], d.year) +
              Clock(s) + " GMT";
     }},
    {TimeShape::kMonthDayYear, 0,
     [](const CivilDay& d, int, int s, const std::string&) {
       return Print("%s %d, %04d ", kMonths[d.month - 1], d.day, d.year) +
              Clock12(s);
     }},
    {TimeShape::kDayMonthYear, 3,
     [](const CivilDay& d, int, int s, const std::string& f) {
       return Print("%d %s %04d ", d.day, kMonths[d.month - 1], d.year) +
              Clock(s) + "," + f;
     }},
    {TimeShape::kDayMonth, 3,
     [](const CivilDay& d, int, int s, const std::string& f) {
       return Print("%02d %s ", d.day, kMonths[d.month - 1]) + Clock(s) + "." +
              f;
     }},
    {TimeShape::kNumbersYear, 0,
     [](const CivilDay& d, int, int s, const std::string&) {
       return Print("%d/%d/%04d ", d.month, d.day, d.year) + Clock12(s);
     }},
    {TimeShape::kNumbersShort, 0,
     [](const CivilDay& d, int, int s, const std::string&) {
       return Print("%02d/%02d/%02d ", d.year % 100, d.month, d.day) + Clock(s);
     }},
    {TimeShape::kDottedDay, 3,
     [](const CivilDay& d, int, int s, const std::string& f) {
       return Print("%02d.%02d.%04d ", d.day, d.month, d.year) + Clock(s) +
              "." + f;
     }},
    {TimeShape::kKlog, 6,
     [](const CivilDay& d, int, int s, const std::string& f) {
       return Print("%02d%02d ", d.month, d.day) + Clock(s) + "." + f;
     }},
    {TimeShape::kClock, 6,
     [](const CivilDay&, int, int s, const std::string& f) {
       return Clock(s) + "." + f;
     }},
    {TimeShape::kEpoch, 6,
     [](const CivilDay& d, int, int s, const std::string& f) {
       return std::to_string(DaysFromCivil(d) * kSecondsPerDay + s) + "." + f;
     }},
};

// The reader gets a moment back from what a shape can say of it.
TEST(TimeShape, WrittenAndReadIsTheSameMoment) {
  std::mt19937_64 random(20261122);
  for (const Style& style : kStyles) {
    for (int i = 0; i < 2000; ++i) {
      // Of 2002 to 2068, where two digits of a year and ten of an epoch do.
      const int64_t seconds =
          1'010'000'000 + static_cast<int64_t>(random() % 2'090'000'000);
      const int64_t days = seconds / kSecondsPerDay;
      int64_t unit = kNsPerSecond;
      for (int digit = 0; digit < style.fraction_digits; ++digit) unit /= 10;
      const int64_t fraction =
          static_cast<int64_t>(random() % static_cast<uint64_t>(kNsPerSecond)) /
          unit;
      const std::string digits = style.fraction_digits == 0
                                     ? ""
                                     : Print("%0*lld", style.fraction_digits,
                                             static_cast<long long>(fraction));
      const std::string text =
          style.format(CivilFromDays(days), static_cast<int>(days % 7),
                       static_cast<int>(seconds % kSecondsPerDay), digits);
      SCOPED_TRACE(text);
      const int64_t ns = seconds * kNsPerSecond +
                         (style.fraction_digits == 0 ? 0 : fraction * unit);
      // Some day later, so that a year or a day is found again.
      const TimeContext context = {.reference_ns = ns + kNsPerSecond};
      const auto as = ParseTimestampAs(style.shape, text, context);
      ASSERT_TRUE(as);
      ASSERT_EQ(as->ns, ns);
      ASSERT_EQ(as->length, text.size());
      if (style.shape == TimeShape::kKlog || style.shape == TimeShape::kEpoch) {
        continue;
      }
      const auto found = ParseTimestamp(text, context);
      ASSERT_TRUE(found);
      ASSERT_EQ(found->shape, style.shape);
      ASSERT_EQ(found->ns, ns);
    }
  }
}

// Cut, damaged and continued times of every shape stay inside their text.
TEST(TimeShape, DamageIsReadOrRefusedWithinTheText) {
  std::mt19937 random(7);
  for (const Example& example : kExamples) {
    const std::string whole = example.text;
    for (int i = 0; i < 300; ++i) {
      std::string text = whole.substr(0, random() % (whole.size() + 1));
      if (!text.empty() && i % 2 == 1) {
        text[random() % text.size()] = "0129 :/-.,TZ+P\xff\0"[random() % 16];
      }
      if (i % 3 == 0) text += static_cast<char>(random());
      const std::string exact(text);
      if (const auto time = ParseTimestamp(exact, kContext)) {
        ASSERT_GT(time->length, 0u);
        ASSERT_LE(time->length, exact.size());
      }
      for (int shape = 0; shape < kTimeShapes; ++shape) {
        const auto time =
            ParseTimestampAs(static_cast<TimeShape>(shape), exact, kContext);
        if (time) {
          ASSERT_LE(time->length, exact.size());
        }
      }
    }
  }
}

}  // namespace
}  // namespace taffrail
