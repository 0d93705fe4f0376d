#include "core/parse/format_samples.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "core/parse/format_detector.h"
#include "core/parse/format_registry.h"
#include "core/parse/record_parser.h"

// Checks every file in core/parse/formats/. Runs in the root of the tree.
namespace taffrail {
namespace {

// In 2027, so that a time without a year is one of 2026.
constexpr TimeContext kContext = {1'798'761'599'000'000'000};
constexpr const char* kFolder = "core/parse/formats";

std::vector<std::filesystem::path> FormatPaths() {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(kFolder)) {
    if (entry.path().extension() == ".json") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

std::string ReadText(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(FormatFiles, AreWellFormed) {
  for (const auto& path : FormatPaths()) {
    const StatusOr<FormatFile> file = ReadFormat(ReadText(path));
    if (!file.ok()) {
      ADD_FAILURE() << path.string() << ": " << file.status().message();
      continue;
    }
    const Format& format = file->format;
    EXPECT_EQ(format.name, path.stem().string())
        << path.string() << ": \"name\" is the file's name";
    EXPECT_FALSE(format.title.empty()) << path.string() << " needs a title";
    EXPECT_TRUE(format.spec.starts_with("https://") ||
                format.spec.starts_with("http://"))
        << path.string() << ": \"spec\" links to where it is described";
    EXPECT_GE(file->samples.size(), 2u)
        << path.string() << ": at least two samples";
  }
}

TEST(FormatFiles, EverySampleReadsAsExpected) {
  for (const auto& path : FormatPaths()) {
    const std::string text = ReadText(path);
    const StatusOr<FormatFile> file = ReadFormat(text);
    if (!file.ok()) continue;  // Said above.
    for (const std::string& problem : CheckSamples(*file, text)) {
      ADD_FAILURE() << path.string() << ", " << problem;
    }
  }
}

// The registry of the files as they are now, which may be newer than the
// program's.
FormatRegistry ReadRegistry() {
  FormatRegistry registry;
  for (const auto& path : FormatPaths()) {
    StatusOr<FormatFile> file = ReadFormat(ReadText(path));
    if (file.ok()) EXPECT_TRUE(registry.Add(std::move(file->format)).ok());
  }
  return registry;
}

// What a source of these samples looks like. A table's samples may be of
// several tables; a source has one.
std::vector<std::vector<std::string_view>> Sources(const FormatFile& file) {
  std::vector<std::vector<std::string_view>> sources;
  for (const FormatSample& sample : file.samples) {
    auto at = std::find_if(sources.begin(), sources.end(), [&](auto& source) {
      return sample.header.empty() || source.front() == sample.header;
    });
    if (at == sources.end()) {
      at = sources.insert(at, std::vector<std::string_view>());
      if (!sample.header.empty()) at->push_back(sample.header);
    }
    at->push_back(sample.line);
  }
  return sources;
}

std::string Ranking(const Detection& detection) {
  std::string ranking;
  for (const FormatCandidate& candidate : detection.candidates) {
    ranking += "    " + candidate.name + " " + std::to_string(candidate.score) +
               ", " + std::to_string(candidate.records) + " of " +
               std::to_string(detection.sampled) + "\n";
  }
  return ranking;
}

TEST(FormatFiles, AreDetectedByTheirOwnSamples) {
  const FormatRegistry registry = ReadRegistry();
  for (const auto& path : FormatPaths()) {
    const StatusOr<FormatFile> file = ReadFormat(ReadText(path));
    if (!file.ok()) continue;  // Said above.
    const std::vector<std::string>& alike = file->format.alike;
    for (const auto& records : Sources(*file)) {
      const Detection detection = DetectFormat(registry, records, kContext);
      const std::string& best = detection.candidates.front().name;
      if (best == file->format.name ||
          std::find(alike.begin(), alike.end(), best) != alike.end()) {
        continue;
      }
      ADD_FAILURE() << path.string() << ": its samples are detected as " << best
                    << "\n"
                    << Ranking(detection);
    }
  }
}

// Which lines a format's patterns may match is remembered by how lines start;
// that must not show.
TEST(FormatFiles, AreTriedInOrderWhateverCameBefore) {
  const FormatRegistry registry = ReadRegistry();
  std::vector<std::string> names;
  std::vector<std::string> lines = {"", " ", "{", "plain words", "12:00"};
  for (const auto& path : FormatPaths()) {
    const StatusOr<FormatFile> file = ReadFormat(ReadText(path));
    if (!file.ok() || file->format.table || file->format.wraps) continue;
    names.push_back(file->format.name);
    for (const FormatSample& sample : file->samples) {
      lines.push_back(sample.line);
      lines.push_back(sample.line.substr(0, sample.line.size() / 2));
    }
  }
  // Which formats read which line by themselves.
  std::vector<std::vector<bool>> reads;
  for (const std::string& name : names) {
    RecordParser parser(registry, {{name}, "", ""}, kContext);
    std::vector<bool>& of_lines = reads.emplace_back();
    for (const std::string& line : lines) {
      const Format* const format = parser.Parse(line).format;
      of_lines.push_back(format && format->name == name);
    }
  }
  // All at once, and a few, in two orders.
  for (const size_t count : {names.size(), size_t{12}, size_t{5}}) {
    for (size_t from = 0; from < names.size(); from += count) {
      const size_t to = std::min(from + count, names.size());
      std::vector<size_t> order;
      for (size_t i = from; i < to; ++i) order.push_back(i);
      for (int turn = 0; turn < 2; ++turn) {
        SourceFormat source;
        for (const size_t i : order) source.formats.push_back(names[i]);
        RecordParser parser(registry, source, kContext);
        for (size_t line = 0; line < lines.size(); ++line) {
          const auto first =
              std::find_if(order.begin(), order.end(),
                           [&](size_t i) { return reads[i][line]; });
          if (first == order.end()) continue;
          const ParsedRecord record = parser.Parse(lines[line]);
          ASSERT_NE(record.format, nullptr) << lines[line];
          EXPECT_EQ(record.format->name, names[*first]) << lines[line];
        }
        std::reverse(order.begin(), order.end());
      }
    }
  }
}

TEST(FormatFiles, AreAllBuiltIn) {
  const FormatRegistry registry = FormatRegistry::WithBuiltIns();
  for (const auto& path : FormatPaths()) {
    EXPECT_NE(registry.Find(path.stem().string()), nullptr)
        << path.string() << " is not in the program; build again";
  }
  RecordProperty("formats", static_cast<int>(registry.formats().size()));
}

}  // namespace
}  // namespace taffrail
