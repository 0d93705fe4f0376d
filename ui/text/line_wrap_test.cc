#include "ui/text/line_wrap.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace taffrail::ui {
namespace {

// The lines of `text` where each has room for `width` bytes.
std::vector<std::string> Wrap(std::string_view text, size_t width) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const size_t length = WrapLength(text, std::min(width, text.size()));
    lines.emplace_back(text.substr(0, length));
    text.remove_prefix(length);
  }
  return lines;
}

using Lines = std::vector<std::string>;

TEST(LineWrap, WordsStayWhole) {
  EXPECT_EQ(Wrap("no stock left in store", 10),
            (Lines{"no stock ", "left in ", "store"}));
}

TEST(LineWrap, BlanksHangOverTheEdge) {
  EXPECT_EQ(Wrap("abcd   efgh", 5), (Lines{"abcd   ", "efgh"}));
  EXPECT_EQ(Wrap("abcd   efgh", 4), (Lines{"abcd   ", "efgh"}));
}

TEST(LineWrap, WordWiderThanTheLineBreaksAfterPunctuation) {
  EXPECT_EQ(Wrap("{\"a\":1,\"bcd\":22}", 8),
            (Lines{"{\"a\":1,", "\"bcd\":", "22}"}));
  EXPECT_EQ(Wrap("at /usr/lib/node/x.js", 10),
            (Lines{"at /usr/", "lib/node/", "x.js"}));
}

TEST(LineWrap, WordWithoutPunctuationBreaksAnywhere) {
  EXPECT_EQ(Wrap("aaaaaaaa", 3), (Lines{"aaa", "aaa", "aa"}));
}

TEST(LineWrap, IndentIsNoLineOfItsOwn) {
  EXPECT_EQ(Wrap("    aaaaaaaaa", 6), (Lines{"    aa", "aaaaaa", "a"}));
}

TEST(LineWrap, NoRoomStillTakesAWholeCharacter) {
  EXPECT_EQ(WrapLength("éa", 0), 2u);
}

}  // namespace
}  // namespace taffrail::ui
