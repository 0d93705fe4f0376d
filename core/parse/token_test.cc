#include "core/parse/token.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace taffrail {
namespace {

std::vector<std::string> Tokens(std::string_view text) {
  // What follows the text has no say.
  const std::string padded =
      std::string(text) + std::string(kStretchBytes, 'x');
  std::vector<std::string> tokens;
  ForEachToken({padded.data(), text.size()},
               [&](std::string_view token) { tokens.emplace_back(token); });
  return tokens;
}

// The definition, one byte at a time.
std::vector<std::string> SlowTokens(std::string_view text) {
  std::vector<std::string> tokens;
  bool inside = false;
  for (char c : text) {
    const bool word = IsWordByte(static_cast<unsigned char>(c));
    if (word && !inside) tokens.emplace_back();
    if (word) tokens.back() += c;
    inside = word;
  }
  return tokens;
}

TEST(Token, AreTheRunsOfWordBytes) {
  EXPECT_EQ(Tokens("timeout calling payments after 5000ms"),
            (std::vector<std::string>{"timeout", "calling", "payments", "after",
                                      "5000ms"}));
  EXPECT_EQ(
      Tokens("blk_-42 10.0.0.1:8080"),
      (std::vector<std::string>{"blk", "42", "10", "0", "0", "1", "8080"}));
}

TEST(Token, NothingMakesNone) {
  EXPECT_TRUE(Tokens("").empty());
  EXPECT_TRUE(Tokens(" \t\n\0-_.:").empty());
}

TEST(Token, BytesAboveAsciiAreWordBytes) {
  EXPECT_EQ(Tokens("préfet 日本語 \xFF\xFE!"),
            (std::vector<std::string>{"préfet", "日本語", "\xFF\xFE"}));
}

TEST(Token, ExactlyTheAsciiLettersAndDigitsAndAbove) {
  for (int c = 0; c < 256; ++c) {
    const std::string text(1, static_cast<char>(c));
    const bool word = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
                      (c >= 'A' && c <= 'Z') || c >= 0x80;
    EXPECT_EQ(IsWordByte(static_cast<unsigned char>(c)), word) << c;
    // Once in a part of a stretch, once in a whole one.
    EXPECT_EQ(Tokens(text).size(), word ? 1u : 0u) << c;
    EXPECT_EQ(Tokens(std::string(64, static_cast<char>(c))).size(),
              word ? 1u : 0u)
        << c;
  }
}

TEST(Token, StretchEdgesDoNotShow) {
  uint64_t state = 1;
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    for (int i = 0; i < round % 200; ++i) {
      state = state * 6364136223846793005u + 1442695040888963407u;
      text += "ab9 .\xC3"[state >> 33 & 7 ? state >> 40 & 3 : 5];
    }
    ASSERT_EQ(Tokens(text), SlowTokens(text)) << text;
  }
}

TEST(Token, LowersOnlyAsciiCapitals) {
  EXPECT_EQ(AsciiLower('A'), 'a');
  EXPECT_EQ(AsciiLower('Z'), 'z');
  EXPECT_EQ(AsciiLower('['), '[');
  EXPECT_EQ(AsciiLower('\xC3'), '\xC3');
}

}  // namespace
}  // namespace taffrail
