#include "core/parse/loghub_samples.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string_view>
#include <utility>

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

}  // namespace

size_t LabelledSample::Column(std::string_view name) const {
  return static_cast<size_t>(std::find(names.begin(), names.end(), name) -
                             names.begin());
}

LabelledSample ReadLoghubSample(const std::string& system) {
  const fs::path folder = fs::path(kFolder) / system;
  LabelledSample sample;
  sample.system = system;
  const std::string log = ReadWhole(folder / (system + "_2k.log"));
  for (size_t at = 0; at < log.size();) {
    const size_t end = std::min(log.find('\n', at), log.size());
    sample.lines.push_back(log.substr(at, end - at));
    if (sample.lines.back().ends_with('\r')) sample.lines.back().pop_back();
    at = end + 1;
  }
  auto rows = ParseCsv(ReadWhole(folder / (system + "_2k.log_structured.csv")));
  if (rows.empty()) return sample;
  sample.names = std::move(rows[0]);
  const size_t content = sample.Column("Content");
  const size_t event = sample.Column("EventId");
  for (size_t i = 1; i < rows.size(); ++i) {
    if (rows[i].size() != sample.names.size()) continue;
    sample.contents.push_back(rows[i][content]);
    sample.events.push_back(rows[i][event]);
    sample.rows.push_back(std::move(rows[i]));
  }
  return sample;
}

std::vector<LabelledSample> ReadLoghubSamples() {
  std::vector<LabelledSample> samples;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(kFolder, error)) {
    if (entry.is_directory()) {
      samples.push_back(ReadLoghubSample(entry.path().filename().string()));
    };
  }
  std::sort(samples.begin(), samples.end(),
            [](const auto& a, const auto& b) { return a.system < b.system; });
  return samples;
}

}  // namespace taffrail
