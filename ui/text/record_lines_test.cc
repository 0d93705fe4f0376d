#include "ui/text/record_lines.h"

#include <gtest/gtest.h>

namespace taffrail::ui {
namespace {

std::string Following(std::string_view message) {
  return FollowingText(LinesAfterFirst(message, {}));
}

TEST(RecordLines, FirstLineEndsBeforeAnyKindOfLineEnd) {
  EXPECT_EQ(FirstLine("a\nb"), "a");
  EXPECT_EQ(FirstLine("a\r\nb"), "a");
  EXPECT_EQ(FirstLine("a"), "a");
}

TEST(RecordLines, StackIsToldFromOtherLines) {
  EXPECT_EQ(Following("boom\n\tat a.B.c(B.java:1)\n\tat a.B.d(B.java:2)"),
            "2 lines of stack");
  EXPECT_EQ(Following("boom\nTraceback (most recent call last):\n"
                      "  File \"x.py\", line 1\n    run()\nValueError: no\n"),
            "4 lines of stack");
  EXPECT_EQ(Following("boom\ngoroutine 1 [running]:\nmain.run()\n"
                      "\t/src/main.go:42 +0x1d\n"),
            "3 lines of stack");
  EXPECT_EQ(Following("SELECT a\n  FROM b\n  WHERE c"), "2 more lines");
  EXPECT_EQ(Following("SELECT a\n  FROM b"), "1 more line");
}

TEST(RecordLines, MessageOfOneLineHasNone) {
  EXPECT_EQ(LinesAfterFirst("boom", {}).count, 0u);
  EXPECT_EQ(LinesAfterFirst("boom\r\n\n", {}).count, 0u);
}

TEST(RecordLines, CutMessageHasMoreThanIsCounted) {
  std::string message = "boom";
  while (message.size() < 4096) message += "\n  line";
  EXPECT_NE(Following(message.substr(0, 4096)).find("+ more lines"),
            std::string::npos);
}

TEST(RecordLines, MarkBelowTheFirstLineIsNoted) {
  const uint32_t above[] = {0, 2};
  const uint32_t below[] = {6, 2};
  EXPECT_FALSE(LinesAfterFirst("boom\n  at", above).marked);
  EXPECT_TRUE(LinesAfterFirst("boom\n  at", below).marked);
}

}  // namespace
}  // namespace taffrail::ui
