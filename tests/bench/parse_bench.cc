// parse_bench FILE...: splits each file into lines and reads time, severity and
// service of each; cuts it into words.
#include <string>

#include "core/parse/line_splitter.h"
#include "core/parse/record_parser.h"
#include "core/parse/token.h"
#include "tests/bench/support/measure.h"

namespace taffrail {
namespace {

// In the past, so that a time without a year is one of this century.
constexpr int64_t kReferenceNs = 1700000000 * int64_t{1000000000};

void MeasureParsing(const std::string& name, const std::string& text) {
  RecordParser parser(TimeContext{.reference_ns = kReferenceNs});
  const double seconds = FastestSeconds([&] {
    int64_t sum = 0;
    LineSplitter splitter;
    const auto take = [&](const RawRecord& raw) {
      const ParsedRecord record = parser.Parse(WithoutTerminator(raw.bytes));
      sum += record.severity + record.time_ns.value_or(0);
    };
    splitter.Feed(text, take);
    splitter.Finish(take);
    Keep(sum);
  });
  PrintFigure(name + ": split and parse", text.size() / seconds / 1e6, "MB/s");
}

void MeasureWords(const std::string& name, const std::string& text) {
  const double seconds = FastestSeconds([&] {
    size_t words = 0;
    ForEachToken(text, [&](std::string_view) { ++words; });
    Keep(words);
  });
  PrintFigure(name + ": words", text.size() / seconds / 1e6, "MB/s");
}

}  // namespace
}  // namespace taffrail

int main(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) {
    const std::string path = argv[i];
    const std::string text = taffrail::ReadWhole(path);
    const std::string name = path.substr(path.find_last_of('/') + 1);
    taffrail::MeasureParsing(name, text);
    taffrail::MeasureWords(name, text);
  }
}
