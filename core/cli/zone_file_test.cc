#include "core/cli/zone_file.h"

#include <gtest/gtest.h>

namespace taffrail {
namespace {

TEST(ZoneFile, UtcNeedsNoFile) {
  const StatusOr<TimeZone> zone = LoadZone("UTC");
  ASSERT_TRUE(zone.ok());
  EXPECT_EQ(*zone, TimeZone());
}

TEST(ZoneFile, NamesThatLeadElsewhereAreRefused) {
  for (const char* name :
       {"", "../passwd", "/etc/localtime", "Europe/../Berlin", "a b"}) {
    EXPECT_EQ(LoadZone(name).status().code(), StatusCode::kInvalidArgument)
        << name;
  }
  EXPECT_FALSE(LoadZone("Mars/Olympus").ok());
}

TEST(ZoneFile, SystemsZonesAreRead) {
  const StatusOr<TimeZone> berlin = LoadZone("Europe/Berlin");
  if (!berlin.ok()) GTEST_SKIP() << berlin.status().message();
  EXPECT_EQ(berlin->OffsetAt(1'795'348'800), 3600);  // 2026-11-22
  EXPECT_EQ(berlin->OffsetAt(1'782'000'000), 7200);  // 2026-06-21
  EXPECT_EQ(berlin->OffsetAt(3'354'000'000), 7200);  // 2076-04-13
  EXPECT_STREQ(berlin->At(1'782'000'000).abbreviation, "CEST");
  EXPECT_TRUE(LoadZone("local").ok());
}

}  // namespace
}  // namespace taffrail
