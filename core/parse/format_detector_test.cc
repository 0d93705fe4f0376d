#include "core/parse/format_detector.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/parse/record_parser.h"

namespace taffrail {
namespace {

constexpr TimeContext kContext = {.reference_ns = 1'798'761'599'000'000'000};

const std::string kNginx =
    "2026/11/22 13:24:07 [error] 31#7: *1 open() \"/a\" failed";
const std::string kSyslog = "Nov 22 13:24:07 web-1 sshd[31]: accepted";

class FormatDetectorTest : public testing::Test {
 protected:
  Detection Detect(const std::vector<std::string>& lines) {
    const std::vector<std::string_view> views(lines.begin(), lines.end());
    return DetectFormat(registry_, views, kContext);
  }
  std::string FormatOf(RecordParser& parser, std::string_view line) {
    const ParsedRecord record = parser.Parse(line);
    return record.format ? record.format->name : "";
  }

  const FormatRegistry registry_ = FormatRegistry::WithBuiltIns();
};

TEST_F(FormatDetectorTest, SaysWhy) {
  std::vector<std::string> lines(9, kNginx);
  lines.push_back("2026-11-22T13:24:08Z unlike the others");
  const Detection detection = Detect(lines);
  const FormatCandidate& best = detection.candidates[0];
  EXPECT_EQ(best.name, "nginx_error");
  EXPECT_EQ(best.records, 9u);
  EXPECT_DOUBLE_EQ(best.share, 0.9);
  EXPECT_GT(detection.candidates.size(), 1u);
  EXPECT_GT(best.score, detection.candidates[1].score);
  ASSERT_FALSE(best.evidence.empty());
  EXPECT_EQ(best.evidence[0], "It reads 9 of 10 sampled records.");
  EXPECT_EQ(best.evidence.back(),
            "It does not read record 10: 2026-11-22T13:24:08Z unlike the "
            "others");
}

TEST_F(FormatDetectorTest, LinesThatBeginNoRecordDoNotCount) {
  std::vector<std::string> lines;
  for (int i = 0; i < 5; ++i) {
    lines.push_back(kNginx);
    lines.push_back("\tat some.Stack.trace(Frame.java:7)");
    lines.push_back("");
  }
  EXPECT_DOUBLE_EQ(Detect(lines).candidates[0].share, 1);
}

TEST_F(FormatDetectorTest, EveryFormatOfAMixedSourceIsKept) {
  std::vector<std::string> lines;
  for (int i = 0; i < 10; ++i) {
    lines.push_back(kNginx);
    lines.push_back(kSyslog);
  }
  const Detection detection = Detect(lines);
  RecordParser parser(registry_, detection.source, kContext);
  EXPECT_EQ(FormatOf(parser, kNginx), "nginx_error");
  EXPECT_EQ(FormatOf(parser, kSyslog), "syslog_rfc3164");
}

TEST_F(FormatDetectorTest, NothingIsText) {
  EXPECT_EQ(Detect({}).candidates[0].name, kAnyText);
  EXPECT_EQ(Detect({"hello", "", "world"}).candidates[0].name, kAnyText);
  EXPECT_TRUE(Detect({"hello", "", "world"}).source.formats.empty());
}

TEST_F(FormatDetectorTest, UnknownJsonIsJson) {
  const Detection detection =
      Detect({R"({"when":"2026-11-22T13:24:07Z","q":{"r":1}})",
              R"({"when":"2026-11-22T13:24:08Z","q":{"r":2}})"});
  EXPECT_EQ(detection.candidates[0].name, kAnyJson);
}

TEST_F(FormatDetectorTest, TableIsReadByTheHeaderOfItsSource) {
  const std::string header = "#Fields: date time c-ip cs-method sc-status";
  const std::string row = "2026-11-22 13:24:07 192.0.2.44 GET 503";
  const Detection detection = Detect({"#Version: 1.0", header, row, row});
  EXPECT_EQ(detection.candidates[0].name, "w3c");
  EXPECT_EQ(detection.source.table_header, header);
  RecordParser parser(registry_, detection.source, kContext);
  std::vector<ParsedField> fields;
  const ParsedRecord record = parser.ParseWithFields(row, &fields);
  EXPECT_EQ(record.severity, 17);
  ASSERT_EQ(fields.size(), 3u);
  EXPECT_EQ(fields[2].name, "http.response.status_code");
  EXPECT_EQ(fields[2].integer, 503);
}

TEST_F(FormatDetectorTest, WhatALineIsDoesNotDependOnThoseBefore) {
  const std::vector<std::string> lines = {
      kNginx, kSyslog, "no format", R"({"level":"info","msg":"m"})", kNginx};
  const SourceFormat source = Detect(lines).source;
  RecordParser used(registry_, source, kContext);
  for (const std::string& line : lines) {
    RecordParser fresh(registry_, source, kContext);
    EXPECT_EQ(FormatOf(used, line), FormatOf(fresh, line)) << line;
  }
}

TEST_F(FormatDetectorTest, SelfEvidentLinesAreReadInAnySource) {
  RecordParser parser(registry_, SourceFormat{{"logcat"}, "", ""}, kContext);
  EXPECT_EQ(FormatOf(parser, kNginx), "nginx_error");
}

TEST_F(FormatDetectorTest, UserCanAskForNoFormat) {
  RecordParser parser(registry_, SourceFormat{{"text"}, "", ""}, kContext);
  EXPECT_EQ(FormatOf(parser, kNginx), "");
}

TEST_F(FormatDetectorTest, UsersFormatComesFirst) {
  const SourceFormat source = {
      {"nginx_error"},
      "",
      R"({"name":"mine","patterns":["{time} [{severity}] {body}"]})"};
  const StatusOr<SourceFormat> back = SourceFormat::Parse(source.Serialize());
  ASSERT_TRUE(back.ok());
  EXPECT_EQ(*back, source);
  RecordParser parser(registry_, *back, kContext);
  EXPECT_EQ(FormatOf(parser, kNginx), "mine");
}

TEST(SourceFormat, ComesBackWithBytesThatAreNotUtf8) {
  const SourceFormat source = {
      {"csv", "text"}, "timestamp,m\x8E\x9C\"", "", {"{\"\xFF", "["}};
  const StatusOr<SourceFormat> back = SourceFormat::Parse(source.Serialize());
  ASSERT_TRUE(back.ok());
  EXPECT_EQ(*back, source);
  for (const char* wrong : {"", "{", "\x02\x03"}) {
    EXPECT_FALSE(SourceFormat::Parse(wrong).ok());
  }
}

TEST_F(FormatDetectorTest, TableHeaderMayStandBelowALineWithATime) {
  const std::string header = "#Fields: date time c-ip cs-method sc-status";
  const std::string row = "2026-11-22 13:24:07 192.0.2.44 GET 200";
  const Detection detection = Detect(
      {"#Version: 1.0", "#Date: 2026-11-22 13:24:00\r\n" + header, row, row});
  EXPECT_EQ(detection.candidates[0].name, "w3c");
  EXPECT_EQ(detection.source.table_header, header);
}

TEST_F(FormatDetectorTest, ATablesOwnHeaderMakesItMoreThanText) {
  const std::string header = "timestamp,level,service,message";
  std::vector<std::string> lines(9, "2026-11-22T13:24:07Z,ERROR,pay,\"a, b\"");
  lines.insert(lines.begin(), header);
  const Detection detection = Detect(lines);
  EXPECT_EQ(detection.candidates[0].name, "csv");
  RecordParser parser(registry_, detection.source, kContext);
  EXPECT_EQ(parser.Parse(header).service, "");
  EXPECT_EQ(parser.Parse(lines[1]).body, "a, b");
}

TEST_F(FormatDetectorTest, UsersFormatThatIsWrongSaysWhere) {
  RecordParser parser(
      registry_,
      SourceFormat{{}, "", "{\n\"name\":\"mine\",\n\"patterns\":[\"{a\"]}"},
      kContext);
  EXPECT_EQ(parser.user_format_status().message(),
            "line 3, column 13: pattern 1, column 1: expected a '}' for this "
            "'{': {a");
}

}  // namespace
}  // namespace taffrail
