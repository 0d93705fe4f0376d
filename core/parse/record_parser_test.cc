#include "core/parse/record_parser.h"

#include <gtest/gtest.h>

#include <string>

#include "core/parse/civil.h"
#include "core/parse/line_splitter.h"
#include "core/parse/severity.h"

namespace taffrail {
namespace {

constexpr int64_t kSecond =
    (DaysFromCivil({2026, 11, 22}) * kSecondsPerDay + 13 * 3600 + 24 * 60 + 7) *
    kNsPerSecond;
constexpr TimeContext kContext = {kSecond + kNsPerDay};

std::string Flat(const std::vector<ParsedField>& fields) {
  std::string flat;
  for (const ParsedField& field : fields) {
    flat.append(field.name).append("=").append(field.value).append(";");
  }
  return flat;
}

TEST(RecordParser, JsonRolesAndFields) {
  RecordParser parser(kContext);
  const std::string line =
      R"({"ts":"2026-11-22T13:24:07Z","level":"error","service":"checkout",)"
      R"("msg":"timeout \"x\"","trace":{"id":"4bf9"},"n":3,"z":null,"t":[1]})";
  std::vector<ParsedField> fields;
  const ParsedRecord record = parser.ParseWithFields(line, &fields);
  EXPECT_EQ(record.time_ns, kSecond);
  EXPECT_EQ(record.severity, 17);
  EXPECT_EQ(record.service, "checkout");
  EXPECT_EQ(record.body, "timeout \"x\"");
  EXPECT_EQ(Flat(fields), "trace.id=4bf9;n=3;t=[1];");
}

TEST(RecordParser, JsonDialects) {
  RecordParser parser(kContext);
  const auto check = [&](std::string_view line, int severity,
                         std::string_view service, std::string_view body) {
    const ParsedRecord record = parser.Parse(line);
    EXPECT_EQ(record.time_ns, kSecond) << line;
    EXPECT_EQ(record.severity, severity) << line;
    EXPECT_EQ(record.service, service) << line;
    EXPECT_EQ(record.body, body) << line;
  };
  // pino, zap, OpenTelemetry, ECS, GELF, Serilog
  check(R"({"level":40,"time":1795353847000,"name":"cart","msg":"m"})", 13,
        "cart", "m");
  check(R"({"level":"info","ts":1795353847.0,"logger":"a.b","msg":"m"})", 9,
        "a.b", "m");
  check(R"({"timeUnixNano":"1795353847000000000","severityNumber":18,)"
        R"("body":{"stringValue":"m"},"resource":{"service.name":"s"}})",
        18, "s", "m");
  check(R"({"@timestamp":"2026-11-22T13:24:07.000Z","log.level":"WARN",)"
        R"("service":{"name":"s"},"log":{"logger":"l"},"message":"m"})",
        13, "s", "m");
  // Of logr, how much detail it is: no severity.
  check(R"({"timestamp":1795353847.000,"level":0,"msg":"m"})", 0, "", "m");
  check(R"({"timestamp":1795353847.000,"severity":3,"msg":"m"})", 17, "", "m");
  check(R"({"@t":"2026-11-22T14:24:07+01:00","@l":"Warning","@m":"m"})", 13, "",
        "m");
}

TEST(RecordParser, BetterKeyWinsWhateverTheOrder) {
  RecordParser parser(kContext);
  const ParsedRecord record =
      parser.Parse(R"({"name":"x","service.name":"s","logger":"l","level":7,)"
                   R"("severity_text":"ERROR","msg":"b","message":"a"})");
  EXPECT_EQ(record.service, "s");
  EXPECT_EQ(record.severity, 17);
  EXPECT_EQ(record.body, "a");
}

TEST(RecordParser, ValueThatCannotPlayItsRoleIsAField) {
  RecordParser parser(kContext);
  std::vector<ParsedField> fields;
  const ParsedRecord record = parser.ParseWithFields(
      R"({"t":"soon","time":"2026-11-22T13:24:07Z","level":"loud"})", &fields);
  EXPECT_EQ(record.time_ns, kSecond);
  EXPECT_EQ(record.severity, 0);
  EXPECT_EQ(Flat(fields), "t=soon;level=loud;");
}

TEST(RecordParser, JsonWithoutAMessageIsItsOwnBody) {
  RecordParser parser(kContext);
  const std::string_view line = R"({"level":"info","n":1})";
  EXPECT_EQ(parser.Parse(line).body, line);
}

