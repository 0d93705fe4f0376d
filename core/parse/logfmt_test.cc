#include "core/parse/logfmt.h"

#include <gtest/gtest.h>

#include <string>

namespace taffrail {
namespace {

std::string Flat(std::string_view text) {
  std::string unescaped, flat;
  LogfmtScanner scanner(text, &unescaped);
  LogfmtPair pair;
  while (scanner.Next(&pair)) {
    flat += std::string(pair.key) + "=" + std::string(pair.value) + ";";
  }
  return flat;
}

TEST(Logfmt, BareAndQuotedValues) {
  EXPECT_EQ(Flat(R"(ts=2026 level=info msg="a \"b\" c" n=-1 empty= q="")"),
            "ts=2026;level=info;msg=a \"b\" c;n=-1;empty=;q=;");
}

TEST(Logfmt, WordsBetweenPairsArePassedOver) {
  EXPECT_EQ(Flat("failed (id=7 user.name=x) with code http/status=500"),
            "id=7;user.name=x);http/status=500;");
  EXPECT_EQ(Flat("no pairs here"), "");
  EXPECT_EQ(Flat("=x a==b 9=9"), "a==b;");
}

TEST(Logfmt, QuoteThatDoesNotCloseIsAWord) {
  EXPECT_EQ(Flat("a=\"open b=2"), "a=\"open;b=2;");
  EXPECT_EQ(Flat("a=\"x\\"), "a=\"x\\;");
}

TEST(Logfmt, StartsWithAPair) {
  EXPECT_TRUE(LogfmtScanner::LooksLikeLogfmt("level=info"));
  EXPECT_FALSE(LogfmtScanner::LooksLikeLogfmt("a level=info"));
  EXPECT_FALSE(LogfmtScanner::LooksLikeLogfmt("=info"));
  EXPECT_FALSE(LogfmtScanner::LooksLikeLogfmt(""));
  EXPECT_FALSE(LogfmtScanner::LooksLikeLogfmt(std::string(1000, 'k') + "=1"));
}

}  // namespace
}  // namespace taffrail
