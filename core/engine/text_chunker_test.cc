#include "core/engine/text_chunker.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <iterator>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "core/parse/record_parser.h"

namespace taffrail {
namespace {

bool HasHeader(std::string_view line) {
  RecordParser parser(TimeContext{});
  return parser.Parse(line).has_header;
}

std::vector<TextChunk> Chunks(std::string_view text,
                              std::deque<ByteRange> missing,
                              uint64_t chunk_bytes, size_t step) {
  TextChunker chunker(
      std::move(missing), {}, [=] { return chunk_bytes; }, HasHeader,
      [](std::string_view, uint64_t) {});
  std::vector<TextChunk> chunks;
  const auto take = [&] {
    while (std::optional<TextChunk> chunk = chunker.Next()) {
      chunks.push_back(*std::move(chunk));
    }
  };
  for (size_t at = 0; at < text.size(); at += step) {
    chunker.Add(text.substr(at, step));
    take();
  }
  chunker.End();
  take();
  return chunks;
}

std::vector<std::string> Records(std::string_view text) {
  RecordSplitter splitter({}, HasHeader);
  std::vector<std::string> records;
  const auto sink = [&](const RawRecord& record) {
    records.emplace_back(record.bytes);
  };
  splitter.Feed(text, sink);
  splitter.Finish(sink);
  return records;
}

std::string SomeLog(std::mt19937& random, int lines) {
  const char* kinds[] = {"2026-11-22T13:24:07Z INFO a: b",
                         "{\"ts\":\"2026-11-22T13:24:07Z\",\"msg\":\"m\"}",
                         "{",
                         "loose",
                         "\tat a.B(C.java:1)",
                         "2026-11-22T13:24:07Z stdout F text",
                         "2026-11-22T13:24:07Z stderr F text",
                         "2026-11-22T13:24:07Z stdout P part",
                         "2026-11-22T13:24:07Z stdout F \tat a.B(C.java:1)",
                         "2026-11-22T13:24:07Z stderr F  indented",
                         "}",
                         "Traceback (most recent call last):",
                         ""};
  const size_t from = random() % 3 == 0 ? 2 : 0;
  std::string text;
  for (int i = 0; i < lines; ++i) {
    for (size_t run = random() % 30 == 0 ? random() % 200 : 1; run > 0; --run) {
      text += kinds[from + random() % (std::size(kinds) - from)];
      if (random() % 3000 == 0) text.append(random() % (3 << 20), 'x');
      text += '\n';
    }
  }
  return text;
}

TEST(TextChunker, ChunksSplitIntoTheRecordsOfTheWhole) {
  std::mt19937 random(3);
  for (int round = 0; round < 12; ++round) {
    const std::string text = SomeLog(random, 2000);
    std::vector<std::string> records;
    uint64_t at = 0;
    for (const TextChunk& chunk :
         Chunks(text, {{0, UINT64_MAX}}, 1 + random() % 50000,
                1 + random() % 100000)) {
      EXPECT_EQ(chunk.start, at);
      at += chunk.text.size();
      for (std::string& record : Records(chunk.text)) {
        records.push_back(std::move(record));
      }
    }
    EXPECT_EQ(at, text.size());
    EXPECT_EQ(records, Records(text)) << round;
  }
}

TEST(TextChunker, WhatIsStoredIsLeftOut) {
  const std::string line = "2026-11-22T13:24:07Z INFO a: b\n";
  std::string text;
  for (int i = 0; i < 100; ++i) text += line;
  const uint64_t n = line.size();
  const std::vector<TextChunk> chunks =
      Chunks(text, {{10 * n, 13 * n}, {50 * n, UINT64_MAX}}, 20 * n, 77);
  ASSERT_EQ(chunks.size(), 4u);
  EXPECT_EQ(chunks[0].start, 10 * n);
  EXPECT_EQ(chunks[0].text.size(), 3 * n);
  EXPECT_EQ(chunks[1].start, 50 * n);
  // The two lines after what was asked for could belong to a trace before them.
  EXPECT_EQ(chunks[1].text.size(), 22 * n);
  EXPECT_EQ(chunks[3].start + chunks[3].text.size(), 100 * n);
}

TEST(TextChunker, EndlessLineDoesNotFillMemory) {
  const std::string text(40 << 20, 'x');
  size_t most = 0;
  for (const TextChunk& chunk :
       Chunks(text, {{0, UINT64_MAX}}, 1 << 20, 1 << 20)) {
    most = std::max(most, chunk.text.size());
  }
  EXPECT_LT(most, size_t{20} << 20);
}

}  // namespace
}  // namespace taffrail
