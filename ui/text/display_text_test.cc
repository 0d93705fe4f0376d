#include "ui/text/display_text.h"

#include <gtest/gtest.h>

namespace taffrail::ui {
namespace {

// "plain‹parameter›[marked]" of the runs.
std::string Describe(std::string_view message,
                     std::vector<uint32_t> marks = {}) {
  const DisplayText display = ToDisplayText(message, marks);
  std::string described;
  uint32_t end = 0;
  for (const TextRun& run : display.runs) {
    EXPECT_EQ(run.begin, end);
    end = run.end;
    std::string text = display.text.substr(run.begin, run.end - run.begin);
    if (run.style == RunStyle::kParameter) text = "‹" + text + "›";
    if (run.style == RunStyle::kControl) text = "{" + text + "}";
    described += run.marked ? "[" + text + "]" : text;
  }
  EXPECT_EQ(end, display.text.size());
  return described;
}

TEST(DisplayText, TintsWhatVaries) {
  EXPECT_EQ(Describe("timeout calling payments after 5000ms."),
            "timeout calling payments after ‹5000ms›.");
  EXPECT_EQ(Describe("order=ord_88213, path /api/cart"),
            "order=‹ord_88213›, path ‹/api/cart›");
  EXPECT_EQ(Describe("query \"running shoes\" it's can't"),
            "query ‹\"running shoes\"› it's can't");
  EXPECT_EQ(Describe("key deadbeefcafe facade"), "key ‹deadbeefcafe› facade");
}

TEST(DisplayText, MarksCutRuns) {
  EXPECT_EQ(Describe("timeout after 5000ms", {0, 7, 14, 2}),
            "[timeout] after [‹50›]‹00ms›");
}

TEST(DisplayText, MarkBeyondTheEndIsHarmless) {
  EXPECT_EQ(Describe("ab", {1, 4000}), "a[b]");
}

TEST(DisplayText, ControlsAndInvalidBytesAreVisible) {
  EXPECT_EQ(Describe("a\tb\nc"), "a{␉}b{␊}c");
  EXPECT_EQ(Describe(std::string_view("a\0b\x7F", 4)), "a{␀}b{␡}");
  EXPECT_EQ(Describe("x\xFF\xC3y"), "x{\uFFFD\uFFFD}y");
  EXPECT_EQ(Describe("Grüße"), "Grüße");
}

TEST(DisplayText, RejectsSurrogatesAndOverlongForms) {
  EXPECT_EQ(Utf8SequenceLength("\xED\xA0\x80"), 0u);
  EXPECT_EQ(Utf8SequenceLength("\xC0\x80"), 0u);
  EXPECT_EQ(Utf8SequenceLength("\xF0\x9F\x9A\xA2"), 4u);
}

TEST(Printable, KeepsLinesWhenAsked) {
  EXPECT_EQ(ToPrintable("a\nb\r\n", true), "a\nb␍\n");
  EXPECT_EQ(ToPrintable("a\nb", false), "a␊b");
}

}  // namespace
}  // namespace taffrail::ui
