#include "ui/text/query_facets.h"

#include <gtest/gtest.h>

namespace taffrail::ui {
namespace {

TEST(ToggleFacet, AddsAndTakesOut) {
  EXPECT_EQ(ToggleFacet("", "level", "error", false), "level:error");
  EXPECT_EQ(ToggleFacet("timeout", "level", "error", false),
            "timeout level:error");
  EXPECT_EQ(ToggleFacet("timeout level:error", "level", "error", false),
            "timeout");
}

TEST(ToggleFacet, FurtherValuesJoinTheGroup) {
  EXPECT_EQ(ToggleFacet("level:error x", "level", "warn", false),
            "(level:error OR level:warn) x");
  EXPECT_EQ(
      ToggleFacet("(level:error OR level:warn) x", "level", "error", false),
      "level:warn x");
}

TEST(ToggleFacet, ExcludingReplacesIncluding) {
  EXPECT_EQ(ToggleFacet("service:cart", "service", "cart", true),
            "-service:cart");
  EXPECT_EQ(ToggleFacet("-service:cart", "service", "cart", true), "");
  EXPECT_EQ(ToggleFacet("-service:cart", "service", "cart", false),
            "service:cart");
}

TEST(ToggleFacet, LeavesTheRestAsWritten) {
  EXPECT_EQ(
      ToggleFacet("level>=warn (a  OR b) -\"x y\"", "service", "s", false),
      "level>=warn (a  OR b) -\"x y\" service:s");
}

TEST(ToggleFacet, ARegularExpressionStaysAsItIs) {
  EXPECT_EQ(ToggleFacet("/a \" (b/ path:/x y/", "level", "error", false),
            "/a \" (b/ path:/x y/ level:error");
}

TEST(ToggleFacet, TopLevelOrIsWrapped) {
  EXPECT_EQ(ToggleFacet("a OR b", "level", "warn", false),
            "(a OR b) level:warn");
}

TEST(ToggleFacet, QuotesWhatIsNoBareWord) {
  EXPECT_EQ(ToggleFacet("", "service", "my \"app\"", false),
            "service:\"my \\\"app\\\"\"");
  EXPECT_EQ(FacetStateOf("service:\"my \\\"app\\\"\"", "service", "my \"app\""),
            FacetState::kIncluded);
}

TEST(FacetState, IsReadFromTheText) {
  EXPECT_EQ(FacetStateOf("(level:a OR level:b) x", "level", "b"),
            FacetState::kIncluded);
  EXPECT_EQ(FacetStateOf("-level:b", "level", "b"), FacetState::kExcluded);
  EXPECT_EQ(FacetStateOf("level>=b", "level", "b"), FacetState::kNone);
}

TEST(FacetState, UnfinishedTextIsHarmless) {
  for (const char* text : {"(", ")", "-", "level:", "(level:a OR", "\"", "NOT",
                           "a OR", "service:\"", "((a)"}) {
    EXPECT_EQ(FacetStateOf(text, "level", "b"), FacetState::kNone) << text;
    EXPECT_NE(ToggleFacet(text, "level", "b", false), "") << text;
  }
}

TEST(QueryFacets, APipelineStaysBehindWhatIsAdded) {
  EXPECT_EQ(ToggleFacet("a | top user", "level", "error", false),
            "a level:error | top user");
  EXPECT_EQ(ToggleFacet("| top user", "user", "u|", false),
            "user:\"u|\" | top user");
  EXPECT_EQ(ToggleFacet("level:error | top user", "level", "error", false),
            "| top user");
  EXPECT_EQ(FacetStateOf("a | sort user:b", "user", "b"), FacetState::kNone);
}

}  // namespace
}  // namespace taffrail::ui
