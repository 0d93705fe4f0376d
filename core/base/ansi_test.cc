#include "core/base/ansi.h"

#include <gtest/gtest.h>

#include <string>

namespace taffrail {
namespace {

std::string Plain(std::string_view text) {
  std::string buffer;
  return std::string(WithoutEscapes(text, &buffer));
}

TEST(Ansi, ColoursAreTakenOut) {
  EXPECT_EQ(Plain("\x1b[31mERROR\x1b[0m: x"), "ERROR: x");
  EXPECT_EQ(Plain("\x1b[38;5;196mred\x1b[m"), "red");
  EXPECT_EQ(Plain("a\x1b[2Kb"), "ab");
}

TEST(Ansi, LinksAreTakenOutAndTheirTextStays) {
  EXPECT_EQ(Plain("\x1b]8;;http://a/\x1b\\here\x1b]8;;\x1b\\!"), "here!");
  EXPECT_EQ(Plain("\x1b]0;title\ax"), "x");
}

TEST(Ansi, WhatIsNoSequenceStays) {
  for (const std::string text : {"\x1b", "a\x1b", "\x1b[", "\x1b[12",
                                 "\x1b"
                                 "Mx",
                                 "\x1b[3\n1m", "\x1b]never ends", "plain"}) {
    EXPECT_EQ(Plain(text), text);
  }
  const std::string endless = "\x1b[" + std::string(1000, '1') + "m";
  EXPECT_EQ(Plain(endless), endless);
}

TEST(Ansi, TextWithoutEscapesIsNotCopied) {
  const std::string text = "plain";
  std::string buffer;
  EXPECT_EQ(WithoutEscapes(text, &buffer).data(), text.data());
}

}  // namespace
}  // namespace taffrail
