#include "core/template/loghub_samples.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string_view>

namespace taffrail {
namespace {

namespace fs = std::filesystem;

constexpr char kFolder[] = "../shared/data/loghub";

std::string ReadWhole(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// Rows of fields; quoted fields may hold commas, quotes (doubled) and newlines.
std::vector<std::vector<std::string>> ParseCsv(std::string_view text) {
  std::vector<std::vector<std::string>> rows(1, {""});
  bool quoted = false;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '"' && quoted && i + 1 < text.size() && text[i + 1] == '"') {
      rows.back().back() += text[++i];
    } else if (c == '"') {
      quoted = !quoted;
    } else if (c == ',' && !quoted) {
      rows.back().emplace_back();
    } else if (c == '\n' && !quoted) {
      rows.push_back({""});
    } else if (c != '\r' || quoted) {
      rows.back().back() += c;
    }
  }
  if (rows.back().size() == 1) rows.pop_back();
  return rows;
}

LabelledSample ReadSample(const fs::path& folder) {
  LabelledSample sample;
  sample.system = folder.filename().string();
  const std::string log = ReadWhole(folder / (sample.system + "_2k.log"));
  for (size_t at = 0; at < log.size();) {
    const size_t end = std::min(log.find('\n', at), log.size());
    sample.lines.push_back(log.substr(at, end - at));
    if (sample.lines.back().ends_with('\r')) sample.lines.back().pop_back();
    at = end + 1;
  }
  const auto rows =
      ParseCsv(ReadWhole(folder / (sample.system + "_2k.log_structured.csv")));
  if (rows.empty()) return sample;
  const auto column = [&](std::string_view name) {
    return static_cast<size_t>(std::find(rows[0].begin(), rows[0].end(), name) -
                               rows[0].begin());
  };
  const size_t content = column("Content");
  const size_t event = column("EventId");
  for (size_t i = 1; i < rows.size(); ++i) {
    if (rows[i].size() != rows[0].size()) continue;
    sample.contents.push_back(rows[i][content]);
    sample.events.push_back(rows[i][event]);
  }
  return sample;
}

}  // namespace

std::vector<LabelledSample> ReadLoghubSamples() {
  std::vector<LabelledSample> samples;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(kFolder, error)) {
    if (entry.is_directory()) samples.push_back(ReadSample(entry.path()));
  }
  std::sort(samples.begin(), samples.end(),
            [](const auto& a, const auto& b) { return a.system < b.system; });
  return samples;
}

GroupingScore ScoreGrouping(const std::vector<uint64_t>& groups,
                            const std::vector<std::string>& labels) {
  std::map<uint64_t, std::vector<size_t>> found;
  std::map<std::string, std::vector<size_t>> truth;
  for (size_t i = 0; i < groups.size(); ++i) {
    found[groups[i]].push_back(i);
    truth[labels[i]].push_back(i);
  }
  size_t right_lines = 0;
  size_t right_groups = 0;
  for (const auto& [group, lines] : found) {
    if (truth[labels[lines[0]]] != lines) continue;
    right_lines += lines.size();
    ++right_groups;
  }
  GroupingScore score;
  score.groups = found.size();
  score.true_groups = truth.size();
  score.grouping_accuracy =
      static_cast<double>(right_lines) / static_cast<double>(groups.size());
  score.f1 = 2.0 * static_cast<double>(right_groups) /
             static_cast<double>(found.size() + truth.size());
  return score;
}

}  // namespace taffrail
