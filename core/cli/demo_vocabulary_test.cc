#include "core/cli/demo_vocabulary.h"

#include <gtest/gtest.h>

#include <string>

namespace taffrail {
namespace {

// The message for the built-in vocabulary with `from` replaced by `to`.
std::string ErrorWith(std::string_view from, std::string_view to) {
  std::string text(BuiltInVocabularyText());
  const size_t at = text.find(from);
  EXPECT_NE(at, text.npos) << from;
  text.replace(at, from.size(), to);
  return ParseDemoVocabulary(text).status().message();
}

TEST(DemoVocabulary, BuiltInIsWhole) {
  const StatusOr<DemoVocabulary> vocabulary =
      ParseDemoVocabulary(BuiltInVocabularyText());
  ASSERT_TRUE(vocabulary.ok()) << vocabulary.status().message();
  EXPECT_EQ((*vocabulary).services[kLedger], "ledger-db");
  EXPECT_GE((*vocabulary).phrases[kAuthRefreshed].size(), 2u);
}

TEST(DemoVocabulary, CrLfAndSpacesDoNotMatter) {
  std::string text;
  for (char c : BuiltInVocabularyText()) {
    if (c == '\n') text += " \r";
    text += c;
  }
  EXPECT_TRUE(ParseDemoVocabulary(text).ok());
}

TEST(DemoVocabulary, MistakesNameTheirLine) {
  EXPECT_EQ(ErrorWith("service.auth = auth", "service.auth"),
            "line 7: expected key = value, found: service.auth");
  EXPECT_EQ(ErrorWith("service.auth = auth", "service.auht = auth"),
            "line 7: there is no such role: auht");
  EXPECT_EQ(ErrorWith("service.auth = auth", "service.auth ="),
            "line 7: the key has no value");
  EXPECT_EQ(ErrorWith("service.auth = auth", "srevice.auth = auth"),
            "line 7: there is no such key: srevice.auth");
  EXPECT_TRUE(ErrorWith("service.auth = auth", "service.auth = two words")
                  .starts_with("line 7: a service's name is one word"));
  EXPECT_TRUE(
      ErrorWith("{hits} hits in", "{hist} hits in").ends_with("target count"));
  EXPECT_NE(
      ErrorWith("{hits} hits in {ms}ms", "{hits hits in").find("a { has no }"),
      std::string::npos);
  EXPECT_TRUE(ErrorWith("GET /api/search", "fetch it").find("METHOD /path") !=
              std::string::npos);
}

TEST(DemoVocabulary, MissingKeyIsNamed) {
  EXPECT_NE(ErrorWith("payments.panic =", "# payments.panic =")
                .find("without a line for payments.panic"),
            std::string::npos);
  EXPECT_NE(ParseDemoVocabulary("").status().message().find("service.gateway"),
            std::string::npos);
}

TEST(DemoVocabulary, AnyBytesAreAnsweredNotObeyed) {
  EXPECT_FALSE(ParseDemoVocabulary(std::string(1 << 16, '=')).ok());
  EXPECT_FALSE(ParseDemoVocabulary(std::string("\0\xFF\n{", 4)).ok());
}

}  // namespace
}  // namespace taffrail
