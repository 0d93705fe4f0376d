#include "core/cli/record_format.h"

#include <gtest/gtest.h>

namespace taffrail {
namespace {

TEST(RecordFormat, IsOneLineOfJsonWithTypedAttributes) {
  RecordParser parser(TimeContext{1'795'353'847'000'000'000});
  std::vector<ParsedField> fields;
  const ParsedRecord record = parser.ParseWithFields(
      R"({"ts":"2026-11-22T13:24:07Z","level":"warn","service":"pay",)"
      R"("host":"web-1","msg":"a\n\"b\"","n":3,"f":0.5,"ok":true,"s":"7",)"
      R"("trace_id":"4bf92f3577b34da6a3ce929d0e0e4736","n":4})",
      &fields);
  EXPECT_EQ(
      FormatRecord(12, record, fields,
                   {"00000000000000a1", "a <*>", {"\"b\""}}),
      R"({"line":12,"ts":1795353847000000000,"level":"WARN",)"
      R"("severity_number":13,"service":"pay","host":"web-1",)"
      R"("body":"a\u000a\"b\"","template_id":"00000000000000a1",)"
      R"("template":"a <*>","params":["\"b\""],"attributes":{"f":0.5,"ok":true,)"
      R"("s":"7","n":4},"trace_id":"4bf92f3577b34da6a3ce929d0e0e4736",)"
      R"("span_id":""})"
      "\n");
}

TEST(RecordFormat, WhatIsNotStatedIsNullOrEmpty) {
  RecordParser parser(TimeContext{});
  std::vector<ParsedField> fields;
  const ParsedRecord record = parser.ParseWithFields("hello", &fields);
  EXPECT_EQ(FormatRecord(1, record, fields, {}),
            R"({"line":1,"ts":null,"level":"","severity_number":0,)"
            R"("service":"","body":"hello","template_id":"","template":"",)"
            R"("params":[],"attributes":{},"trace_id":"",)"
            R"("span_id":""})"
            "\n");
}

TEST(RecordFormat, DamagedRecordSaysSo) {
  RecordParser parser(TimeContext{});
  std::vector<ParsedField> fields;
  const ParsedRecord record = parser.ParseWithFields(
      R"({"level":"error","msg":"boom","n":7,"s":"half)", &fields);
  const std::string text = FormatRecord(1, record, fields, {});
  EXPECT_NE(text.find(R"("body":"boom")"), text.npos) << text;
  EXPECT_NE(text.find(R"("attributes":{"n":7},"damaged":true)"), text.npos)
      << text;
}

TEST(RecordFormat, OfManyFieldsOfOneNameTheLastCounts) {
  std::vector<std::string> names;
  for (int i = 0; i < 30'000; ++i) names.push_back("k" + std::to_string(i));
  std::vector<ParsedField> fields;
  for (const char* value : {"a", "b"}) {
    for (const std::string& name : names) {
      fields.push_back({.name = name, .value = value});
    }
  }
  const std::string text = FormatRecord(1, {}, fields, {});
  EXPECT_EQ(text.find(R"(:"a")"), text.npos);
  EXPECT_NE(text.find(R"("k29999":"b")"), text.npos);
}

}  // namespace
}  // namespace taffrail
