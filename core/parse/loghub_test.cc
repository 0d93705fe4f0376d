// The labelled samples of shared data beside the tree; skipped without them.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/parse/civil.h"
#include "core/parse/format_detector.h"
#include "core/parse/loghub_samples.h"
#include "core/parse/record_parser.h"
#include "core/parse/severity.h"
#include "core/parse/structured_record.h"

namespace taffrail {
namespace {

constexpr TimeContext kContext = {DaysFromCivil({2026, 1, 1}) * kNsPerDay};

// What its columns are called in the labels.
struct System {
  std::string name;
  std::string format;
  std::vector<std::string> time;
  std::string severity;
};

const System kSystems[] = {
    {"HDFS", "hdfs", {"Date", "Time"}, "Level"},
    {"Android", "logcat", {"Date", "Time"}, "Level"},
    {"HPC", "hpc", {"Time"}, ""},
    {"Linux", "syslog_rfc3164", {"Month", "Date", "Time"}, ""},
    {"Mac", "syslog_rfc3164", {"Month", "Date", "Time"}, ""},
    {"OpenStack", "openstack", {"Date", "Time"}, "Level"},
    {"Proxifier", "proxifier", {"Time"}, ""},
    {"Thunderbird", "thunderbird", {"Timestamp"}, ""},
};

std::string_view Trimmed(std::string_view text) {
  while (text.ends_with(' ')) text.remove_suffix(1);
  while (text.starts_with(' ')) text.remove_prefix(1);
  return text;
}

class LoghubTest : public testing::TestWithParam<System> {
 protected:
  void SetUp() override {
    sample_ = ReadLoghubSample(GetParam().name);
    if (sample_.lines.empty()) {
      GTEST_SKIP() << "The sample is not beside the tree";
    }
    ASSERT_EQ(sample_.rows.size(), sample_.lines.size());
    const std::vector<std::string_view> views(sample_.lines.begin(),
                                              sample_.lines.end());
    detection_ = DetectFormat(registry_, views, kContext);
  }

  const FormatRegistry registry_ = FormatRegistry::WithBuiltIns();
  LabelledSample sample_;
  Detection detection_;
};

TEST_P(LoghubTest, IsDetected) {
  EXPECT_EQ(detection_.candidates.front().name, GetParam().format);
}

TEST_P(LoghubTest, TimeSeverityAndMessageAreTheLabelled) {
  const System& system = GetParam();
  RecordParser parser(registry_, detection_.source, kContext);
  size_t bodies = 0;
  for (size_t i = 0; i < sample_.lines.size(); ++i) {
    const std::vector<std::string>& cells = sample_.rows[i];
    const ParsedRecord record = parser.Parse(sample_.lines[i]);
    std::string time;
    for (const std::string& name : system.time) {
      time +=
          (time.empty() ? "" : " ") + std::string(cells[sample_.Column(name)]);
    }
    EXPECT_EQ(record.time_ns, ParseWholeTime(time, kContext))
        << sample_.lines[i];
    if (!system.severity.empty()) {
      EXPECT_EQ(record.severity,
                SeverityMap().Find(cells[sample_.Column(system.severity)]))
          << sample_.lines[i];
    }
    const std::string_view content = Trimmed(cells[sample_.Column("Content")]);
    if (Trimmed(record.body) == content) {
      ++bodies;
    } else {
      RecordProperty("body" + std::to_string(i), sample_.lines[i]);
    }
  }
  EXPECT_GE(bodies, sample_.lines.size() * 99 / 100);
}

INSTANTIATE_TEST_SUITE_P(Systems, LoghubTest, testing::ValuesIn(kSystems),
                         [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace taffrail
