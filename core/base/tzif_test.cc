#include "core/base/tzif.h"

#include <gtest/gtest.h>

#include <cstring>
#include <string>
#include <utility>
#include <vector>

#include "core/base/posix_zone_rule.h"

namespace taffrail {
namespace {

constexpr int64_t kSpring2026 = 1'774'746'000;  // 2026-03-29 01:00 UTC
constexpr int64_t kAutumn2026 = 1'792'890'000;  // 2026-10-25 01:00 UTC
constexpr char kRule[] = "CET-1CEST,M3.5.0,M10.5.0/3";

std::string BigEndian(uint64_t value, int size) {
  std::string out;
  for (int i = size - 1; i >= 0; --i) {
    out += static_cast<char>(value >> (8 * i));
  }
  return out;
}

std::string Header(uint32_t times, uint32_t types, uint32_t characters,
                   uint32_t leap = 0) {
  return "TZif2" + std::string(15, '\0') + BigEndian(0, 4) + BigEndian(0, 4) +
         BigEndian(leap, 4) + BigEndian(times, 4) + BigEndian(types, 4) +
         BigEndian(characters, 4);
}

// A file with one transition, from CET to CEST in 2025, and a rule after it.
std::string File(const std::string& rule) {
  const std::string types = BigEndian(3600, 4) + std::string("\0\0", 2) +
                            BigEndian(7200, 4) + std::string("\1\4", 2);
  return Header(0, 0, 0) + Header(1, 2, 9) + BigEndian(1'743'296'400, 8) +
         "\x01" + types + std::string("CET\0CEST\0", 9) + "\n" + rule + "\n";
}

TEST(Tzif, TransitionsAndThenTheRule) {
  const StatusOr<TimeZone> zone = ParseTzif(File(kRule));
  ASSERT_TRUE(zone.ok()) << zone.status().message();
  EXPECT_STREQ(zone->At(0).abbreviation, "CET");
  EXPECT_STREQ(zone->At(1'743'296'400).abbreviation, "CEST");
  EXPECT_EQ(zone->OffsetAt(kSpring2026 - 1), 3600);
  EXPECT_EQ(zone->OffsetAt(kSpring2026), 7200);
  EXPECT_EQ(zone->OffsetAt(kAutumn2026 - 1), 7200);
  EXPECT_EQ(zone->OffsetAt(kAutumn2026), 3600);
}

TEST(Tzif, DamageIsReported) {
  const std::string file = File(kRule);
  for (size_t size = 0; size + sizeof(kRule) + 2 < file.size(); ++size) {
    EXPECT_FALSE(ParseTzif(std::string(file.substr(0, size))).ok());
  }
  EXPECT_FALSE(ParseTzif(File("nonsense")).ok());
  // An abbreviation that no message could carry.
  EXPECT_FALSE(ParseTzif(File("<A\x01>3")).ok());
  // A type that is not there.
  std::string wrong = file;
  wrong[44 * 2 + 8] = '\x02';
  EXPECT_FALSE(ParseTzif(wrong).ok());
}

TEST(PosixZoneRule, AllKindsOfChange) {
  using Starts = std::vector<std::pair<int64_t, int>>;
  const auto expand = [](const char* rule) {
    Starts starts;
    const auto periods = ExpandPosixZoneRule(rule, 2026, 2026);
    if (!periods) return starts;
    for (const TimeZone::Period& period : *periods) {
      starts.emplace_back(period.start_s, period.offset_s);
    }
    return starts;
  };
  EXPECT_EQ(expand(kRule), (Starts{{kSpring2026, 7200}, {kAutumn2026, 3600}}));
  // The south: summer ends first. Sydney, 5 April and 4 October.
  EXPECT_EQ(expand("AEST-10AEDT,M10.1.0,M4.1.0/3"),
            (Starts{{1'775'318'400, 36'000}, {1'791'043'200, 39'600}}));
  // Dublin's winter is the exception; 1 January at 00:00 and day 90.
  EXPECT_EQ(expand("IST-1GMT0,0/0,J91/0"),
            (Starts{{1'767'222'000, 0}, {1'775'001'600, 3600}}));
  EXPECT_EQ(expand("<+0330>-3:30"), (Starts{{INT64_MIN, 12'600}}));
  for (const char* bad : {"", "CET", "CET-1CEST", "CET-1CEST,M13.1.0,M1.1.0",
                          "CET-1CEST,M3.5.0,M10.5.0x", "C-1", "<CET-1"}) {
    EXPECT_FALSE(ExpandPosixZoneRule(bad, 2026, 2026)) << bad;
  }
}

}  // namespace
}  // namespace taffrail
