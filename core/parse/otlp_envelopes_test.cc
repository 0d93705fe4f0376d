#include "core/parse/otlp_envelopes.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace taffrail {
namespace {

std::string Attribute(const std::string& key, const std::string& value) {
  return R"({"key":")" + key + R"(","value":{"stringValue":")" + value +
         R"("}})";
}

std::string Resource(const std::string& service) {
  return R"("resource":{"attributes":[)" + Attribute("service.name", service) +
         R"(,{"key":"process.pid","value":{"intValue":"7"}}]})";
}

std::string Log(int number) {
  return R"({"timeUnixNano":"17953538470000000)" + std::to_string(10 + number) +
         R"(","body":{"stringValue":"m\"resource\":{},\"scopeLogs\":)" +
         std::to_string(number) + R"("},"attributes":[)" +
         Attribute("resource", "scopeLogs") + "]}";
}

const std::string kTwoServices =
    R"({"resourceLogs":[{)" + Resource("cart") +
    R"(,"scopeLogs":[{"scope":{"name":"cart.http","version":"1.2"},)"
    R"("logRecords":[)" +
    Log(0) + "," + Log(1) + R"(]},{"logRecords":[)" + Log(2) +
    R"(]}],"schemaUrl":"x"},{"schemaUrl":"y",)" + Resource("pay") +
    R"(,"scopeLogs":[{"scope":{},"logRecords":[)" + Log(3) + "]}]}]}\n" +
    R"({"resourceLogs":[{"scopeLogs":[{"logRecords":[)" + Log(4) +
    R"(]}],"resource":{}},{"resource":{},"scopeLogs":[{"logRecords":[)" +
    Log(5) + "]}]}]}\n";

// What the context of each element says, where `switch_at` bytes in another
// goes on; "cut" of the piece it begins in.
std::vector<std::string> ContextsOf(const std::string& text, size_t switch_at) {
  const ElementMark mark = MarkElements(text);
  EXPECT_TRUE(mark.otlp);
  OtlpEnvelopes envelopes;
  std::vector<std::string> found;
  size_t offset = 0;
  LineSplitter lines(mark.head);
  const auto take = [&](const RawRecord& raw) {
    const bool cut = switch_at - offset < raw.bytes.size();
    if (cut) {
      OtlpEnvelopes before;
      before.Take(std::string_view(text).substr(0, switch_at));
      envelopes = OtlpEnvelopes();
      envelopes.Take(before.Resume());
      envelopes.Take(raw.bytes.substr(switch_at - offset));
    } else {
      envelopes.TakeRecord(raw, mark);
    }
    offset += raw.bytes.size();
    ParsedRecord record;
    std::vector<ParsedField> fields;
    if (envelopes.context()) envelopes.context()->AddTo(&record, &fields);
    std::string text_of = std::string(record.service);
    for (const ParsedField& field : fields) {
      text_of += " " + std::string(field.name) + "=" + std::string(field.value);
    }
    found.push_back(cut ? "cut" : text_of);
  };
  lines.Feed(text, take);
  lines.Finish(take);
  return found;
}

const std::vector<std::string> kExpected = {
    "cart process.pid=7 otel.scope.name=cart.http otel.scope.version=1.2",
    "cart process.pid=7 otel.scope.name=cart.http otel.scope.version=1.2",
    "cart process.pid=7",
    "pay process.pid=7",
    "",
    ""};

TEST(OtlpEnvelopes, EachElementHasTheResourceAndScopeAroundIt) {
  EXPECT_EQ(ContextsOf(kTwoServices, std::string::npos), kExpected);
}

TEST(OtlpEnvelopes, GoOnAnywhereFromWhatWasResumed) {
  for (size_t at = 0; at < kTwoServices.size(); ++at) {
    std::vector<std::string> found = ContextsOf(kTwoServices, at);
    ASSERT_EQ(found.size(), kExpected.size());
    for (size_t i = 0; i < found.size(); ++i) {
      if (found[i] != "cut") {
        EXPECT_EQ(found[i], kExpected[i]) << at;
      }
    }
  }
}

TEST(OtlpEnvelopes, TextMayBeCutAnywhere) {
  OtlpEnvelopes whole;
  whole.Take(kTwoServices);
  OtlpEnvelopes bytes;
  for (const char c : kTwoServices) bytes.Take(std::string_view(&c, 1));
  EXPECT_EQ(bytes.Resume(), whole.Resume());
}

TEST(OtlpEnvelopes, ResumedTextSaysTheSameAgain) {
  for (size_t at = 0; at < kTwoServices.size(); ++at) {
    OtlpEnvelopes first;
    first.Take(std::string_view(kTwoServices).substr(0, at));
    OtlpEnvelopes second;
    second.Take(first.Resume());
    EXPECT_EQ(second.Resume(), first.Resume()) << at;
  }
}

TEST(OtlpEnvelopes, AResourceWithoutEndIsGivenUp) {
  OtlpEnvelopes envelopes;
  envelopes.Take(R"("resource":{")" +
                 std::string(OtlpEnvelopes::kMaxBytes, 'x'));
  EXPECT_LT(envelopes.Resume().size(), 100u);
}

TEST(OtlpContext, WhatARecordSaysItselfStays) {
  const OtlpContext context(
      R"({"attributes":[)" + Attribute("service.name", "cart") + "," +
          Attribute("host.name", "web-1") + "," + Attribute("a", "1") + "," +
          Attribute("b", "2") + "]}",
      {});
  ParsedRecord record;
  record.service = "own";
  std::vector<ParsedField> fields(1);
  fields[0].name = "a";
  fields[0].value = "own";
  context.AddTo(&record, &fields);
  EXPECT_EQ(record.service, "own");
  EXPECT_EQ(record.host, "web-1");
  ASSERT_EQ(fields.size(), 2u);
  EXPECT_EQ(fields[0].value, "own");
  EXPECT_EQ(fields[1].name, "b");
}

}  // namespace
}  // namespace taffrail
