#include "core/query/regex.h"

#include <gtest/gtest.h>
#include <re2/re2.h>

#include <algorithm>
#include <random>
#include <string>
#include <tuple>
#include <vector>

#include "core/parse/script.h"
#include "core/parse/token.h"
#include "core/query/query.h"
#include "core/query/regex_scan.h"

namespace taffrail {
namespace {

using Strings = std::vector<std::string>;

std::shared_ptr<const Regex> Compiled(std::string_view pattern,
                                      bool ignore_case = false) {
  auto compiled = Regex::Compile(pattern, ignore_case);
  if (auto* error = std::get_if<Regex::Error>(&compiled)) {
    ADD_FAILURE() << pattern << ": " << error->message;
    return nullptr;
  }
  return std::get<std::shared_ptr<const Regex>>(compiled);
}

template <class Kind>
bool Is(std::string_view query) {
  const ParsedQuery parsed = ParseQuery(query);
  auto* node = std::get_if<QueryNode>(&parsed);
  return node && std::holds_alternative<Kind>(node->is);
}

QueryError ErrorIn(std::string_view query) {
  const ParsedQuery parsed = ParseQuery(query);
  auto* error = std::get_if<QueryError>(&parsed);
  EXPECT_NE(error, nullptr) << query;
  return error ? *error : QueryError();
}

TEST(Regex, RequiresWhatEveryMatchHas) {
  EXPECT_EQ(Compiled("time[0-9]+out")->required(), Strings{"time"});
  EXPECT_EQ(Compiled("(GET|PUT) /").get()->required(),
            (Strings{"get /", "put /"}));
  EXPECT_EQ(Compiled("a*").get()->required(), Strings{});
  EXPECT_EQ(Compiled("(error)?").get()->required(), Strings{});
  // The sign for kelvin is a k in either case, and long s an s.
  EXPECT_EQ(Compiled("token", true)->required(), Strings{"to"});
  EXPECT_TRUE(Compiled("token", true)
                  ->Matches("to\u212A"
                            "en"));
  // The same signs by number.
  EXPECT_EQ(Compiled("to\\x{212A}en")->required(), Strings{"to"});
  EXPECT_EQ(Compiled("co\\577ts")->required(), Strings{"co"});
}

TEST(Regex, BytesThatAreNoUtf8MatchNothingButDoNoHarm) {
  EXPECT_TRUE(
      Compiled("b+c")->Matches("\xff\xfe"
                               "bbc\xc3"));
  EXPECT_FALSE(
      Compiled("a.b")->Matches("a\xff"
                               "b"));
  EXPECT_TRUE(
      Compiled("a.b")->Matches("a\u00e9"
                               "b"));
  EXPECT_TRUE(
      std::holds_alternative<Regex::Error>(Regex::Compile("a\xff", false)));
}

TEST(Regex, AnchorsAreAtLines) {
  EXPECT_TRUE(Compiled("^at x$")->Matches("head\nat x\ntail"));
  EXPECT_FALSE(Compiled("head.at")->Matches("head\nat"));
}

TEST(Regex, NestedStarsTakeLinearTime) {
  const std::string text(1 << 20, 'a');
  EXPECT_FALSE(Compiled("(a*)*b")->Matches(text));
  EXPECT_FALSE(Compiled("(a|aa)+$x")->Matches(text));
}

TEST(Regex, FindsOneMatchAfterAnother) {
  auto regex = Compiled("[0-9]+");
  EXPECT_EQ(regex->Find("a12 b3", 0), (std::pair<size_t, size_t>(1, 3)));
  EXPECT_EQ(regex->Find("a12 b3", 3), (std::pair<size_t, size_t>(5, 6)));
  EXPECT_EQ(regex->Find("a12 b3", 6), std::nullopt);
}

TEST(Regex, TextsThatMatchHaveWhatIsRequiredAndTheIndexIsAskedFor) {
  const Strings pieces = {"a",     "err", " ",    "k",      "S",    ".",
                          "[a-c]", "\\d", "é",    "(x|yz)", "+",    "*",
                          "?",     "|",   "[^ ]", "\\b",    "time", "\\x{212A}",
                          "\\577", "=",   "^",    "$"};
  const Strings words = {"a",      "ERR",    "err", " ",   "K",  "s",
                         "b",      "7",      "é",   "É",   "yz", "time",
                         "\u212A", "\u017F", "=",   "\xff"};
  std::mt19937 random(7);
  int matched = 0;
  for (int round = 0; round < 4000; ++round) {
    std::string pattern;
    for (uint32_t n = 1 + random() % 5; n > 0; --n) {
      pattern += pieces[random() % pieces.size()];
    }
    const bool ignore_case = random() % 2 == 0;
    auto compiled = Regex::Compile(pattern, ignore_case);
    if (std::holds_alternative<Regex::Error>(compiled)) continue;
    const auto& regex = *std::get<std::shared_ptr<const Regex>>(compiled);
    re2::RE2::Options options;
    options.set_case_sensitive(!ignore_case);
    const re2::RE2 plain("(?m)" + pattern, options);
    for (int i = 0; i < 8; ++i) {
      std::string text;
      for (uint32_t n = random() % 8; n > 0; --n) {
        text += words[random() % words.size()];
      }
      const bool matches = re2::RE2::PartialMatch(text, plain);
      EXPECT_EQ(regex.Matches(text), matches) << pattern << " in " << text;
      if (!matches || regex.required().empty()) continue;
      ++matched;
      const std::string lower = FoldCase(text);
      EXPECT_TRUE(std::any_of(regex.required().begin(), regex.required().end(),
                              [&](const std::string& required) {
                                return lower.find(required) !=
                                       std::string::npos;
                              }))
          << pattern << " in " << text;
    }
  }
  EXPECT_GT(matched, 100);
}

TEST(RegexQuery, TheNextSlashDecidesBetweenARegexAndAPath) {
  EXPECT_TRUE(Is<RegexIs>("/api/"));
  EXPECT_TRUE(Is<RegexIs>("/a b(c)/i"));
  EXPECT_TRUE(Is<RegexIs>("(/a\\/b/)"));
  EXPECT_TRUE(Is<NoneOf>("-/a/"));
  EXPECT_TRUE(Is<ServiceIs>("service:/^a/"));
  EXPECT_TRUE(Is<FieldIs>("user:/^a/i"));
  for (std::string_view word : {"/var/log/app", "/var/log/", "/", "//", "/a",
                                "/a/x", "/a\\/", "a/b/"}) {
    EXPECT_TRUE(Is<Literal>(word)) << word;
  }
}

TEST(RegexQuery, AMistakeIsPointedAtWhereItStands) {
  const QueryError repeated = ErrorIn("x /ab**/");
  EXPECT_EQ(repeated.column, 5u);
  EXPECT_EQ(repeated.column_end, 7u);
  const QueryError open = ErrorIn("user:/a(b/");
  EXPECT_EQ(open.column, 7u);
  EXPECT_EQ(open.column_end, 8u);
  EXPECT_NE(ErrorIn("/((a{100}){100}){10}/").message, "");
}

TEST(RegexQuery, AMistakeIsSaidInTermsOfWhatWasWritten) {
  const std::tuple<std::string, size_t, std::string> cases[] = {
      {"/a(b/", 2, "this ( is never closed"},
      {"/(a)[(](b/", 7, "this ( is never closed"},
      {"/a[)\\]]\\))b/", 9, "this ) has no ( before it"},
      {"/a[b/", 2, "this [ is never closed"},
      {"/a(?=b)/", 2, "regular expressions have no look-around here: (?="},
      {"/(?<!x)y/", 1, "regular expressions have no look-around here: (?<"},
      {"/(a)\\1/", 4, "regular expressions have no back references here: \\1"},
      {"/a\\q/", 2, "not an escape sequence: \\q"},
      {"/*a/", 1, "nothing before this to repeat: *"}};
  for (const auto& [query, column, message] : cases) {
    const QueryError error = ErrorIn(query);
    EXPECT_EQ(error.message, message) << query;
    EXPECT_EQ(error.column, column) << query;
  }
}

TEST(RegexQuery, WholeWordsNarrowByTheIndex) {
  auto index = [](std::string_view query) {
    return IndexExpression(std::get<QueryNode>(ParseQuery(query)));
  };
  EXPECT_EQ(index("/a (request) t.*x/"), "(\"request\" AND \"t\" *)");
  EXPECT_EQ(index("/request/"), "");
  EXPECT_EQ(index("-/a request b/"), "");
}

TEST(QueryRegex, ABarInsideIsNoPipe) {
  const std::pair<std::string, std::string> cases[] = {
      {"/a | b/ ", "| top 3 x"},
      {"path:/a | b/ ", "| limit 1"},
      {"-/a|b/i (/c | d/)", ""},
      {"/a|b/", "| limit 1"},
      {"/unclosed ", "| limit 1"}};
  for (const auto& [search, pipeline] : cases) {
    size_t end = 0;
    const ParsedQuery parsed = ParseQuery(search + pipeline, &end);
    EXPECT_TRUE(std::holds_alternative<QueryNode>(parsed)) << search;
    EXPECT_EQ(end, search.size()) << search;
  }
}

TEST(FindInEitherCase, FindsWhatASimpleSearchFinds) {
  std::mt19937 random(5);
  for (int i = 0; i < 20'000; ++i) {
    std::string text;
    for (size_t n = random() % 80; n > 0; --n)
      text += "abAB@`[{ 0P"[random() % 11];
    std::string lower;
    for (size_t n = 1 + random() % 4; n > 0; --n)
      lower += "ab`{ 0p"[random() % 7];
    std::string folded = text;
    for (char& c : folded) c = AsciiLower(c);
    const size_t from = random() % (text.size() + 1);
    ASSERT_EQ(FindInEitherCase(text, lower, from), folded.find(lower, from))
        << text << " for " << lower;
  }
}

// All at once, record by record or by what matches must have, in one go or in
// many: the same.
TEST(RegexScans, RecordsMatchAsEachDoesAlone) {
  const std::vector<std::string> patterns = {
      "a",       "^a",     "b$",         "a.*b",      "a\\s+b", "\\bab",
      "[^x]{3}", "x*",     "\\s*$",      "^$",        "\\Aa",   "b\\z",
      "(?s)a.b", "a\nb",   "(a|b)\\n?a", "\\Ba",      "ab|ba",  "(?i)AB",
      "aab",     "b\\r?$", "a[^x]*",     "a([^x]*x)?"};
  std::mt19937 random(6);
  for (int i = 0; i < 4000; ++i) {
    std::string text;
    std::vector<uint32_t> ends;
    const bool carriage = random() % 4 == 0;
    // Few, or more than are looked at together.
    const size_t most = i % 8 == 0 ? 70 : 6;
    for (size_t records = 1 + random() % most; records > 0; --records) {
      for (size_t n = random() % 7; n > 0; --n) {
        text += carriage && random() % 9 == 0 ? '\r' : "abABx \n"[random() % 7];
      }
      // The last of a file may have no newline.
      if (records > 1 || random() % 2 || text.empty()) text += '\n';
      if (ends.empty() || text.size() > ends.back()) {
        ends.push_back(static_cast<uint32_t>(text.size()));
      }
    }
    for (const std::string& pattern : patterns) {
      const auto compiled = Regex::Compile(pattern, random() % 2 == 0);
      const auto& regex = std::get<std::shared_ptr<const Regex>>(compiled);
      RegexScans scans([&] { return random() % 2 == 0; }, 0);
      BlockBits bits;
      do {
        scans.Begin();
        bits = scans.Scan(*regex, text, ends);
      } while (scans.stopped());
      uint32_t start = 0;
      for (uint32_t record = 0; record < ends.size(); ++record) {
        std::string alone = text.substr(start, ends[record] - start);
        start = ends[record];
        if (alone.ends_with('\n')) alone.pop_back();
        if (alone.ends_with('\r')) alone.pop_back();
        ASSERT_EQ(bits.Test(record), regex->Matches(alone))
            << pattern << " in record " << record << " of " << text;
      }
    }
  }
}

}  // namespace
}  // namespace taffrail
