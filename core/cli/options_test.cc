#include "core/cli/options.h"

#include <gtest/gtest.h>

#include <initializer_list>
#include <string>
#include <vector>

namespace taffrail {
namespace {

constexpr Option kKnown[] = {
    {"lines", 'n', "N", "how many"},
    {"quiet", 'q', nullptr, "say nothing"},
    {"end", '\0', "TIME", "when"},
};

StatusOr<Options> Parse(std::initializer_list<const char*> words) {
  // The options view argv, which lives as long as the process.
  static std::vector<std::string> storage;
  storage = {"command"};
  storage.insert(storage.end(), words.begin(), words.end());
  static std::vector<char*> argv;
  argv.clear();
  for (std::string& word : storage) argv.push_back(word.data());
  argv.push_back(nullptr);
  return Options::Parse(kKnown, static_cast<int>(storage.size()), argv.data());
}

TEST(Options, LongShortAndArguments) {
  StatusOr<Options> options =
      Parse({"a", "-n", "5", "--quiet", "b", "--end=noon", "--", "-x"});
  ASSERT_TRUE(options.ok());
  EXPECT_EQ(options->Get("lines"), "5");
  EXPECT_TRUE(options->Has("quiet"));
  EXPECT_EQ(options->Get("end"), "noon");
  EXPECT_FALSE(options->Has("help"));
  EXPECT_EQ(options->arguments(),
            (std::vector<std::string_view>{"a", "b", "-x"}));
}

TEST(Options, LastOneCounts) {
  EXPECT_EQ(Parse({"-n", "1", "--lines", "2"})->Get("lines"), "2");
}

TEST(Options, HelpIsAlwaysKnown) {
  EXPECT_TRUE(Parse({"-h"})->Has("help"));
  EXPECT_TRUE(Parse({"--help"})->Has("help"));
  EXPECT_NE(DescribeOptions(kKnown).find("-n, --lines N"), std::string::npos);
  EXPECT_NE(DescribeOptions(kKnown).find("--help"), std::string::npos);
}

TEST(Options, MistakesAreNamed) {
  EXPECT_NE(Parse({"--bogus"}).status().message().find("--bogus"),
            std::string::npos);
  EXPECT_NE(Parse({"x", "--lines"}).status().message().find("value: --lines"),
            std::string::npos);
  EXPECT_FALSE(Parse({"-z"}).ok());
}

TEST(Options, NumbersHaveBounds) {
  EXPECT_EQ(*Parse({})->Number("lines", 7, 1, 10), 7u);
  EXPECT_EQ(*Parse({"-n", "10"})->Number("lines", 7, 1, 10), 10u);
  for (const char* bad :
       {"0", "11", "-1", "x", "", "1.5", "1x", "99999999999999999999"}) {
    EXPECT_FALSE(Parse({"-n", bad})->Number("lines", 7, 1, 10).ok()) << bad;
  }
}

}  // namespace
}  // namespace taffrail
