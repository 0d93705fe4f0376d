// The labelled samples of shared data beside the tree; skipped without them.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <string>
#include <vector>

#include "core/parse/civil.h"
#include "core/parse/format_detector.h"
#include "core/parse/record_parser.h"
#include "core/parse/severity.h"
#include "core/parse/structured_record.h"
#include "core/parse/table_reader.h"

namespace taffrail {
namespace {

constexpr const char* kFolder = "../shared/data/loghub/";
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

std::vector<std::string> ReadLines(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) {
    if (line.ends_with('\r')) line.pop_back();
    lines.push_back(std::move(line));
  }
  return lines;
}

std::string_view Trimmed(std::string_view text) {
  while (text.ends_with(' ')) text.remove_suffix(1);
  while (text.starts_with(' ')) text.remove_prefix(1);
  return text;
}

class LoghubTest : public testing::TestWithParam<System> {
 protected:
  void SetUp() override {
    const std::string stem =
        kFolder + GetParam().name + "/" + GetParam().name + "_2k.log";
    lines_ = ReadLines(stem);
    labels_ = ReadLines(stem + "_structured.csv");
    if (lines_.empty()) {
      GTEST_SKIP() << stem << " is not beside the tree";
    }
    ASSERT_EQ(labels_.size(), lines_.size() + 1);
    const std::vector<std::string_view> views(lines_.begin(), lines_.end());
    detection_ = DetectFormat(registry_, views, kContext);
  }

  const FormatRegistry registry_ = FormatRegistry::WithBuiltIns();
  std::vector<std::string> lines_;
  std::vector<std::string> labels_;
  Detection detection_;
};

TEST_P(LoghubTest, IsDetected) {
  EXPECT_EQ(detection_.candidates.front().name, GetParam().format);
}

TEST_P(LoghubTest, TimeSeverityAndMessageAreTheLabelled) {
  const System& system = GetParam();
  const Format* const csv = registry_.Find("csv");
  ASSERT_NE(csv, nullptr);
  const TableReader table(*csv, labels_[0]);
  const auto column = [&](std::string_view name) {
    const auto at = std::find(table.names().begin(), table.names().end(), name);
    return static_cast<size_t>(at - table.names().begin());
  };
  RecordParser parser(registry_, detection_.source, kContext);
  std::string unescaped;
  std::vector<std::string_view> cells;
  size_t bodies = 0;
  for (size_t i = 0; i < lines_.size(); ++i) {
    ASSERT_TRUE(table.Split(labels_[i + 1], &unescaped, &cells));
    const ParsedRecord record = parser.Parse(lines_[i]);
    std::string time;
    for (const std::string& name : system.time) {
      time += (time.empty() ? "" : " ") + std::string(cells[column(name)]);
    }
    EXPECT_EQ(record.time_ns, ParseWholeTime(time, kContext)) << lines_[i];
    if (!system.severity.empty()) {
      EXPECT_EQ(record.severity,
                SeverityMap().Find(cells[column(system.severity)]))
          << lines_[i];
    }
    const std::string_view content = Trimmed(cells[column("Content")]);
    if (Trimmed(record.body) == content) {
      ++bodies;
    } else {
      RecordProperty("body" + std::to_string(i), lines_[i]);
    }
  }
  EXPECT_GE(bodies, lines_.size() * 99 / 100);
}

INSTANTIATE_TEST_SUITE_P(Systems, LoghubTest, testing::ValuesIn(kSystems),
                         [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace taffrail
