#include "ui/text/format_skeleton.h"

#include <gtest/gtest.h>

namespace taffrail::ui {
namespace {

v1::RecordDetail Record(const char* raw, const char* service,
                        const char* body) {
  v1::RecordDetail record;
  record.set_raw(raw);
  record.mutable_row()->set_service(service);
  record.mutable_row()->set_body(body);
  return record;
}

TEST(FormatSkeleton, PatternReadsWhatTheRecordWasReadAs) {
  EXPECT_EQ(PatternOf(Record("2026-11-22T10:00:00.250Z ERROR svc1: gave up",
                             "svc1", "gave up")),
            "{time} {severity} {service:name}: {body}");
  EXPECT_EQ(
      PatternOf(Record("[22/Nov/2026:10:00:00 +0000] (warn) slow", "", "slow")),
      "[{time}] ({severity}) {body}");
  EXPECT_EQ(PatternOf(Record("Nov 22 10:00:00 host sshd[7]: bye\n  more",
                             "sshd", "bye\n  more")),
            "{time} host {service:name}[7]: {body}");
}

TEST(FormatSkeleton, BracesOfTheLineAreDoubledAndBlanksAreOne) {
  EXPECT_EQ(PatternOf(Record("{x}   INFO  hello", "", "hello")),
            "{{x}} {severity} {body}");
}

TEST(FormatSkeleton, LineOfWhichNothingIsKnownIsAllMessage) {
  EXPECT_EQ(PatternOf(Record("hello", "", "hello")), "{body}");
  EXPECT_EQ(PatternOf(Record("", "", "")), "{body}");
}

TEST(FormatSkeleton, IsNamedAfterTheSource) {
  const v1::RecordDetail record = Record("hello \"you\"", "", "you");
  const std::string text = FormatSkeleton("a.tgz/App-Server.log.1", &record);
  EXPECT_NE(text.find("\"name\": \"app_server\""), std::string::npos) << text;
  EXPECT_NE(text.find("\"hello \\\"{body}\""), std::string::npos) << text;
}

TEST(FormatSkeleton, JsonLinesGetADialect) {
  const v1::RecordDetail record = Record("{\"level\":30}", "", "");
  EXPECT_NE(FormatSkeleton("x", &record).find("\"json\""), std::string::npos);
  EXPECT_NE(FormatSkeleton("x", nullptr).find("{time}"), std::string::npos);
}

TEST(HasAmbiguousDate, OnlyWhereDayAndMonthCouldChangePlaces) {
  EXPECT_TRUE(HasAmbiguousDate("03/04/2026 10:00 up"));
  EXPECT_TRUE(HasAmbiguousDate("at 3.4.26, up"));
  EXPECT_FALSE(HasAmbiguousDate("2026-03-04 10:00"));
  EXPECT_FALSE(HasAmbiguousDate("10.2.31.7 up"));
  EXPECT_FALSE(HasAmbiguousDate("1.2.3.10 up"));
  EXPECT_FALSE(HasAmbiguousDate("04/Mar/2026"));
  EXPECT_FALSE(HasAmbiguousDate(""));
}

}  // namespace
}  // namespace taffrail::ui
