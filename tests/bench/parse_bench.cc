// parse_bench FILE...: reads a JSON line of 1 KB; detects the format of each
// file, splits it into lines and reads time, severity and service of each with
// and without formats; cuts it into words.
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "core/parse/format_detector.h"
#include "core/parse/format_registry.h"
#include "core/parse/line_splitter.h"
#include "core/parse/record_parser.h"
#include "tests/bench/support/measure.h"

namespace taffrail {
namespace {

// In the past, so that a time without a year is one of this century.
constexpr int64_t kReferenceNs = 1700000000 * int64_t{1000000000};

// Reads every record of `text` with `parser`, looking for its fields if asked.
double ParseSeconds(RecordParser& parser, const std::string& text,
                    std::vector<ParsedField>* fields) {
  return FastestSeconds([&] {
    int64_t sum = 0;
    LineSplitter splitter;
    const auto take = [&](const RawRecord& raw) {
      const std::string_view line = WithoutTerminator(raw.bytes);
      const ParsedRecord record =
          fields ? parser.ParseWithFields(line, fields) : parser.Parse(line);
      sum += record.severity + record.time_ns.value_or(0);
    };
    splitter.Feed(text, take);
    splitter.Finish(take);
    Keep(sum);
  });
}

std::vector<std::string_view> FirstLinesOf(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty() && lines.size() < kMaxSampleRecords) {
    const size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

void MeasureParsing(const std::string& name, const std::string& text) {
  const TimeContext context{.reference_ns = kReferenceNs};
  const FormatRegistry registry = FormatRegistry::WithBuiltIns();
  const std::vector<std::string_view> sample = FirstLinesOf(text);
  Detection detection;
  const double seconds = FastestSeconds(
      [&] { detection = DetectFormat(registry, sample, context); });
  PrintFigure(name + ": detect " + detection.candidates[0].name, seconds * 1e3,
              "ms");
  const auto report = [&](const std::string& what, RecordParser& parser,
                          std::vector<ParsedField>* fields) {
    const double taken = ParseSeconds(parser, text, fields);
    PrintFigure(name + ": " + what, text.size() / taken / 1e6, "MB/s");
  };
  std::vector<ParsedField> fields;
  RecordParser plain(context);
  report("split and parse without formats", plain, nullptr);
  RecordParser parser(registry, detection.source, context);
  report("split and parse", parser, nullptr);
  report("split and parse with fields", parser, &fields);
  // What a line costs that none of the source's formats reads.
  RecordParser missing(registry, {}, context);
  report("split and parse undetected", missing, nullptr);
}

// A service's line of about 1 KB, nested as loggers do.
std::string JsonLine() {
  std::string line =
      R"({"@timestamp":"2026-11-22T13:24:07.418203Z","ecs.version":"1.6.0","log.level":"error",)"
      R"("service":{"name":"checkout","version":"4.2.1","environment":"prod"},)"
      R"("host":{"name":"web-1","ip":"10.2.31.7"},"process":{"pid":4821,)"
      R"("thread":{"name":"http-nio-8080-exec-3"}},)"
      R"("trace":{"id":"4bf92f3577b34da6a3ce929d0e0e4736"},)"
      R"("span":{"id":"00f067aa0ba902b7"},)"
      R"("http":{"request":{"method":"POST","bytes":512},"response":)"
      R"({"status_code":504,"bytes":16}},"url":{"path":"/v1/orders/7/pay",)"
      R"("query":"retry=1&page=2"},"user":{"id":"u_81723","tier":"gold"},)"
      R"("event":{"duration":15003817,"dataset":"checkout.api"},)"
      R"("labels":{"region":"eu-west-1","cell":"c7","canary":false},)"
      R"("order":{"id":"ord_01JDA7","items":3,"total":118.25},)"
      R"("message":"payment of order \"ord_01JDA7\" timed out after 15 s",)"
      R"("error":{"type":"java.net.SocketTimeoutException","stack_trace":")";
  while (line.size() < 1000) line += R"(\tat shop.Pay.doPost(Pay.java:41)\n)";
  return line + "\"}}";
}

void MeasureJson() {
  const TimeContext context{.reference_ns = kReferenceNs};
  const FormatRegistry registry = FormatRegistry::WithBuiltIns();
  const std::string line = JsonLine();
  RecordParser parser(registry, {{"ecs"}, "", ""}, context);
  std::vector<ParsedField> fields;
  constexpr int kTimes = 2000;
  const double seconds = FastestSeconds([&] {
    for (int i = 0; i < kTimes; ++i) {
      Keep(parser.ParseWithFields(line, &fields));
      Keep(fields.size());
    }
  });
  PrintFigure("JSON line: bytes", static_cast<double>(line.size()), "B");
  PrintFigure("JSON line: fields", static_cast<double>(fields.size()),
              "fields");
  PrintFigure("JSON line: parse and extract", seconds / kTimes * 1e6, "us");
  PrintFigure("JSON line: parser state",
              static_cast<double>(parser.StateBytes()) / 1024, "KiB");
  PrintFigure("registry", static_cast<double>(registry.formats().size()),
              "formats");
}

}  // namespace
}  // namespace taffrail

int main(int argc, char** argv) {
  taffrail::MeasureJson();
  for (int i = 1; i < argc; ++i) {
    const std::string path = argv[i];
    const std::string text = taffrail::ReadWhole(path);
    const std::string name = path.substr(path.find_last_of('/') + 1);
    taffrail::MeasureParsing(name, text);
  }
}
