#include "core/parse/field_role.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/parse/record_parser.h"
#include "core/parse/severity.h"

namespace taffrail {
namespace {

constexpr int64_t kTime = 1'795'353'847'000'000'000;  // 2026-11-22T13:24:07Z

struct Expected {
  std::string line;
  uint8_t severity;
  std::string service;
  std::string body;
  int64_t time_ns = kTime;
};

void ExpectRead(const Expected& expected) {
  RecordParser parser(TimeContext{});
  const ParsedRecord record = parser.Parse(expected.line);
  EXPECT_EQ(record.time_ns, expected.time_ns) << expected.line;
  EXPECT_EQ(record.severity, expected.severity) << expected.line;
  EXPECT_EQ(record.service, expected.service) << expected.line;
  EXPECT_EQ(record.body, expected.body) << expected.line;
}

TEST(FieldRole, NamesInTheWildNeedNoDeclaration) {
  const Expected kLines[] = {
      {R"({"@level":"error","@message":"m","@module":"core","@timestamp":"2026-11-22T13:24:07Z"})",
       kSeverityError, "core", "m"},
      {R"({"created_at":"2026-11-22T13:24:07Z","sev":"ERROR","message":"m"})",
       kSeverityError, "", "m"},
      {R"({"asctime":"2026-11-22 13:24:07,000","levelname":"ERROR","name":"a.b","message":"m"})",
       kSeverityError, "a.b", "m"},
      {R"({"_time":"2026-11-22T13:24:07.000+00:00","_raw":"m","lvl":"warn"})",
       kSeverityWarn, "", "m"},
      {R"({"Timestamp":"2026-11-22T13:24:07Z","Level":"Warning","MessageTemplate":"m {A}","RenderedMessage":"m 1","Properties":{"SourceContext":"S"}})",
       kSeverityWarn, "S", "m 1"},
      {R"({"@t":"2026-11-22T13:24:07Z","@mt":"m {A}","@m":"m 1","@l":"Error"})",
       kSeverityError, "", "m 1"},
      {R"({"Timestamp":"2026-11-22T13:24:07Z","SeverityText":"Error","Body":"m"})",
       kSeverityError, "", "m"},
      {R"({"eventTime":"2026-11-22T13:24:07Z","Severity":"ERROR","Message":"m"})",
       kSeverityError, "", "m"},
      {R"({"@timestamp":"2026-11-22T13:24:07Z","log":{"level":"error","logger":"a"},"message":"m"})",
       kSeverityError, "a", "m"},
      {R"({"event":{"created":"2026-11-22T13:24:07Z"},"syslog":{"severity":3},"message":"m"})",
       kSeverityError, "", "m"},
      {R"({"time":"2026-11-22T13:24:07Z","priority":"ERROR","message":"m"})",
       kSeverityError, "", "m"},
      {R"({"time":"2026-11-22T13:24:07Z","priority":3,"error":{"message":"m"}})",
       kSeverityNone, "", "m"},
      {R"({"start_time":"2026-11-22T13:24:07Z","msg":"m"})", kSeverityNone, "",
       "m"},
  };
  for (const Expected& line : kLines) ExpectRead(line);
}

TEST(FieldRole, SecondsAndTheirFractionStandBesideEachOther) {
  ExpectRead(
      {R"({"timestamp":{"seconds":1795353847,"nanos":5},"severity":"ERROR","message":"m"})",
       kSeverityError, "", "m", kTime + 5});
  ExpectRead(
      {R"({"instant":{"nanoOfSecond":5000,"epochSecond":1795353847},"level":"ERROR","loggerName":"a.B","message":"m"})",
       kSeverityError, "a.B", "m", kTime + 5000});
  // Of another time.
  ExpectRead(
      {R"({"time":1795353847,"instant":{"nanoOfSecond":5000},"msg":"m"})",
       kSeverityNone, "", "m"});
}

TEST(FieldRole, TheBetterKnownNameWinsInAnyOrder) {
  const std::vector<std::string> kBestFirst[] = {
      {R"("timestamp":"2026-11-22T13:24:07Z")",
       R"("created_at":"2025-01-01T00:00:00Z")",
       R"("start_time":"2024-01-01T00:00:00Z")"},
      {R"("level":"info")", R"("sev":"error")", R"("priority":"fatal")"},
      {R"("message":"m")", R"("@message":"x")", R"("error":"y")"},
  };
  for (const bool reversed : {false, true}) {
    std::string line;
    for (std::vector<std::string> members : kBestFirst) {
      if (reversed) members = {members.rbegin(), members.rend()};
      for (const std::string& member : members) {
        line += (line.empty() ? "{" : ",") + member;
      }
    }
    ExpectRead({line + "}", kSeverityInfo, "", "m"});
  }
}

}  // namespace
}  // namespace taffrail
