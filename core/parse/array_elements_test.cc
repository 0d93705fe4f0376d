#include "core/parse/array_elements.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/parse/record_parser.h"
#include "core/parse/record_splitter.h"

namespace taffrail {
namespace {

std::vector<std::string> Split(const std::string& text, size_t step) {
  const SourceFormat source = {{}, "", "", MarkElements(text)};
  const FormatRegistry none;
  RecordParser parser(none, source, TimeContext{});
  RecordSplitter splitter(
      {.elements = source.elements},
      [&](std::string_view line) { return parser.Parse(line).has_header; });
  std::vector<std::string> records;
  const auto sink = [&](const RawRecord& record) {
    records.emplace_back(record.bytes);
  };
  for (size_t at = 0; at < text.size(); at += step) {
    splitter.Feed(std::string_view(text).substr(at, step), sink);
  }
  splitter.Finish(sink);
  return records;
}

// That `records` is how they split, joined, however they are fed, and what each
// says.
void ExpectRecords(const std::vector<std::string>& records) {
  std::string text;
  for (const std::string& record : records) text += record;
  for (const size_t step : {size_t{1}, size_t{7}, text.size()}) {
    EXPECT_EQ(Split(text, step), records) << step;
  }
  const FormatRegistry none;
  RecordParser parser(none, {{}, "", "", MarkElements(text)}, TimeContext{});
  for (size_t i = 0; i < records.size(); ++i) {
    const ParsedRecord parsed = parser.Parse(records[i]);
    EXPECT_TRUE(parsed.has_header) << records[i];
    EXPECT_EQ(parsed.body, "m" + std::to_string(i)) << records[i];
  }
}

TEST(ArrayElements, EachElementOfAnArrayIsARecord) {
  ExpectRecords({R"([{"ts":"2026-11-22","msg":"m0","a":[{"b":1}]}, )",
                 R"({"ts":"2026-11-22","x":",{\"ts\":","msg":"m1"},)",
                 "{\"ts\":\"2026-11-22\",\"msg\":\"m2\"}]\n"});
}

TEST(ArrayElements, EnvelopesGoWithTheRecordsBesideThem) {
  ExpectRecords(
      {R"({"resourceLogs":[{"resource":{"attributes":[]},"scopeLogs":[{)"
       R"("scope":{"name":"a"},"logRecords":[{"timeUnixNano":"1795353847000000000","body":{"stringValue":"m0"}},)",
       R"({"timeUnixNano":"1795353847000000000","body":{"stringValue":"m1"}}]}]},{"resource":{},"scopeLogs":[{"logRecords":[)",
       R"({"timeUnixNano":"1795353847000000000","body":{"stringValue":"m2"}}]}]}]})"
       "\n",
       R"({"resourceLogs":[{"scopeLogs":[{"logRecords":[{"timeUnixNano":"1795353847000000000","body":{"stringValue":"m3"}}]}]}]})"
       "\n"});
  ExpectRecords(
      {R"({"Records":[{"eventTime":"2026-11-22T13:24:07Z","msg":"m0"},)",
       R"({"eventTime":"2026-11-22T13:24:07Z","msg":"m1"}]})"});
}

TEST(ArrayElements, OneElementStandsOnEachLine) {
  ExpectRecords({"[{\"ts\":\"2026-11-22\",\"msg\":\"m0\"},\n",
                 "{\"ts\":\"2026-11-22\",\"msg\":\"m1\"},\n",
                 "{\"ts\":\"2026-11-22\",\"msg\":\"m2\"}\n]\n"});
  const std::string indented =
      "[\n  {\"ts\":\"2026-11-22\",\"msg\":\"m\"},\n"
      "  {\"ts\":\"2026-11-22\",\"msg\":\"n\"}\n]\n";
  EXPECT_EQ(Split(indented, 9).back(),
            "  {\"ts\":\"2026-11-22\",\"msg\":\"n\"}\n]\n");
}

TEST(ArrayElements, PrettyPrintedElementsAreRecords) {
  ExpectRecords(
      {"[\n  {\n    \"ts\": \"2026-11-22\",\n    \"msg\": \"m0\",\n"
       "    \"a\": [\n      {\n        \"b\": 1\n      }\n    ]\n"
       "  },\n",
       "  {\n    \"msg\": \"m1\",\n    \"ts\": \"2026-11-22\"\n  },\n",
       "  {\n    \"ts\": \"2026-11-22\",\n    \"msg\": \"m2\"\n  }\n"
       "]\n"});
}

TEST(ArrayElements, OtherTextIsNotMarked) {
  for (const char* text : {"", "[", "[]", "[1,2]", "[main] INFO x",
                           "{\"a\":[{\"b\":1},{\"b\":2}]}",
                           "[{\"a\":1},{\"a\":[{\"a\":2}]}]", "[{},{}]"}) {
    EXPECT_TRUE(MarkElements(text).empty()) << text;
  }
}

TEST(ArrayElements, ElementsMayBeginWithDifferentKeys) {
  ExpectRecords({R"([{"ts":"2026-11-22","msg":"m0"},)",
                 R"({"msg":"m1","x":[{"y":1}],"ts":"2026-11-22"},)",
                 R"({"ts":"2026-11-22","msg":"m2"},)",
                 "{\"level\":\"info\",\"msg\":\"m3\"}]\n"});
  ExpectRecords(
      {R"({"Records":[{"eventVersion":"1.08","message":"m0"},)",
       R"({"awsRegion":"eu-west-1","resources":[{"ARN":"a"}],"message":"m1"},)",
       R"({"eventVersion":"1.08","message":"m2"}]})"});
  ExpectRecords({"[{\"ts\":\"2026-11-22\",\"msg\":\"m0\"},\n",
                 "{\"msg\":\"m1\",\"ts\":\"2026-11-22\"}\n]\n"});
}

TEST(ArrayElements, OtherPartsOfTheSourceHaveOtherHeads) {
  ElementMark mark = MarkElements(R"([{"a":1},{"a":2},)");
  AddHeads(R"(2},{"a":3},{"b":1},{"a":4},{"c)", &mark);
  EXPECT_EQ(mark.head, "{\"a\":\n{\"b\":");
  // It would be found inside others.
  AddHeads(R"({"a":[{"d":1}]},{"d":1},)", &mark);
  EXPECT_EQ(mark.head, "{\"a\":\n{\"b\":");
}

TEST(ArrayElements, ElementsOfTooManyKindsAreNotMarked) {
  std::string text = "[";
  for (int i = 0; i < 100; ++i) {
    text += (i > 0 ? ",{\"a" : "{\"a") + std::to_string(i) + "\":1}";
  }
  EXPECT_TRUE(MarkElements(text + "]").empty());
}

TEST(ArrayElements, AttributesOfOtlpAreFields) {
  const FormatRegistry none;
  RecordParser parser(none, {}, TimeContext{});
  std::vector<ParsedField> fields;
  parser.ParseWithFields(
      R"({"timeUnixNano":"1795353847000000000","attributes":[{"key":"http.route","value":{"stringValue":"/a"}},{"key":"n","value":{"intValue":"7"}},{"key":"ok","value":{"boolValue":true}}],"x":[1]})",
      &fields);
  ASSERT_EQ(fields.size(), 4u);
  EXPECT_EQ(fields[0].name, "http.route");
  EXPECT_EQ(fields[0].value, "/a");
  EXPECT_EQ(fields[1].integer, 7);
  EXPECT_EQ(fields[2].kind, FieldKind::kBool);
  EXPECT_EQ(fields[3].name, "x");
}

}  // namespace
}  // namespace taffrail
