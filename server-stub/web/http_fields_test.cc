#include "server-stub/web/http_fields.h"

#include <gtest/gtest.h>

namespace taffrail {
namespace {

using Kind = RangeRequest::Kind;

TEST(AcceptsEncoding, NamesTheCodingWithoutCase) {
  EXPECT_TRUE(AcceptsEncoding("gzip, deflate, BR", "br"));
  EXPECT_TRUE(AcceptsEncoding("br;q=0.1", "br"));
  EXPECT_FALSE(AcceptsEncoding("gzip, brotli", "br"));
  EXPECT_FALSE(AcceptsEncoding("", "br"));
}

TEST(AcceptsEncoding, QualityZeroMeansNo) {
  EXPECT_FALSE(AcceptsEncoding("gzip, br;q=0", "br"));
  EXPECT_FALSE(AcceptsEncoding("br; q=0.000", "br"));
}

TEST(MatchesEtag, ReadsListsWeakTagsAndTheStar) {
  EXPECT_TRUE(MatchesEtag("\"a\", W/\"b\"", "\"b\""));
  EXPECT_TRUE(MatchesEtag("*", "\"b\""));
  EXPECT_FALSE(MatchesEtag("\"a\"", "\"b\""));
}

TEST(HttpDate, ReadsWhatItWrites) {
  EXPECT_EQ("Sun, 06 Nov 1994 08:49:37 GMT", FormatHttpDate(784111777));
  EXPECT_EQ(784111777, ParseHttpDate("Sun, 06 Nov 1994 08:49:37 GMT"));
  EXPECT_FALSE(ParseHttpDate("yesterday"));
  EXPECT_FALSE(ParseHttpDate(""));
}

TEST(ParseRange, ReadsTheThreeForms) {
  RangeRequest middle = ParseRange("bytes=2-4", 10);
  EXPECT_EQ(Kind::kRange, middle.kind);
  EXPECT_EQ(2u, middle.range.first);
  EXPECT_EQ(4u, middle.range.last);
  RangeRequest tail = ParseRange("bytes=7-", 10);
  EXPECT_EQ(7u, tail.range.first);
  EXPECT_EQ(9u, tail.range.last);
  RangeRequest suffix = ParseRange("bytes=-3", 10);
  EXPECT_EQ(7u, suffix.range.first);
  EXPECT_EQ(9u, suffix.range.last);
}

TEST(ParseRange, IsCutToTheSize) {
  EXPECT_EQ(9u, ParseRange("bytes=0-99", 10).range.last);
  EXPECT_EQ(0u, ParseRange("bytes=-99", 10).range.first);
}

TEST(ParseRange, BeyondTheEndIsUnsatisfiable) {
  EXPECT_EQ(Kind::kUnsatisfiable, ParseRange("bytes=10-", 10).kind);
  EXPECT_EQ(Kind::kUnsatisfiable, ParseRange("bytes=-0", 10).kind);
  EXPECT_EQ(Kind::kUnsatisfiable, ParseRange("bytes=0-", 0).kind);
  EXPECT_EQ(Kind::kUnsatisfiable, ParseRange("bytes=-5", 0).kind);
}

TEST(ParseRange, NonsenseIsIgnored) {
  for (const char* value :
       {"", "bytes=", "bytes=-", "bytes=4-2", "bytes=a-b", "bytes=+1-2",
        "bytes=0-1,3-4", "lines=0-1", "bytes=99999999999999999999-"}) {
    EXPECT_EQ(Kind::kNone, ParseRange(value, 10).kind) << value;
  }
}

}  // namespace
}  // namespace taffrail
