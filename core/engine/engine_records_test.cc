#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "core/engine/engine_fixture.h"
#include "core/parse/record_parser.h"
#include "core/parse/record_splitter.h"

// Records of several lines, from the file to the row.
namespace taffrail {
namespace {

class EngineRecordsTest : public EngineTest {
 protected:
  std::vector<v1::RecordDetail> All(const std::string& query) {
    v1::SearchProgress progress;
    const uint64_t search = Search(query, &progress);
    std::vector<v1::RecordDetail> records;
    while (records.size() < progress.matched()) {
      const v1::RowsPage page = Rows(search, records.size(), 500);
      for (const v1::Row& row : page.rows()) {
        v1::Request request;
        *request.mutable_record()->mutable_key() = row.key();
        StatusOr<v1::Response> record = cluster_->Call(request);
        EXPECT_TRUE(record.ok()) << record.status().message();
        if (!record.ok()) return records;
        records.push_back(record->record());
      }
    }
    Cancel(search);
    std::sort(records.begin(), records.end(), [](auto& a, auto& b) {
      return a.row().key().offset() < b.row().key().offset();
    });
    return records;
  }
};

constexpr char kJava[] =
    "2026-11-22 13:24:07,418 INFO  [main] c.s.Cart - start\n"
    "2026-11-22 13:24:08,418 ERROR [main] c.s.Cart - no stock\n"
    "java.lang.IllegalStateException: lamp\n"
    "\tat com.shop.Cart.add(Cart.java:17)\n"
    "Caused by: java.io.IOException: disk\n"
    "\t... 12 more\n"
    "2026-11-22 13:24:09,418 WARN  [main] c.s.Cart - next\n";

TEST_F(EngineRecordsTest, AJavaTraceIsOneRowAndLineNumbersCountLines) {
  ASSERT_TRUE(Import("java.log", kJava, 50).ok());
  const std::vector<v1::RecordDetail> records = All("");
  ASSERT_EQ(records.size(), 3u);
  EXPECT_EQ(records[1].row().severity(), 17u);
  EXPECT_EQ(records[1].line(), 2u);
  EXPECT_EQ(records[2].line(), 7u);
  EXPECT_NE(records[1].raw().find("... 12 more\n"), std::string::npos);
  EXPECT_EQ(Matches("disk"), 1u);
  EXPECT_EQ(Matches("disk level:error"), 1u);
}

TEST_F(EngineRecordsTest, WhatComesBeforeTheFirstTimeHasThatTime) {
  ASSERT_TRUE(
      Import("app.log", std::string("Log of cart, version 3\n") + kJava).ok());
  const std::vector<v1::RecordDetail> records = All("");
  ASSERT_EQ(records.size(), 4u);
  EXPECT_TRUE(records[0].time_inferred());
  EXPECT_EQ(records[0].row().key().time_ns(), records[1].row().key().time_ns());
}

TEST_F(EngineRecordsTest, PrettyJsonIsReadAsTheObjectItIs) {
  std::string log;
  for (int i = 0; i < 40; ++i) {
    log += "{\n  \"time\": \"2026-11-22T13:24:" + std::to_string(10 + i) +
           "Z\",\n  \"level\": \"error\",\n  \"service\": \"cart\",\n"
           "  \"msg\": \"m" +
           std::to_string(i) + "\"\n}\n";
  }
  ASSERT_TRUE(Import("pretty.json", log, 333).ok());
  const std::vector<v1::RecordDetail> records = All("service:cart level:error");
  ASSERT_EQ(records.size(), 40u);
  EXPECT_EQ(records[7].row().body(), "m7");
  EXPECT_FALSE(records[7].time_inferred());
  EXPECT_EQ(records[7].line(), 7 * 6 + 1u);
}

TEST_F(EngineRecordsTest, ALineOfAnImpossibleTimeIsARecordOfItsOwn) {
  ASSERT_TRUE(Import("a.log",
                     "2026-11-24T00:00:00Z INFO a\n"
                     "9999-12-31T23:59:59Z INFO b\n"
                     "2026-02-30T00:00:00Z INFO c\n"
                     "2026-11-24T00:00:01Z INFO d\n")
                  .ok());
  const std::vector<v1::RecordDetail> records = All("");
  ASSERT_EQ(records.size(), 4u);
  EXPECT_FALSE(records[0].time_inferred());
  for (const int i : {1, 2}) {
    EXPECT_TRUE(records[i].time_inferred());
    EXPECT_EQ(records[i].row().key().time_ns(),
              records[0].row().key().time_ns());
  }
}

TEST_F(EngineRecordsTest, WhereRecordsBeginWithTheirSeverityEachDoes) {
  ASSERT_TRUE(Import("a.log",
                     "INFO:     Started server process [31]\n"
                     "INFO:     127.0.0.1:52344 - \"GET /a HTTP/1.1\" 200 OK\n"
                     "ERROR:    Something in the app\n"
                     "Traceback (most recent call last):\n"
                     "  File \"/app/main.py\", line 3, in f\n"
                     "ValueError: x\n"
                     "WARNING:  Something else\n")
                  .ok());
  const std::vector<v1::RecordDetail> records = All("");
  ASSERT_EQ(records.size(), 4u);
  EXPECT_EQ(records[2].row().severity(), 17u);
  EXPECT_TRUE(records[2].raw().ends_with("ValueError: x\n"));
  EXPECT_EQ(records[3].row().severity(), 13u);
}

TEST_F(EngineRecordsTest, ColoursAreKeptAndNotInTheWay) {
  const std::string line =
      "\x1b[2m2026-11-22T13:24:07Z\x1b[0m \x1b[31mERROR\x1b[0m cart: "
      "no \x1b[1mla\x1b[0mmp left\n";
  ASSERT_TRUE(Import("colour.log", line + line).ok());
  EXPECT_EQ(Matches("lamp"), 2u);
  EXPECT_EQ(Matches("\"no lamp left\""), 2u);
  EXPECT_EQ(Matches("31m"), 0u);
  const std::vector<v1::RecordDetail> records = All("level:error");
  ASSERT_EQ(records.size(), 2u);
  EXPECT_EQ(records[0].row().body(), "no lamp left");
  EXPECT_EQ(records[0].raw(), line);
}

// Texts of all kinds of lines, with a few that are very long.
std::string RandomText(std::mt19937& random) {
  const char* kinds[] = {"2026-11-22T13:24:07Z INFO a: b",
                         "{\"ts\":\"2026-11-22T13:24:07Z\",\"msg\":\"m\"}",
                         "{",
                         "}",
                         "  \"a\": 1,",
                         "loose",
                         "\tat a.B(C.java:1)",
                         "",
                         "Traceback (most recent call last):",
                         "  File \"a\"",
                         "ValueError: x",
                         "\xc3\xa9\xc3\xa8\xc3\xa0\xff",
                         "2026-11-22T13:24:07Z stdout F text",
                         "2026-11-22T13:24:07Z stderr F text",
                         "2026-11-22T13:24:07Z stdout P part",
                         "2026-11-22T13:24:07Z stdout F \tat a.B(C.java:1)",
                         "2026-11-22T13:24:07Z stderr F  indented"};
  constexpr size_t kWithoutHeader = 12;
  std::string text;
  const bool headers = random() % 3 != 0;
  for (int i = 0; i < 2500; ++i) {
    size_t kind = random() % std::size(kinds);
    if (!headers && (kind < 2 || kind >= kWithoutHeader)) kind = 4 + kind % 8;
    for (size_t run = random() % 40 == 0 ? random() % 300 : 1; run > 0; --run) {
      text += kinds[kind];
      if (random() % 4000 == 0) text.append(random() % (2 << 20), 'x');
      text += random() % 5 == 0 ? "\r\n" : "\n";
    }
  }
  if (random() % 2 == 0) text.pop_back();
  return text;
}

TEST_F(EngineRecordsTest, JsonThatBeginsOnItsFirstLineIsReadAsAWhole) {
  std::string log;
  for (int i = 0; i < 40; ++i) {
    log += "{\"time\": \"2026-11-22T13:24:" + std::to_string(10 + i) +
           "Z\",\n  \"level\": \"error\",\n  \"msg\": \"m\"\n}\n";
  }
  ASSERT_TRUE(Import("pretty.json", log, 333).ok());
  const std::vector<v1::RecordDetail> records = All("level:error");
  ASSERT_EQ(records.size(), 40u);
  EXPECT_EQ(records[7].row().body(), "m");
  EXPECT_FALSE(records[7].damaged());
}

TEST_F(EngineRecordsTest, JsonLongerThanARecordIsReadByItsBeginning) {
  const std::string head =
      R"({"time":"2026-11-22T13:24:10Z","level":"error","msg":"big","blob":")";
  const std::string log =
      head + std::string(3 << 19, 'y') + "\"}\n" +
      R"({"time":"2026-11-22T13:24:11Z","level":"info","msg":"after"})"
      "\n";
  ASSERT_TRUE(Import("long.jsonl", log, 1 << 20).ok());
  const std::vector<v1::RecordDetail> records = All("level:error");
  ASSERT_EQ(records.size(), 2u);  // The rest is as severe.
  EXPECT_EQ(records[0].row().body(), "big");
  EXPECT_TRUE(records[0].damaged());
  EXPECT_FALSE(records[0].time_inferred());
}

TEST_F(EngineRecordsTest, RowsWithLineBreaksInQuotesAreRows) {
  std::string text = "level,time,message,n\n";
  for (int i = 0; i < 200; ++i) {
    text += "error,2026-11-22T13:24:07Z,\"m" + std::to_string(i) +
            "\nmore\n\nend\"," + std::to_string(i) + "\n";
  }
  ASSERT_TRUE(Import("a.csv", text, 500).ok());
  const std::vector<v1::RecordDetail> records = All("level:error");
  ASSERT_EQ(records.size(), 200u);
  EXPECT_EQ(records[7].row().body(), "m7\nmore\n\nend");
  EXPECT_FALSE(records[7].time_inferred());
}

// An array on one line, or pretty-printed. Of `unlike` elements some begin with
// another key.
std::string ArrayOf(const std::string& before, const std::string& between,
                    bool unlike) {
  std::string text = "[" + before;
  for (int i = 0; i < 3000; ++i) {
    if (i > 0) text += "," + before;
    text += "{" + between;
    if (unlike && i % 7 == 3) text += "\"level\": \"error\"," + between;
    text += "\"ts\": \"2026-11-22T13:24:07Z\"," + between + "\"msg\": \"m" +
            std::to_string(i) + "\"" + before + "}";
  }
  return text + "]\n";
}

TEST_F(EngineRecordsTest, ElementsOfAnArrayAreRowsWhateverTheChunks) {
  for (const std::string& text : {ArrayOf("", "", false), ArrayOf("", "", true),
                                  ArrayOf("\n  ", "\n    ", true)}) {
    for (const uint32_t chunk : {777u, 40000u, 1u << 30}) {
      *memory_ = MemoryFiles();
      Reopen(2);
      ASSERT_TRUE(Import("a.json", text, chunk).ok());
      const std::vector<v1::RecordDetail> records = All("");
      ASSERT_EQ(records.size(), 3000u) << chunk;
      std::string joined;
      for (size_t i = 0; i < records.size(); ++i) {
        ASSERT_EQ(records[i].row().body(), "m" + std::to_string(i));
        ASSERT_FALSE(records[i].time_inferred());
        joined += records[i].raw();
      }
      EXPECT_EQ(joined, text);
    }
  }
}

TEST_F(EngineRecordsTest, ChunksOfAnySizeSplitAsASinglePassDoes) {
  std::mt19937 random(5);
  for (int round = 0; round < 8; ++round) {
    *memory_ = MemoryFiles();
    Reopen(1 + round % 3);
    const std::string text = RandomText(random);
    RecordParser parser(TimeContext{});
    RecordSplitter splitter({}, [&](std::string_view line) {
      return parser.Parse(line).has_header;
    });
    std::vector<std::string> expected;
    const auto sink = [&](const RawRecord& record) {
      expected.emplace_back(record.bytes);
    };
    splitter.Feed(text, sink);
    splitter.Finish(sink);
    const uint32_t chunk =
        round % 2 == 0 ? 3000 + random() % 100000 : 400000 + random() % 2000000;
    ASSERT_TRUE(Import("a.log", text, chunk).ok());
    const std::vector<v1::RecordDetail> records = All("");
    ASSERT_EQ(records.size(), expected.size()) << round << ' ' << chunk;
    size_t line = 1;
    for (size_t i = 0; i < records.size(); ++i) {
      ASSERT_EQ(records[i].raw(), expected[i]) << round << ' ' << i;
      ASSERT_EQ(records[i].line(), line) << round << ' ' << i;
      line += static_cast<size_t>(
          std::count(expected[i].begin(), expected[i].end(), '\n'));
    }
    EXPECT_TRUE(Check().problems().empty());
  }
}

}  // namespace
}  // namespace taffrail
