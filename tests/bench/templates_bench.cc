// templates_bench FILE...: cuts the lines of each file into tokens, and mines
// the templates of their messages; then scores the grouping of loghub's
// labelled samples, if they are here.
#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/parse/lexer.h"
#include "core/parse/line_splitter.h"
#include "core/parse/loghub_samples.h"
#include "core/parse/record_parser.h"
#include "core/parse/terms.h"
#include "core/template/grouping_score.h"
#include "core/template/template_miner.h"
#include "tests/bench/support/measure.h"

namespace taffrail {
namespace {

std::vector<std::string_view> Lines(const std::string& text) {
  std::vector<std::string_view> lines;
  LineSplitter splitter;
  const auto take = [&](const RawRecord& raw) {
    lines.push_back(WithoutTerminator(raw.bytes));
  };
  splitter.Feed(text, take);
  return lines;
}

constexpr size_t kSliceLines = 1000;

// Calls f(line) for all lines of a slice.
template <class F>
void ForSlice(const std::vector<std::string_view>& lines, size_t slice, F&& f) {
  const size_t end = std::min(lines.size(), (slice + 1) * kSliceLines);
  for (size_t i = slice * kSliceLines; i < end; ++i) f(lines[i]);
}

void MeasureCutting(const std::string& name, const std::string& text) {
  const std::vector<std::string_view> lines = Lines(text);
  const size_t slices = (lines.size() + kSliceLines - 1) / kSliceLines;
  const auto measure = [&](const char* what, auto&& cut) {
    const double seconds = FastestSlices(
        slices, [] {},
        [&](size_t i) {
          size_t tokens = 0;
          ForSlice(lines, i,
                   [&](std::string_view line) { tokens += cut(line); });
          Keep(tokens);
        });
    PrintFigure(name + what, text.size() / seconds / 1e6, "MB/s");
  };
  Lexer lexer;
  TermCutter cutter;
  const auto lex = [&](std::string_view line) {
    return lexer.Lex(line).size();
  };
  const auto cut = [&](std::string_view line) {
    size_t terms = 0;
    cutter.Cut(line, [&](const Term&) { ++terms; });
    return terms;
  };
  measure(": lexer", lex);
  measure(": lexer and tokenizer, line by line",
          [&](std::string_view line) { return lex(line) + cut(line); });
  // The index gets a block at a time.
  constexpr size_t kBlockBytes = 65536;
  const size_t blocks = text.size() / kBlockBytes;
  const double seconds = FastestSlices(
      blocks, [] {},
      [&](size_t i) {
        Keep(cut({text.data() + i * kBlockBytes, kBlockBytes}));
      });
  PrintFigure(name + ": tokenizer", blocks * kBlockBytes / seconds / 1e6,
              "MB/s");
}

void MeasureMiner(const std::string& name, const std::string& text) {
  RecordParser parser(TimeContext{});
  std::vector<std::string> messages;
  for (std::string_view line : Lines(text)) {
    messages.emplace_back(parser.Parse(line).body);
  }
  const std::vector<std::string_view> lines(messages.begin(), messages.end());
  // The last slice is what makes templates of it all.
  const size_t slices = (lines.size() + kSliceLines - 1) / kSliceLines;
  for (bool statistics : {true, false}) {
    std::unique_ptr<TemplateMiner> miner;
    size_t templates = 0;
    const double seconds = FastestSlices(
        slices + 1,
        [&] {
          miner = std::make_unique<TemplateMiner>(
              MinerOptions{.value_statistics = statistics});
        },
        [&](size_t i) {
          if (i < slices) {
            ForSlice(lines, i,
                     [&](std::string_view line) { miner->Add(line); });
          } else {
            miner->Mine();
            templates = miner->Templates().size();
          }
        });
    const char* const what =
        statistics ? ": templates and parameters" : ": templates";
    PrintFigure(name + what, lines.size() / seconds / 1e6, "M lines/s");
    if (statistics) {
      PrintFigure(name + ": templates found", templates, "templates");
    }
  }
}

void ScoreSamples() {
  for (const LabelledSample& sample : ReadLoghubSamples()) {
    TemplateMiner miner;
    std::vector<LeafId> leaves;
    for (const std::string& message : sample.contents) {
      leaves.push_back(miner.Add(message));
    }
    miner.Mine();
    std::vector<uint64_t> groups;
    for (LeafId leaf : leaves) groups.push_back(miner.TemplateOf(leaf));
    const GroupingScore score = ScoreGrouping(groups, sample.events);
    PrintFigure("GA " + sample.system, score.grouping_accuracy, "of 1");
    PrintFigure("FGA " + sample.system, score.f1, "of 1");
  }
}

}  // namespace
}  // namespace taffrail

int main(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) {
    const std::string path = argv[i];
    const std::string text = taffrail::ReadWhole(path);
    const std::string name = path.substr(path.find_last_of('/') + 1);
    taffrail::MeasureCutting(name, text);
    taffrail::MeasureMiner(name, text);
  }
  taffrail::ScoreSamples();
}
