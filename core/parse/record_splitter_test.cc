#include "core/parse/record_splitter.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "core/base/ansi.h"
#include "core/parse/record_parser.h"

namespace taffrail {
namespace {

using Records = std::vector<std::string>;

using HeaderTest = std::function<bool(std::string_view)>;

bool HasHeader(std::string_view line) {
  RecordParser parser(TimeContext{});
  return parser.Parse(line).has_header;
}

Records Split(std::string_view text, const RecordRules& rules = {},
              size_t step = 1 << 20, const HeaderTest& has_header = HasHeader) {
  RecordSplitter splitter(rules, has_header);
  Records records;
  const auto sink = [&](const RawRecord& record) {
    records.emplace_back(record.bytes);
  };
  for (size_t at = 0; at < text.size(); at += step) {
    splitter.Feed(text.substr(at, step), sink);
  }
  splitter.Finish(sink);
  return records;
}

std::string Join(const Records& records) {
  std::string joined;
  for (const std::string& record : records) joined += record;
  return joined;
}

// That `records` is how the records joined split.
void ExpectRecords(const Records& records, const RecordRules& rules = {}) {
  EXPECT_EQ(Split(Join(records), rules), records);
}

TEST(RecordSplitter, JavaTraceGoesWithItsLine) {
  ExpectRecords(
      {"2026-11-22 13:24:07,418 ERROR [main] c.s.Cart - no stock\n"
       "java.lang.IllegalStateException: no stock\n"
       "\tat com.shop.Cart.add(Cart.java:17)\n"
       "\tat com.shop.Shop.main(Shop.java:3)\n"
       "Caused by: java.io.IOException: disk\n"
       "\t... 12 more\n",
       "2026-11-22 13:24:08,000 INFO [main] c.s.Cart - next\n"});
}

TEST(RecordSplitter, JavaUtilLoggingTakesTwoLines) {
  const Records records = {
      "Nov 22, 2026 1:24:07 PM com.shop.Cart add\nINFO: added\n",
      "Nov 22, 2026 1:24:08 PM com.shop.Cart add\nINFO: again\n"};
  const FormatRegistry registry = FormatRegistry::WithBuiltIns();
  RecordParser parser(registry, SourceFormat{{"java_util_logging"}, "", ""},
                      TimeContext{});
  EXPECT_EQ(Split(Join(records), {}, 100,
                  [&](std::string_view line) {
                    return parser.Parse(line).has_header;
                  }),
            records);
}

TEST(RecordSplitter, PythonTraceEndsWithItsError) {
  const std::string trace =
      "Traceback (most recent call last):\n"
      "  File \"/app/cart.py\", line 7, in add\n"
      "    stock[item] -= 1\n"
      "KeyError: 'lamp'\n"
      "\n"
      "During handling of the above exception, another exception occurred:\n"
      "\n"
      "Traceback (most recent call last):\n"
      "  File \"/app/cart.py\", line 9, in add\n"
      "    raise StockError(item)\n"
      "cart.errors.StockError: lamp\n";
  ExpectRecords({"2026-11-22 13:24:07,418 ERROR cart: failed\n" + trace,
                 "2026-11-22 13:24:08,000 INFO cart: next\n"});
  // Nothing in this one has a header.
  ExpectRecords({trace, "done\n"});
}

TEST(RecordSplitter, GoPanicIsOneRecord) {
  const std::string panic =
      "panic: runtime error: index out of range [3] with length 3\n"
      "\n"
      "goroutine 1 [running]:\n"
      "main.(*Cart).Add(0xc000012120, 0x2)\n"
      "\t/app/cart.go:17 +0x1d\n"
      "created by net/http.(*Server).Serve in goroutine 1\n"
      "\t/usr/go/src/net/http/server.go:3086 +0x5cb\n"
      "exit status 2\n";
  ExpectRecords({panic});
  ExpectRecords({"before\n", panic, "after\n"});
}

TEST(RecordSplitter, RustNetAndJavaScriptTraces) {
  ExpectRecords(
      {"2026-11-22T13:24:07Z ERROR app: failed\n"
       "thread 'main' panicked at src/main.rs:4:5:\n"
       "boom\n"
       "stack backtrace:\n"
       "   0: rust_begin_unwind\n"
       "             at /rustc/library/std/src/panicking.rs:645:5\n"
       "note: run with `RUST_BACKTRACE=full` for details\n",
       "2026-11-22T13:24:08Z ERROR app: failed\n"
       "System.InvalidOperationException: no\n"
       " ---> System.IO.IOException: disk\n"
       "   at Shop.Cart.Add(String item) in /app/Cart.cs:line 17\n"
       "--- End of stack trace from previous location ---\n",
       "2026-11-22T13:24:09Z ERROR app: failed\n"
       "TypeError: x is undefined\n"
       "    at Cart.add (/app/cart.js:17:3)\n"});
}

TEST(RecordSplitter, SqlGoesWithItsLine) {
  ExpectRecords(
      {"2026-11-22 13:24:07.418 UTC [31] LOG:  statement: SELECT *\n"
       "\tFROM cart\n"
       "\tWHERE id = 7;\n",
       "2026-11-22 13:24:08.000 UTC [31] LOG:  statement: SELECT\n"
       "id\n"
       "FROM shop\n"});
}

TEST(RecordSplitter, PrettyJsonIsOneRecordPerObject) {
  const std::string object =
      "{\n  \"time\": \"2026-11-22T13:24:07Z\",\n"
      "  \"n\": {\n    \"a\": 1\n  }\n}\n";
  ExpectRecords({object, object, object});
  ExpectRecords(
      {"{\"ts\":\"2026-11-22T13:24:07Z\",\"msg\":\"m\"}\n", object, object});
  ExpectRecords({"2026-11-22T13:24:07Z INFO http: answer\n" + object,
                 "2026-11-22T13:24:08Z INFO http: next\n"});
}

TEST(RecordSplitter, LinesWithoutHeadersAreRecords) {
  ExpectRecords({"one\n", "two\n  more\n", "three\n", "four"});
}

TEST(RecordSplitter, IndentedLinesAloneAreRecords) {
  ExpectRecords({"  one\n", "\ttwo\n", "\n", "  three"});
}

TEST(RecordSplitter, ColouredLinesReadAsPlainOnes) {
  ExpectRecords(
      {"\x1b[2m2026-11-22T13:24:07Z\x1b[0m \x1b[31mERROR\x1b[0m a\n"
       "\x1b[1m\tat b(c)\x1b[0m\n",
       "\x1b[2m2026-11-22T13:24:08Z\x1b[0m \x1b[32m INFO\x1b[0m b\n"});
}

TEST(RecordSplitter, LooseLinesGoWithAHeaderUpToALimit) {
  const std::string header = "2026-11-22T13:24:07Z INFO a: b\n";
  Records records = {header};
  for (uint32_t i = 0; i < kMaxLooseLines; ++i) records[0] += "loose\n";
  records.insert(records.end(), {"loose\n", "loose\n\tbut this\n", header});
  ExpectRecords(records);
}

TEST(RecordSplitter, RulesOfASourceAreKept) {
  const std::string header = "2026-11-22T13:24:07Z INFO a: b\n";
  ExpectRecords({header, "  x\n", "\n", "}\n"}, {.line_per_record = true});
  ExpectRecords({header + "  x\n", "loose\n"},
                {.loose_lines_stand_alone = true});
}

TEST(RecordSplitter, LongRecordComesInPiecesCutBetweenLines) {
  const std::string header = "2026-11-22T13:24:07Z INFO a: b\n";
  std::string text = header;
  while (text.size() < kMaxRecordBytes + 5000) text += "\tat some.frame(X)\n";
  const size_t frames_end = text.size();
  text += header;
  RecordParser parser(TimeContext{});
  RecordSplitter splitter(
      {}, [&](std::string_view line) { return parser.Parse(line).has_header; });
  std::vector<size_t> sizes;
  const auto sink = [&](const RawRecord& record) {
    EXPECT_TRUE(record.bytes.ends_with('\n'));
    EXPECT_LE(record.bytes.size(), kMaxRecordBytes);
    sizes.push_back(record.bytes.size());
  };
  splitter.Feed(text, sink);
  splitter.Finish(sink);
  // What lies out of reach stands alone.
  EXPECT_EQ(sizes.back(), header.size());
  EXPECT_GT(sizes.front(), kMaxRecordBytes - 100);
  size_t sum = 0;
  for (size_t size : sizes) sum += size;
  EXPECT_EQ(sum, frames_end + header.size());
}

// Texts of all kinds of lines.
std::string RandomText(std::mt19937& random, size_t lines) {
  const char* kinds[] = {"2026-11-22T13:24:07Z INFO a: b",
                         "{\"ts\":\"2026-11-22T13:24:07Z\",\"msg\":\"m\"}",
                         "{",
                         "}",
                         "  \"a\": 1,",
                         "loose",
                         "\tat a.B(C.java:1)",
                         "Caused by: x",
                         "",
                         "Traceback (most recent call last):",
                         "  File \"a\"",
                         "ValueError: x",
                         "goroutine 7 [running]:",
                         "\x1b[31mred",
                         "level=info msg=x",
                         "\xff\xfe\x80",
                         "\r"};
  std::string text;
  for (size_t i = 0; i < lines; ++i) {
    // Runs of one kind, to pass the limits.
    const char* kind = kinds[random() % std::size(kinds)];
    for (size_t run = random() % 20 == 0 ? random() % 90 : 1; run > 0; --run) {
      text += kind;
      if (random() % 2000 == 0) text.append(random() % (3 << 20), 'x');
      text += random() % 5 == 0 ? "\r\n" : "\n";
    }
  }
  if (random() % 2 == 0 && !text.empty()) text.pop_back();
  return text;
}

TEST(RecordSplitter, RecordsDoNotDependOnWherePiecesEnd) {
  std::mt19937 random(7);
  for (int round = 0; round < 20; ++round) {
    const std::string text = RandomText(random, 300);
    const Records whole = Split(text, {}, text.size());
    EXPECT_EQ(Join(whole), text);
    EXPECT_EQ(Split(text, {}, 1 + random() % 5000), whole);
  }
}

TEST(RecordBoundaries, AHeaderThatMayGoOnWithATraceIsNotSure) {
  // In the middle of a file: the line before may have said that another trace
  // follows.
  RecordBoundaries boundaries{RecordRules()};
  const auto header = [] { return true; };
  uint64_t offset = 1000;
  for (bool sure : {false, false, true}) {
    EXPECT_TRUE(boundaries.Begins("12:00 INFO a", ++offset, header));
    EXPECT_EQ(boundaries.sure(), sure);
  }
  RecordBoundaries from_start{RecordRules()};
  EXPECT_TRUE(from_start.Begins("12:00 INFO a", 0, header));
  EXPECT_TRUE(from_start.sure());
}

TEST(RecordBoundaries, AreRightFromAnywhereOnceEnoughWasSeen) {
  std::mt19937 random(11);
  for (int round = 0; round < 40; ++round) {
    const std::string text = RandomText(random, 200);
    RecordParser parser(TimeContext{});
    const auto starts = [&](size_t from) {
      std::vector<size_t> found;
      RecordBoundaries boundaries{RecordRules()};
      bool sure = from == 0;
      for (size_t at = from; at < text.size();) {
        const size_t end = text.find('\n', at);
        const std::string_view line = std::string_view(text).substr(
            at, end == std::string::npos ? end : end - at);
        std::string plain;
        const std::string_view bare =
            WithoutEscapes(WithoutTerminator(line), &plain);
        const bool begins = boundaries.Begins(
            bare, at, [&] { return parser.Parse(bare).has_header; });
        sure = sure || boundaries.sure() || at - from >= kRecordReachBytes;
        if (sure && begins) found.push_back(at);
        at = end == std::string::npos ? text.size() : end + 1;
      }
      return found;
    };
    const std::vector<size_t> all = starts(0);
    size_t from = text.find('\n', random() % text.size());
    if (from == std::string::npos) continue;
    const std::vector<size_t> some = starts(from + 1);
    if (some.empty()) continue;
    const std::vector<size_t> tail(
        std::lower_bound(all.begin(), all.end(), some.front()), all.end());
    EXPECT_EQ(some, tail) << round;
  }
}

}  // namespace
}  // namespace taffrail