TEST(RecordParser, Logfmt) {
  RecordParser parser(kContext);
  std::vector<ParsedField> fields;
  const ParsedRecord record = parser.ParseWithFields(
      R"(time=2026-11-22T13:24:07Z level=warn app=auth msg="bad \"pw\"" u=7)",
      &fields);
  EXPECT_EQ(record.time_ns, kSecond);
  EXPECT_EQ(record.severity, 13);
  EXPECT_EQ(record.service, "auth");
  EXPECT_EQ(record.body, "bad \"pw\"");
  EXPECT_EQ(Flat(fields), "u=7;");
}

TEST(RecordParser, PairsAloneAreNotLogfmt) {
  RecordParser parser(kContext);
  const ParsedRecord record = parser.Parse("x=1 y=2 and so on");
  EXPECT_EQ(record.body, "x=1 y=2 and so on");
  EXPECT_FALSE(record.time_ns);
}

TEST(RecordParser, TextFields) {
  RecordParser parser(kContext);
  std::vector<ParsedField> fields;
  parser.ParseWithFields(
      "2026-11-22T13:24:07Z ERROR checkout: timeout (order=ord_1, n=\"a b\").",
      &fields);
  EXPECT_EQ(Flat(fields), "order=ord_1;n=a b;");
  parser.ParseWithFields(
      "10.2.31.7 - - [22/Nov/2026:13:24:07 +0000] \"GET /a HTTP/1.1\" 504 16 "
      "\"-\" \"curl/8\" rt=15.0",
      &fields);
  EXPECT_EQ(Flat(fields),
            "client=10.2.31.7;method=GET;path=/a;protocol=HTTP/1.1;status=504;"
            "bytes=16;user_agent=curl/8;rt=15.0;");
}

TEST(RecordParser, WhatItIsNotIsKeptAsText) {
  RecordParser parser(kContext);
  for (const std::string& line :
       {std::string(), std::string("{"), std::string("{\"a\":"),
        std::string("\0\0\0", 3), std::string("\xFF\xFE\xC3"),
        std::string("{\"n\":1} trailing"), std::string("k=\"open"),
        std::string(kMaxRecordBytes, 'x'), std::string(kMaxRecordBytes, '{'),
        std::string(kMaxRecordBytes, '[')}) {
    const ParsedRecord record = parser.Parse(line);
    EXPECT_EQ(record.body, line);
    EXPECT_FALSE(record.time_ns);
    EXPECT_EQ(record.severity, 0);
  }
}

TEST(RecordParser, OneLineDoesNotColourTheNext) {
  const std::string lines[] = {R"({"ts":"2026-11-22T13:24:07Z","msg":"a\tb"})",
                               "Jun 14 15:16:01 combo ftpd[1]: x",
                               "level=info msg=\"q \\\" q\"", "nothing"};
  RecordParser shared(kContext);
  for (int round = 0; round < 2; ++round) {
    for (const std::string& line : lines) {
      RecordParser fresh(kContext);
      const ParsedRecord expected = fresh.Parse(line);
      const ParsedRecord record = shared.Parse(line);
      EXPECT_EQ(record.time_ns, expected.time_ns);
      EXPECT_EQ(record.service, expected.service);
      EXPECT_EQ(record.body, expected.body);
    }
  }
}

TEST(RecordParser, JsonThatNestsTooDeepIsKeptAndSaysSo) {
  RecordParser parser(kContext);
  const auto nested = [](int depth) {
    std::string json = R"({"msg":"m")";
    for (int i = 1; i < depth; ++i) json += R"(,"k":{"n":1)";
    return json + std::string(static_cast<size_t>(depth), '}');
  };
  constexpr int kMost = static_cast<int>(JsonScanner::kMaxDepth);
  EXPECT_FALSE(parser.Parse(nested(kMost)).too_deep);
  const std::string deep = nested(kMost + 1);
  std::vector<ParsedField> fields;
  const ParsedRecord record = parser.ParseWithFields(deep, &fields);
  EXPECT_TRUE(record.too_deep);
  EXPECT_EQ(record.body, "m");
  EXPECT_EQ(fields.back().value, R"({"n":1})");
}

TEST(RecordParser, RowOfATableMayHoldLineBreaksInQuotes) {
  const FormatRegistry registry = FormatRegistry::WithBuiltIns();
  RecordParser parser(registry, {{"csv"}, "level,time,message,n", ""},
                      kContext);
  const std::string row =
      "error,2026-11-22T13:24:07Z,\"one, \"\"two\"\"\n three\",7";
  const ParsedRecord first = parser.Parse(row.substr(0, row.find('\n')));
  EXPECT_TRUE(first.has_header);
  EXPECT_TRUE(first.needs_all_lines);
  EXPECT_FALSE(parser.Parse(" three\",7").has_header);
  EXPECT_FALSE(parser.Parse("x\",\"three").needs_all_lines);
  const ParsedRecord whole = parser.Parse(row);
  EXPECT_FALSE(whole.needs_all_lines);
  EXPECT_EQ(whole.severity, 17);
  EXPECT_EQ(whole.time_ns, kSecond);
  EXPECT_EQ(whole.body, "one, \"two\"\n three");
}

