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
  EXPECT_EQ(FormatRow(Sample(), RowFormat::kText),
            "2026-11-22T13:24:07.418203000Z ERROR check,out a \"b\"\t\xff\n");
  EXPECT_EQ(FormatRow(Sample(), RowFormat::kNdjson),
            "{\"ts\":1795353847418203000,\"level\":\"ERROR\","
            "\"severity_number\":17,\"service\":\"check,out\","
            "\"body\":\"a \\\"b\\\"\\u0009\uFFFD\"}\n");
  EXPECT_EQ(FormatRow(Sample(), RowFormat::kCsv),
            "2026-11-22T13:24:07.418203000Z,ERROR,\"check,out\","
            "\"a \"\"b\"\"\t\xff\"\n");
}

TEST(RowFormat, TimesBeforeTheEpochAreDatesToo) {
  v1::Row row;
  row.mutable_key()->set_time_ns(-1);
  EXPECT_EQ(FormatRow(row, RowFormat::kCsv),
            "1969-12-31T23:59:59.999999999Z,,,\n");
}

}  // namespace
}  // namespace taffrail
