#include "core/cli/formats.h"

#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "core/cli/captured_run.h"
#include "core/cli/command.h"

namespace taffrail {
namespace {

CapturedRun RunWith(std::vector<std::string> arguments) {
  return RunCaptured(RunFormats, std::move(arguments));
}

// A file of these bytes; its path.
std::string File(const std::string& name, const std::string& bytes) {
  const std::string path = testing::TempDir() + "formats_test_" + name;
  std::ofstream(path, std::ios::binary) << bytes;
  return path;
}

bool Holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

constexpr char kFormat[] =
    R"({"name": "mine", "title": "Mine", "spec": "https://example.com/",
"patterns": ["<{service:name}> {time} {severity} {body}"],
"samples": [{"line": "<a> 2026-11-22 13:24:07 WARN low",
"expect": {"time": "2026-11-22T13:24:07Z", "severity": 13, "service": "a",
"body": "low"}}]})";

TEST(Formats, AreListedWithTitleAndSpecification) {
  const CapturedRun list = RunWith({});
  EXPECT_EQ(list.exit, kExitOk);
  EXPECT_TRUE(Holds(list.out, "nginx_error\t"));
  EXPECT_TRUE(Holds(list.out, "\thttps://"));
  EXPECT_TRUE(list.out.ends_with(" formats\n"));
}

TEST(Formats, WhatAFileIsIsSaidWithTheReason) {
  std::string log;
  for (int i = 10; i < 40; ++i) {
    log += "2026/11/22 13:24:" + std::to_string(i) +
           " [error] 31#7: *1 open() \"/srv/a.html\" failed (2: No such "
           "file)\n";
  }
  const CapturedRun known = RunWith({File("nginx.log", log)});
  EXPECT_EQ(known.exit, kExitOk) << known.error;
  EXPECT_TRUE(Holds(known.out, "nginx.log: nginx_error ("));
  EXPECT_TRUE(Holds(known.out, "It reads 30 of 30 sampled records"));
  EXPECT_TRUE(Holds(known.out, "Of its 30 records:"));

  EXPECT_EQ(RunWith({File("notes.txt", "some words\nand more\n")}).exit,
            kExitNoMatch);
  const CapturedRun missing = RunWith({testing::TempDir() + "not/there"});
  EXPECT_EQ(missing.exit, kExitBadData);
  EXPECT_TRUE(Holds(missing.error, "not/there"));
}

TEST(Formats, ADefinitionIsCheckedAgainstItsSamples) {
  const CapturedRun sound = RunWith({"--check", File("mine.json", kFormat)});
  EXPECT_EQ(sound.exit, kExitOk) << sound.error;
  EXPECT_EQ(sound.out, "mine: reads its 1 samples\n");

  std::string wrong = kFormat;
  wrong.replace(wrong.rfind("\"low\""), 5, "\"high\"");
  const CapturedRun differs = RunWith({"--check", File("differs.json", wrong)});
  EXPECT_EQ(differs.exit, kExitBadData);
  EXPECT_TRUE(Holds(differs.error, "high"));

  const CapturedRun broken =
      RunWith({"--check", File("broken.json", "{\"name\": 3}")});
  EXPECT_EQ(broken.exit, kExitBadData);
  EXPECT_TRUE(Holds(broken.error, "broken.json: line 1, column "));
}

TEST(Formats, UnknownOptionsAreWrongUsage) {
  EXPECT_EQ(RunWith({"--wrong"}).exit, kExitUsage);
}

}  // namespace
}  // namespace taffrail
