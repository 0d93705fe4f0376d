#include "core/parse/wrapped_line.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/parse/civil.h"
#include "core/parse/format_detector.h"
#include "core/parse/format_registry.h"
#include "core/parse/record_parser.h"
#include "core/parse/record_splitter.h"
#include "core/parse/time_text.h"

namespace taffrail {
namespace {

constexpr TimeContext kContext = {DaysFromCivil({2027, 1, 1}) * kNsPerDay};

struct Read {
  std::string time;
  int severity;
  std::string service;
  std::string body;
  std::string fields;
};

class Wrapped : public testing::Test {
 protected:
  Read ReadRecord(const std::string& record,
                  std::vector<std::string> formats = {"docker_json", "cri"}) {
    RecordParser parser(registry_, {std::move(formats), "", ""}, kContext);
    std::vector<ParsedField> fields;
    const ParsedRecord plain = parser.Parse(record);
    const Read first = {plain.time_ns ? TimeText(*plain.time_ns) : "",
                        plain.severity,
                        std::string(plain.service),
                        std::string(plain.body),
                        {}};
    const ParsedRecord parsed = parser.ParseWithFields(record, &fields);
    // What is asked for does not change what is said.
    EXPECT_EQ(plain.time_ns, parsed.time_ns);
    EXPECT_EQ(first.severity, parsed.severity);
    EXPECT_EQ(first.service, parsed.service);
    EXPECT_EQ(first.body, parsed.body);
    Read read = first;
    for (const ParsedField& field : fields) {
      read.fields.append(field.name).append("=").append(field.value) += ';';
    }
    return read;
  }

  std::vector<std::string> Split(const std::string& text) {
    RecordParser parser(registry_, {{"docker_json", "cri"}, "", ""}, kContext);
    RecordSplitter splitter({}, [&](std::string_view line) {
      return parser.Parse(line).has_header;
    });
    std::vector<std::string> records;
    const auto sink = [&](const RawRecord& record) {
      records.emplace_back(record.bytes);
    };
    splitter.Feed(text, sink);
    splitter.Finish(sink);
    return records;
  }

