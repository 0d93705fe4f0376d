#include "core/base/slashed_regex.h"

#include <gtest/gtest.h>

#include <string>

namespace taffrail {
namespace {

std::string Taken(std::string_view query) {
  const std::optional<SlashedRegex> found = SlashedRegexAt(query, 0);
  if (!found) return "none";
  return std::string(found->pattern) + (found->ignore_case ? " i, " : ", ") +
         std::string(query.substr(found->end));
}

TEST(SlashedRegex, GoesUpToTheNextSlash) {
  EXPECT_EQ(Taken("/a/"), "a, ");
  EXPECT_EQ(Taken("/a b \"(|/ x"), "a b \"(|,  x");
  EXPECT_EQ(Taken("/a\\/b/i)"), "a\\/b i, )");
}

TEST(SlashedRegex, WhatAWordGoesOnBehindIsAWord) {
  for (std::string_view word : {"", "a", "/", "//", "/a", "/var/log", "/a/x",
                                "/var/log/", "/a/ix", "/a\\/", "/a/|b"}) {
    EXPECT_EQ(Taken(word), "none") << word;
  }
}

TEST(SlashedRegex, APipeMayFollowAtOnce) {
  EXPECT_EQ(Taken("/a|b/| top 3 x"), "a|b, | top 3 x");
  EXPECT_EQ(Taken("/a/i|"), "a i, |");
}

}  // namespace
}  // namespace taffrail
