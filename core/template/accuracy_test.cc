#include <gtest/gtest.h>

#include "core/parse/format_detector.h"
#include "core/parse/loghub_samples.h"
#include "core/parse/record_parser.h"
#include "core/template/grouping_score.h"
#include "core/template/template_miner.h"

namespace taffrail {
namespace {

struct Floors {
  double grouping_accuracy;
  double f1;
};

// Mines each sample alone, all with the same options, and checks the means.
void ExpectMeans(const std::vector<LabelledSample>& samples,
                 const std::vector<std::string> LabelledSample::*messages,
                 Floors floors) {
  double accuracy = 0;
  double f1 = 0;
  for (const LabelledSample& sample : samples) {
    ASSERT_EQ((sample.*messages).size(), sample.events.size());
    TemplateMiner miner;
    std::vector<LeafId> leaves;
    for (const std::string& message : sample.*messages) {
      leaves.push_back(miner.Add(message));
    }
    miner.Mine();
    std::vector<uint64_t> groups;
    for (LeafId leaf : leaves) groups.push_back(miner.TemplateOf(leaf));
    const GroupingScore score = ScoreGrouping(groups, sample.events);
    accuracy += score.grouping_accuracy;
    f1 += score.f1;
  }
  accuracy /= static_cast<double>(samples.size());
  f1 /= static_cast<double>(samples.size());
  EXPECT_GE(accuracy, floors.grouping_accuracy);
  EXPECT_GE(f1, floors.f1);
}

TEST(Accuracy, MessagesAreGroupedAsPeopleLabelledThem) {
  const std::vector<LabelledSample> samples = ReadLoghubSamples();
  if (samples.empty()) GTEST_SKIP() << "loghub's samples are not here";
  ExpectMeans(samples, &LabelledSample::contents, {0.98, 0.95});
}

TEST(Accuracy, BodiesOfRawLinesAreGroupedAsWell) {
  std::vector<LabelledSample> samples = ReadLoghubSamples();
  if (samples.empty()) GTEST_SKIP() << "loghub's samples are not here";
  const FormatRegistry registry = FormatRegistry::WithBuiltIns();
  for (LabelledSample& sample : samples) {
    const std::vector<std::string_view> lines(sample.lines.begin(),
                                              sample.lines.end());
    RecordParser parser(registry,
                        DetectFormat(registry, lines, TimeContext{}).source,
                        TimeContext{});
    for (std::string& line : sample.lines) {
      line = std::string(parser.Parse(line).body);
    }
  }
  ExpectMeans(samples, &LabelledSample::lines, {0.98, 0.95});
}

}  // namespace
}  // namespace taffrail