  const FormatRegistry registry_ = FormatRegistry::WithBuiltIns();
};

const char kCri[] = "2026-11-22T13:24:07.5Z stdout F ";

TEST_F(Wrapped, InnerLineIsReadByItsOwnFormat) {
  const Read klog = ReadRecord(std::string(kCri) +
                               "W1122 13:24:07.418203       7 cart.go:17] low");
  EXPECT_EQ(klog.time, "2026-11-22T13:24:07.418203000Z");
  EXPECT_EQ(klog.severity, 13);
  EXPECT_EQ(klog.body, "low");
  EXPECT_NE(klog.fields.find("log.iostream=stdout;"), std::string::npos);
  EXPECT_NE(klog.fields.find("observed_time=2026-11-22T13:24:07.500000000Z;"),
            std::string::npos);
  EXPECT_NE(klog.fields.find("code.file.path=cart.go;"), std::string::npos)
      << klog.fields;
}

TEST_F(Wrapped, InnerJsonMayHoldEscapesOfEscapes) {
  const Read read =
      ReadRecord(R"({"log":"{\"msg\":\"say \\\"hi\\\"\",\"level\":50}\n",)"
                 R"("stream":"stderr","time":"2026-11-22T13:24:07Z"})");
  EXPECT_EQ(read.body, "say \"hi\"");
  EXPECT_EQ(read.severity, 17);
  EXPECT_EQ(read.time, "2026-11-22T13:24:07.000000000Z");
}

TEST_F(Wrapped, ColoursInsideAreNoText) {
  EXPECT_EQ(ReadRecord(R"({"log":"\u001b[31mERROR\u001b[0m no stock\n",)"
                       R"("stream":"stderr","time":"2026-11-22T13:24:07Z"})")
                .severity,
            17);
}

TEST_F(Wrapped, TimeOfDayInsideIsOfTheDayOutside) {
  EXPECT_EQ(ReadRecord("2026-03-01T00:00:01Z stdout F 23:59:59 INFO late").time,
            "2026-02-28T23:59:59.000000000Z");
}

TEST_F(Wrapped, TimeInsideThatIsNoneOfTheLineIsLeftAlone) {
  // Of another zone; of what the line speaks about.
  for (const char* text :
       {"2026-11-22 14:24:07 INFO x", "valid until 2030-01-01 00:00:00 only"}) {
    EXPECT_EQ(ReadRecord(kCri + std::string(text)).time,
              "2026-11-22T13:24:07.500000000Z")
        << text;
  }
  // Held up, but it says where it is from.
  EXPECT_EQ(ReadRecord(std::string(kCri) + "2026-11-22T12:24:07Z INFO x").time,
            "2026-11-22T12:24:07.000000000Z");
  for (const char* text : {R"({"ts":"2026-11-22T12:24:07+00:00","msg":"x"})",
                           R"({"ts":1795350247,"msg":"x"})",
                           "ts=2026-11-22T13:24:07+01:00 level=info msg=x"}) {
    EXPECT_EQ(ReadRecord(kCri + std::string(text)).time,
              "2026-11-22T12:24:07.000000000Z")
        << text;
  }
  for (const char* text : {R"({"ts":"2026-11-22 12:24:07","msg":"x"})",
                           "ts=\"2026-11-22 12:24:07\" level=info msg=x"}) {
    EXPECT_EQ(ReadRecord(kCri + std::string(text)).time,
              "2026-11-22T13:24:07.500000000Z")
        << text;
  }
}

TEST_F(Wrapped, EmptyLineInsideIsKept) {
  EXPECT_EQ(ReadRecord("2026-11-22T13:24:07.5Z stdout F ").body, "");
  const std::string docker =
      R"({"log":"\n","stream":"stdout","time":"2026-11-22T13:24:07Z"})";
  EXPECT_EQ(ReadRecord(docker).body, docker);
}

TEST_F(Wrapped, PartsOfALineArePutTogether) {
  const std::string record =
      "2026-11-22T13:24:07.5Z stdout P {\"level\":\"error\",\"msg\":\"no st\n"
      "2026-11-22T13:24:07.5Z stdout P ock in \n"
      "2026-11-22T13:24:07.6Z stdout F store\",\"n\":7}\n";
  const std::string other = "2026-11-22T13:24:07.6Z stdout F next\n";
  EXPECT_EQ(Split(record + other), (std::vector{record, other}));
  const Read read = ReadRecord(record.substr(0, record.size() - 1));
  EXPECT_EQ(read.body, "no stock in store");
  EXPECT_EQ(read.severity, 17);
  EXPECT_EQ(read.fields, "log.iostream=stdout;n=7;");
}

TEST_F(Wrapped, DockersPiecesArePutTogether) {
  const auto line = [](const std::string& log) {
    return "{\"log\":\"" + log +
           "\",\"stream\":\"stdout\",\"time\":\"2026-11-22T13:24:07Z\"}\n";
  };
  const std::string piece(16384, 'x');
  EXPECT_EQ(Split(line(piece) + line("end\\n") + line("next\\n")),
            (std::vector{line(piece) + line("end\\n"), line("next\\n")}));
  // A program may end without ending its line.
  EXPECT_EQ(Split(line("short") + line("next\\n")).size(), 2u);
}

TEST_F(Wrapped, TraceOfOneStreamIsOneRecord) {
  const std::string head = "2026-11-22T13:24:07Z stderr F ";
  const std::string trace = head + "2026-11-22 13:24:07 ERROR no stock\n" +
                            head + "java.lang.IllegalStateException: no\n" +
                            head + "\tat com.shop.Cart.add(Cart.java:17)\n" +
                            head + "Caused by: java.io.IOException: disk\n";
  const std::string other = "2026-11-22T13:24:07Z stdout F  indented\n";
  const std::vector<std::string> records = Split(trace + other);
  ASSERT_EQ(records.size(), 3u);  // The exception's name has no shape.
  EXPECT_EQ(records[2], other);
  const Read read = ReadRecord(records[1].substr(0, records[1].size() - 1));
  EXPECT_EQ(read.body,
            "java.lang.IllegalStateException: no\n"
            "\tat com.shop.Cart.add(Cart.java:17)\n"
            "Caused by: java.io.IOException: disk");
}

TEST_F(Wrapped, FormatsInsideAreDetected) {
  std::vector<std::string> lines;
  for (int i = 0; i < 9; ++i) {
    lines.push_back(
        kCri + (R"({"level":30,"time":179535384700)" + std::to_string(i)) +
        R"(,"pid":7,"hostname":"web","name":"cart","msg":"m","v":0})");
  }
  const std::vector<std::string_view> views(lines.begin(), lines.end());
  EXPECT_EQ(DetectFormat(registry_, views, kContext).source.formats,
            (std::vector<std::string>{"cri", "bunyan"}));
}

}  // namespace
}  // namespace taffrail
