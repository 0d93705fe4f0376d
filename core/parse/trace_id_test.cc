#include "core/parse/trace_id.h"

#include <gtest/gtest.h>

#include "core/parse/record_parser.h"

namespace taffrail {
namespace {

std::string Ids(std::string_view line) {
  RecordParser parser(TimeContext{});
  const TraceContext trace = parser.Parse(line).trace;
  return ToHex(trace.trace) + " " + ToHex(trace.span) + " " +
         ToHex(trace.parent);
}

constexpr char kBoth[] =
    "4bf92f3577b34da6a3ce929d0e0e4736 00f067aa0ba902b7 0000000000000000";

TEST(TraceId, AreFoundByTheNamesInTheWild) {
  for (const char* line : {
           R"({"trace_id":"4bf92f3577b34da6a3ce929d0e0e4736",)"
           R"("span_id":"00f067aa0ba902b7"})",
           R"({"trace":{"id":"4bf92f3577b34da6a3ce929d0e0e4736"},)"
           R"("span":{"id":"00f067aa0ba902b7"}})",
           R"({"traceId":"4bf92f35-77b3-4da6-a3ce-929d0e0e4736",)"
           R"("spanId":"00f067aa0ba902b7"})",
           R"({"@tr":"4bf92f3577b34da6a3ce929d0e0e4736",)"
           R"("@sp":"00f067aa0ba902b7"})",
           R"({"logging.googleapis.com/trace":)"
           R"("projects/p/traces/4bf92f3577b34da6a3ce929d0e0e4736",)"
           R"("logging.googleapis.com/spanId":"00f067aa0ba902b7"})",
           R"({"traceparent":)"
           R"("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"})",
           R"({"uber-trace-id":)"
           R"("4bf92f3577b34da6a3ce929d0e0e4736:00f067aa0ba902b7:0:1"})",
           "level=info trace_id=4bf92f3577b34da6a3ce929d0e0e4736 "
           "span_id=00f067aa0ba902b7",
       }) {
    EXPECT_EQ(Ids(line), kBoth) << line;
  }
}

TEST(TraceId, SixtyFourBitsAreTheLowHalf) {
  EXPECT_EQ(Ids(R"({"dd.trace_id":"5208512171318403364",)"
                R"("dd.span_id":"5208512171318403364"})"),
            "000000000000000048485a3953bb6124 48485a3953bb6124 "
            "0000000000000000");
  EXPECT_EQ(Ids(R"({"x-b3-traceid":"00f067aa0ba902b7"})"),
            "000000000000000000f067aa0ba902b7 0000000000000000 "
            "0000000000000000");
}

TEST(TraceId, XRayAndItsParent) {
  EXPECT_EQ(Ids(R"({"X-Amzn-Trace-Id":)"
                R"("Root=1-4bf92f35-77b34da6a3ce929d0e0e4736;)"
                R"(Parent=00f067aa0ba902b7;Sampled=1"})"),
            kBoth);
}

TEST(TraceId, WhatIsNoIdIsNone) {
  for (const char* text :
       {"", "0", "00000000000000000000000000000000", "xyz", "12345",
        "4bf92f3577b34da6a3ce929d0e0e473", "GET /traces/7"}) {
    EXPECT_FALSE(ParseTraceId(text, false)) << text;
    EXPECT_FALSE(ParseTraceContext(text)) << text;
  }
}

}  // namespace
}  // namespace taffrail
