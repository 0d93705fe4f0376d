#include "core/parse/format_samples.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "core/parse/format_registry.h"

// Checks every file in core/parse/formats/. Runs in the root of the tree.
namespace taffrail {
namespace {

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
