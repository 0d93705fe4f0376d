#include "core/base/utf8.h"

#include <gtest/gtest.h>

namespace taffrail {
namespace {

TEST(Utf8, ValidTextIsLeftAlone) {
  const std::string text = "a é € 𝄞 \x7f";
  EXPECT_EQ(ToValidUtf8(text), text);
}

TEST(Utf8, EveryBadByteBecomesAReplacementCharacter) {
  EXPECT_EQ(ToValidUtf8("a\xffz"), "a\uFFFDz");
  EXPECT_EQ(ToValidUtf8("\xc0\x80"), "\uFFFD\uFFFD") << "overlong";
  EXPECT_EQ(ToValidUtf8("\xed\xa0\x80"), "\uFFFD\uFFFD\uFFFD") << "surrogate";
  EXPECT_EQ(ToValidUtf8("\xf4\x90\x80\x80").size(), 12u) << "past U+10FFFF";
  EXPECT_EQ(ToValidUtf8("\xe2\x82"), "\uFFFD\uFFFD") << "cut short";
}

}  // namespace
}  // namespace taffrail
