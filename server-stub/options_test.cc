#include "server-stub/options.h"

#include <gtest/gtest.h>

namespace taffrail {
namespace {

TEST(Options, DefaultsAreTheFixedPortAndTheOwnApp) {
  auto options = ParseOptions({"serve"});
  ASSERT_TRUE(options.ok());
  EXPECT_EQ(8417, options->port);
  EXPECT_EQ("", options->root);
  EXPECT_FALSE(options->help);
}

TEST(Options, StandOnEitherSideOfTheCommand) {
  for (auto arguments :
       {std::vector<std::string>{"serve", "--root", "x", "--port=9000"},
        std::vector<std::string>{"--port", "9000", "--root=x", "serve"}}) {
    auto options = ParseOptions(arguments);
    ASSERT_TRUE(options.ok());
    EXPECT_EQ(9000, options->port);
    EXPECT_EQ("x", options->root);
  }
}

TEST(Options, HelpNeedsNoCommand) {
  EXPECT_TRUE(ParseOptions({"--help"})->help);
  EXPECT_TRUE(ParseOptions({"serve", "-h"})->help);
}

TEST(Options, MistakesAreNamed) {
  const std::pair<std::vector<std::string>, std::string> kMistakes[] = {
      {{}, "a command is missing"},
      {{"run"}, "not run"},
      {{"serve", "me"}, "not me"},
      {{"serve", "--prot", "1"}, "--prot"},
      {{"serve", "-xy"}, "-x"},
      {{"serve", "--help=me"}, "--help=me"},
      {{"serve", "--root"}, "missing after --root"},
      {{"serve", "--port", "65536"}, "not 65536"},
      {{"serve", "--port", "80a"}, "not 80a"},
  };
  for (const auto& [arguments, part] : kMistakes) {
    auto options = ParseOptions(arguments);
    ASSERT_EQ(StatusCode::kInvalidArgument, options.status().code()) << part;
    EXPECT_NE(std::string::npos, options.status().message().find(part))
        << options.status().message();
  }
}

}  // namespace
}  // namespace taffrail
