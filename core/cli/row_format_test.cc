#include "core/cli/row_format.h"

#include <gtest/gtest.h>

namespace taffrail {
namespace {

v1::Row Sample() {
  v1::Row row;
  row.mutable_key()->set_time_ns(1795353847418203000);
  row.set_severity(17);
  row.set_service("check,out");
  row.set_body("a \"b\"\t\xff");
  return row;
}

TEST(RowFormat, EachFormatIsOneLine) {
  EXPECT_EQ(FormatRow(Sample(), RowFormat::kText, TimeZone()),
            "2026-11-22T13:24:07.418203000Z ERROR check,out a \"b\"\t\xff\n");
  EXPECT_EQ(FormatRow(Sample(), RowFormat::kNdjson, TimeZone()),
            "{\"ts\":1795353847418203000,\"level\":\"ERROR\","
            "\"severity_number\":17,\"service\":\"check,out\","
            "\"body\":\"a \\\"b\\\"\\u0009\uFFFD\"}\n");
  EXPECT_EQ(FormatRow(Sample(), RowFormat::kCsv, TimeZone()),
            "2026-11-22T13:24:07.418203000Z,ERROR,\"check,out\","
            "\"a \"\"b\"\"\t\xff\"\n");
}

TEST(RowFormat, TimesAreOfTheZoneAndSayHowFarItIsFromUtc) {
  EXPECT_EQ(
      FormatRow(Sample(), RowFormat::kText, TimeZone::Fixed(19'800)),
      "2026-11-22T18:54:07.418203000+05:30 ERROR check,out a \"b\"\t\xff\n");
  v1::Row row;
  EXPECT_EQ(FormatRow(row, RowFormat::kCsv, TimeZone::Fixed(-12'600)),
            "1969-12-31T20:30:00.000000000-03:30,,,\n");
}

TEST(RowFormat, TimesBeforeTheEpochAreDatesToo) {
  v1::Row row;
  row.mutable_key()->set_time_ns(-1);
  EXPECT_EQ(FormatRow(row, RowFormat::kCsv, TimeZone()),
            "1969-12-31T23:59:59.999999999Z,,,\n");
}

}  // namespace
}  // namespace taffrail
