#include "core/cli/demo.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <set>
#include <string>

#include "core/cli/command.h"
#include "core/cli/demo_format.h"
#include "core/cli/demo_shop.h"
#include "core/parse/civil.h"
#include "core/parse/record_parser.h"
#include "core/parse/severity.h"

namespace taffrail {
namespace {

constexpr int64_t kUsPerHour = int64_t{3600} * 1'000'000;
constexpr int64_t kEnd =
    DaysFromCivil({2026, 11, 22}) * kSecondsPerDay * 1'000'000 +
    15 * kUsPerHour;

DemoPlan Plan(uint64_t lines, uint64_t seed = 1) {
  return {lines, seed, kEnd - 6 * kUsPerHour, kEnd};
}

const DemoVocabulary& BuiltIn() {
  static const DemoVocabulary vocabulary =
      *ParseDemoVocabulary(BuiltInVocabularyText());
  return vocabulary;
}

std::string Log(const DemoPlan& plan, DemoFormat format) {
  DemoShop shop(plan);
  DemoWriter writer(BuiltIn(), format);
  DemoEvent event;
  std::string log;
  while (shop.Next(&event)) writer.Append(event, &log);
  return log;
}

// FNV-1a
uint64_t Fingerprint(std::string_view text) {
  uint64_t hash = 0xCBF29CE484222325u;
  for (char c : text) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
  }
  return hash;
}

TEST(Demo, SamePlanMakesTheSameLogOnEveryPlatform) {
  const std::string log = Log(Plan(20'000), DemoFormat::kMixed);
  // Changes only with the shop, the formats or the built-in words.
  EXPECT_EQ(Fingerprint(log), 0x86F7F05FE3253631u);
  EXPECT_EQ(log, Log(Plan(20'000), DemoFormat::kMixed));
  EXPECT_NE(log, Log(Plan(20'000, 2), DemoFormat::kMixed));
}

TEST(Demo, HasExactlyTheLinesInOrderAndSpreadOverTheTime) {
  for (uint64_t lines : {1, 2, 10, 1000, 30'000}) {
    DemoShop shop(Plan(lines));
    DemoEvent event;
    uint64_t count = 0;
    int64_t last_us = kEnd - 6 * kUsPerHour;
    while (shop.Next(&event)) {
      EXPECT_GE(event.time_us, last_us);
      last_us = event.time_us;
      ++count;
    }
    EXPECT_EQ(count, lines);
    EXPECT_LE(last_us, kEnd);
    if (lines >= 1000) {
      EXPECT_GT(last_us, kEnd - kUsPerHour / 4);
    }
  }
}

// Every line parses back to the event it was made of.
class DemoFormats : public testing::TestWithParam<const char*> {};

TEST_P(DemoFormats, ParseBack) {
  constexpr uint64_t kLines = 30'000;
  DemoShop shop(Plan(kLines));
  DemoWriter writer(BuiltIn(), *ParseDemoFormat(GetParam()));
  RecordParser parser({kEnd * 1000});
  DemoEvent event;
  uint64_t wrong = 0;
  std::string line;
  while (shop.Next(&event)) {
    line.clear();
    writer.Append(event, &line);
    line.pop_back();
    const ParsedRecord record = parser.Parse(line);
    const std::string& service =
        BuiltIn().services[InfoOf(event.phrase).service];
    const int64_t off_us = event.time_us - record.time_ns.value_or(0) / 1000;
    // Some formats write milliseconds.
    if (off_us < 0 || off_us >= 1000 || record.service != service ||
        SeverityClass(record.severity) != SeverityClass(event.severity)) {
      if (wrong++ < 5) ADD_FAILURE() << line;
    }
  }
  EXPECT_LE(wrong, kLines / 1000);
}

INSTANTIATE_TEST_SUITE_P(Demo, DemoFormats,
                         testing::Values("mixed", "json", "logfmt", "text"));

TEST(Demo, RequestsFanOutOverServicesUnderOneTrace) {
  DemoShop shop(Plan(20'000));
  DemoEvent event;
  std::map<uint64_t, std::set<DemoService>> traces;
  std::set<DemoService> services;
  while (shop.Next(&event)) {
    const DemoService service = InfoOf(event.phrase).service;
    services.insert(service);
    if (event.trace_low != 0) traces[event.trace_low].insert(service);
  }
  EXPECT_EQ(services.size(), size_t{kDemoServices});
  size_t widest = 0;
  for (const auto& [id, reached] : traces) {
    widest = std::max(widest, reached.size());
  }
  EXPECT_GE(widest, 5u);  // gateway, auth, checkout, payments, ledger
}

TEST(Demo, ErrorsAreBunchedInTime) {
  DemoShop shop(Plan(100'000));
  DemoEvent event;
  std::map<int64_t, int> errors;  // Per twelfth of the time.
  while (shop.Next(&event)) {
    if (event.severity < kSeverityError) continue;
    ++errors[(event.time_us - (kEnd - 6 * kUsPerHour)) / (kUsPerHour / 2)];
  }
  EXPECT_GT(errors[8], 10 * std::max(1, errors[2]));
  EXPECT_GT(errors[8], 10 * std::max(1, errors[11]));
}

TEST(Demo, WrongUsageIsExitTwo) {
  const auto run = [](std::vector<std::string> words) {
    words.insert(words.begin(), "demo");
    std::vector<char*> argv;
    for (std::string& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    return RunDemo(static_cast<int>(words.size()), argv.data());
  };
  EXPECT_EQ(run({"--bogus"}), kExitUsage);
  EXPECT_EQ(run({"--lines", "none"}), kExitUsage);
  EXPECT_EQ(run({"--format", "xml"}), kExitUsage);
  EXPECT_EQ(run({"--end", "tomorrow"}), kExitUsage);
  EXPECT_EQ(run({"--end", "1970-01-01T01:00:00Z"}), kExitUsage);
  EXPECT_EQ(run({"--vocabulary", "no/such/file"}), kExitUsage);
  EXPECT_EQ(run({"file.log"}), kExitUsage);

  const std::string broken = testing::TempDir() + "broken_vocabulary.txt";
  FILE* file = fopen(broken.c_str(), "w");
  ASSERT_NE(file, nullptr);
  fputs("service.gateway = a\nnonsense\n", file);
  fclose(file);
  testing::internal::CaptureStderr();
  EXPECT_EQ(run({"--vocabulary", broken}), kExitUsage);
  EXPECT_NE(testing::internal::GetCapturedStderr().find("line 2: "),
            std::string::npos);
  remove(broken.c_str());
}

}  // namespace
}  // namespace taffrail