TEST(RecordParser, RowOfATableMayHaveAColumnThatItsHeaderLeavesOut) {
  const FormatRegistry registry = FormatRegistry::WithBuiltIns();
  const std::string header =
      "Level,Date and Time,Source,Event ID,Task Category";
  RecordParser parser(registry, {{"windows_event_csv"}, header, ""}, kContext);
  const ParsedRecord record = parser.Parse(
      "Warning,11/22/2026 1:24:07 PM,Disk,51,None,\"slow, again\"");
  EXPECT_EQ(record.severity, 13);
  EXPECT_EQ(record.service, "Disk");
  EXPECT_EQ(record.body, "slow, again");
}

TEST(RecordParser, NameOfAnErrorAtTheStartIsASeverity) {
  RecordParser parser(kContext);
  EXPECT_EQ(parser.Parse("KeyError: 'total'").severity, 17);
  EXPECT_EQ(parser.Parse("DeprecationWarning: use total()").severity, 13);
  EXPECT_EQ(parser.Parse("Errors were found").severity, 0);
}

TEST(RecordParser, DamagedJsonGivesWhatStandsBeforeTheDamage) {
  RecordParser parser(TimeContext{});
  std::vector<ParsedField> fields;
  const std::string head =
      R"({"ts":"2026-11-22T13:24:10Z","level":"error","app":"pay","msg":"m",)";
  for (const char* rest :
       {R"("n":7,"v":"half)", R"("n":7,})", R"("n":7,"v":NaN})",
        R"("n":7,"v":"\u00"})", R"("n":7}trailing)", R"("n":7 "v":1})"}) {
    const std::string line = head + rest;
    const ParsedRecord record = parser.ParseWithFields(line, &fields);
    EXPECT_TRUE(record.damaged) << rest;
    EXPECT_EQ(record.time_ns, 1'795'353'850'000'000'000) << rest;
    EXPECT_EQ(record.severity, kSeverityError) << rest;
    EXPECT_EQ(record.service, "pay") << rest;
    EXPECT_EQ(record.body, "m") << rest;
    ASSERT_FALSE(fields.empty()) << rest;
    EXPECT_EQ(fields[0].name, "n") << rest;
  }
  const std::string half =
      R"({"ts":"2026-11-22T13:24:10Z","level":"error","msg":"ha)";
  EXPECT_EQ(parser.Parse(half).body, half);
  EXPECT_TRUE(parser.Parse(half).needs_all_lines);
  EXPECT_FALSE(parser.Parse(head + R"("n":7})").damaged);
  EXPECT_FALSE(parser.Parse(R"({"a" is no member})").damaged);
}

TEST(RecordParser, TextBeforeTheTimeIsPartOfTheBody) {
  RecordParser parser(TimeContext{});
  const auto body = [&](std::string_view line) {
    return std::string(parser.Parse(line).body);
  };
  EXPECT_EQ(body("worker 3 2026-11-22 13:24:07 INFO started\n  more"),
            "worker 3 started\n  more");
  const std::string_view cells = "@@7|evt=X|2026.11.22-13:24:07.1|sev=3|a b";
  EXPECT_EQ(body(cells), "@@7|evt=X|sev=3|a b");
  std::vector<ParsedField> fields;
  parser.ParseWithFields(cells, &fields);
  ASSERT_EQ(fields.size(), 2u);
  EXPECT_EQ(fields[0].name, "evt");
  EXPECT_EQ(fields[0].value, "X");
  EXPECT_EQ(fields[1].name, "sev");
  EXPECT_EQ(fields[1].value, "3");
}

TEST(RecordParser, ALineOfAnImpossibleTimeHasAHeader) {
  RecordParser parser(TimeContext{});
  const ParsedRecord parsed = parser.Parse("9999-12-31T23:59:59Z INFO b");
  EXPECT_TRUE(parsed.has_header);
  EXPECT_FALSE(parsed.time_ns);
}

TEST(RecordParser, AnEpochInBracketsIsNoUptime) {
  const FormatRegistry registry = FormatRegistry::WithBuiltIns();
  RecordParser parser(registry, SourceFormat{{"dmesg"}, "", ""}, TimeContext{});
  EXPECT_EQ(parser.Parse("[1795353847.123456] hello").time_ns,
            1795353847123456000);
  EXPECT_FALSE(parser.Parse("[179535384.123456] hello").time_ns);
}

}  // namespace
}  // namespace taffrail
