#include "core/parse/lexer.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace taffrail {
namespace {

// "kind:text" of each token.
std::vector<std::string> Lexed(std::string_view line) {
  Lexer lexer;
  std::vector<std::string> tokens;
  for (const Token& token : lexer.Lex(line)) {
    tokens.push_back(std::string(TokenKindName(token.kind)) + ":" +
                     std::string(line.substr(token.offset, token.length)));
  }
  return tokens;
}

using Tokens = std::vector<std::string>;

TEST(Lexer, ALineThatIsAskedAboutAgainHasTheSameTokens) {
  Lexer lexer;
  std::string line = "took 12 ms for 10.0.0.1";
  const auto ends = [&](size_t max_tokens) {
    std::vector<uint32_t> ends;
    for (const Token& token : lexer.Lex(line, max_tokens)) {
      ends.push_back(token.end());
    }
    return ends;
  };
  const std::vector<uint32_t> all = {4, 10, 14, 23};
  EXPECT_EQ((std::vector<uint32_t>{4, 10}), ends(2));
  EXPECT_EQ(all, ends(100));
  EXPECT_EQ(all, ends(100));
  EXPECT_EQ(all, ends(4));
  EXPECT_EQ((std::vector<uint32_t>{4, 10}), ends(2));
  EXPECT_EQ(all, ends(100));
  // Another line at the same place.
  line[4] = '_';
  EXPECT_EQ((std::vector<uint32_t>{7, 10, 14, 23}), ends(100));
}

struct KindCase {
  const char* text;
  const char* kind;
};

TEST(Lexer, ATokenAloneHasTheKindItLooksLike) {
  const KindCase cases[] = {
      {"open", "word"},
      {"user-service", "word"},
      {"dfs.DataNode", "word"},
      {"sync_power_state", "word"},
      {"Müller", "word"},
      {"日本語", "word"},
      {"android.intent.action.SCREEN_ON", "word"},
      {"eth0", "identifier"},
      {"blk_-42", "identifier"},
      {"rdd_4_2", "identifier"},
      {"x86_64", "identifier"},
      {"7", "number"},
      {"-1.5e3", "number"},
      {"1,234", "number"},
      {"6.1.7601", "number"},
      {"93%", "number"},
      {"0x1Fa0", "hex"},
      {"9f4ef63", "hex"},
      {"10.0.0.1", "ip"},
      {"10.0.0.1:80", "ip"},
      {"10.0.0.0/8", "ip"},
      {"fe80::1", "ip"},
      {"::1", "ip"},
      {"2001:db8:0:0:1:0:0:1", "ip"},
      {"5c:50:15:4c:18:13", "mac"},
      {"54fadb41-2c4e-40cd-baed-9335e4c35a9e", "uuid"},
      {"https://example.org/a?b=c#d", "url"},
      {"/var/log/syslog.1", "path"},
      {"/v2/servers?limit=5&all", "path"},
      {"C:\\Windows\\winsxs\\x.dll", "path"},
      {"www.example.org", "host"},
      {"example.org:443", "host"},
      {"2026-11-22", "time"},
      {"2026-11-22T13:24:07.418Z", "time"},
      {"2026/11/22 13:24:07,418", "time"},
      {"Sun Nov 22 13:24:07 2026", "time"},
      {"Sunday, 22 November 2026 13:24:07 UTC", "time"},
      {"Nov  2", "time"},
      {"13:24:07", "time"},
      {"10ms", "duration"},
      {"2.5 seconds", "duration"},
      {"4KB", "size"},
      {"1986 bytes", "size"},
      {"\"one-word\"", "quoted"},
      {"'x'", "quoted"},
      {"(", "punctuation"},
  };
  for (const KindCase& c : cases) {
    EXPECT_EQ(Lexed(c.text), Tokens{std::string(c.kind) + ":" + c.text});
  }
}

TEST(Lexer, TokensEndWhereValuesDo) {
  EXPECT_EQ(Lexed("src: /10.250.19.102:54106 dest"),
            (Tokens{"word:src", "punctuation::", "punctuation:/",
                    "ip:10.250.19.102:54106", "word:dest"}));
  EXPECT_EQ(Lexed("read /etc/hosts."),
            (Tokens{"word:read", "path:/etc/hosts", "punctuation:."}));
  EXPECT_EQ(Lexed("uid=0, ok"), (Tokens{"key:uid", "punctuation:=", "number:0",
                                        "punctuation:,", "word:ok"}));
  EXPECT_EQ(Lexed("a==b"),
            (Tokens{"word:a", "punctuation:=", "punctuation:=", "word:b"}));
  EXPECT_EQ(Lexed("said \"two words\""),
            (Tokens{"word:said", "punctuation:\"", "word:two", "word:words",
                    "punctuation:\""}));
  EXPECT_EQ(Lexed("isn't"), (Tokens{"word:isn", "punctuation:'", "word:t"}));
}

// Two marks in a row are a leader or an ellipsis, not a name.
TEST(Lexer, OnlyASingleMarkJoinsWords) {
  EXPECT_EQ(Lexed("enable...0")[0], "word:enable");
  EXPECT_EQ(Lexed("wait--done")[0], "word:wait");
  EXPECT_EQ(Lexed("CCFile::captureLog")[0], "word:CCFile");
}

TEST(Lexer, ValuesThatAreNoneStayApart) {
  EXPECT_EQ(Lexed("10.0.0.256")[0], "number:10.0.0.256");
  EXPECT_EQ(Lexed("5 mice"), (Tokens{"number:5", "word:mice"}));
  EXPECT_EQ(Lexed("Mary had"), (Tokens{"word:Mary", "word:had"}));
  EXPECT_EQ(Lexed("March of"), (Tokens{"word:March", "word:of"}));
  EXPECT_EQ(Lexed("31bf3856ad364e35"), Tokens{"hex:31bf3856ad364e35"});
  EXPECT_EQ(Lexed("dead:beef")[0], "word:dead");
}

TEST(Lexer, SpaceBeforeATokenIsTold) {
  Lexer lexer;
  const auto tokens = lexer.Lex(" a b=c\td");
  ASSERT_EQ(tokens.size(), 5u);
  EXPECT_TRUE(tokens[0].after_space);
  EXPECT_TRUE(tokens[1].after_space);
  EXPECT_FALSE(tokens[2].after_space);
  EXPECT_FALSE(tokens[3].after_space);
  EXPECT_TRUE(tokens[4].after_space);
}

TEST(Lexer, StopsAtTheTokensAskedFor) {
  Lexer lexer;
  EXPECT_EQ(lexer.Lex("a b c d", 2).size(), 2u);
  EXPECT_TRUE(lexer.Lex("").empty());
  EXPECT_TRUE(lexer.Lex(" \t\r\n").empty());
}

TEST(Lexer, EveryByteButSpaceIsInOneToken) {
  const std::string alphabet =
      "ab0 :./-=\"'%TZ\xC3\xA9\\_[\0"
      "1";
  uint64_t state = 7;
  Lexer lexer;
  for (int round = 0; round < 20000; ++round) {
    std::string line;
    for (int i = 0; i < round % 150; ++i) {
      state = state * 6364136223846793005u + 1442695040888963407u;
      line += alphabet[(state >> 33) % alphabet.size()];
    }
    size_t end = 0;
    for (const Token& token : lexer.Lex(line)) {
      ASSERT_GT(token.length, 0u);
      ASSERT_GE(token.offset, end);
      for (; end < token.offset; ++end) ASSERT_TRUE(line[end] == ' ');
      end = token.end();
      ASSERT_LE(end, line.size());
    }
    for (; end < line.size(); ++end) ASSERT_TRUE(line[end] == ' ');
  }
}

}  // namespace
}  // namespace taffrail
