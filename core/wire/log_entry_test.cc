#include "core/wire/log_entry.h"

#include <gtest/gtest.h>

#include <limits>
#include <string>
#include <vector>

#include "core/wire/limits.h"
#include "core/wire/random_records.h"

namespace taffrail {
namespace {

std::string Encoded(const WireRecord& record) {
  v1::LogEntry entry;
  LogEntryWriter writer;
  const Status status = writer.Write(record, &entry);
  EXPECT_TRUE(status.ok()) << status.message();
  return entry.SerializeAsString();
}

void ExpectRoundTrip(const WireRecord& record) {
  LogEntryReader reader;
  WireRecord back;
  const Status status = reader.Parse(Encoded(record), &back);
  ASSERT_TRUE(status.ok()) << status.message();
  EXPECT_EQ(back, record);
}

TEST(LogEntry, GivesBackEveryRecordWithItsOrder) {
  RandomRecords records(1);
  for (int i = 0; i < 3000; ++i) ExpectRoundTrip(records.Next());
}

TEST(LogEntry, ObservedTimeMayLieAnywhere) {
  for (int64_t time : {std::numeric_limits<int64_t>::min(), int64_t{-1},
                       int64_t{0}, std::numeric_limits<int64_t>::max()}) {
    for (int64_t after : {-1, 0, 1}) {
      WireRecord record;
      record.time_ns = time;
      record.observed_ns = static_cast<int64_t>(static_cast<uint64_t>(time) +
                                                static_cast<uint64_t>(after));
      ExpectRoundTrip(record);
    }
  }
}

TEST(LogEntry, WellKnownKeysAndTextsAreNotSpelledOut) {
  WireRecord record;
  record.time_ns = 1;
  record.attributes = {{"http.request.method", TextValue("GET")},
                       {"http.response.status_code", IntegerValue(200)}};
  // 9 for the time; codes, lengths and integers with a tag and a length each.
  EXPECT_EQ(Encoded(record).size(), 9u + 4u + 3u + 4u);
}

TEST(LogEntry, TextsOfManyLogsAreShort) {
  WireRecord record;
  record.body = "connection timed out while calling https://api.example.com/v1";
  record.attributes = {
      {"user_agent.original",
       TextValue("Mozilla/5.0 (Windows NT 10.0; Win64; x64) "
                 "AppleWebKit/537.36 (KHTML, like Gecko) "
                 "Chrome/131.0.0.0 Safari/537.36")},
      {"my.own.key", TextValue("application/json; charset=utf-8")}};
  ExpectRoundTrip(record);
  EXPECT_LT(Encoded(record).size(), 90u);
}

TEST(LogEntry, TextsTheBodySaysTooAreNotRepeated) {
  WireRecord record;
  record.body = "order 8f1-9937-kx2-00417-zz1 took 3 ms";
  const size_t alone = Encoded(record).size();
  record.attributes = {{"url.path", TextValue("8f1-9937-kx2-00417-zz1")}};
  ExpectRoundTrip(record);
  EXPECT_LT(Encoded(record).size(), alone + 20);
}

TEST(LogEntry, ShortTextsAreNotCompressed) {
  WireRecord record;
  record.body = "hello";
  v1::LogEntry entry;
  LogEntryWriter writer;
  ASSERT_TRUE(writer.Write(record, &entry).ok());
  EXPECT_EQ(entry.body(), "hello");
  EXPECT_FALSE(entry.has_observed_after_ns());
  EXPECT_TRUE(entry.packed_texts().empty());
}

TEST(LogEntry, PackedTextsOfAnyBytesAreReadOrRefused) {
  WireRecord record;
  const std::string body(400, 'x');
  record.body = body;
  v1::LogEntry entry;
  LogEntryWriter writer;
  LogEntryReader reader;
  ASSERT_TRUE(writer.Write(record, &entry).ok());
  const std::string packed = entry.packed_texts();
  ASSERT_FALSE(packed.empty());
  for (size_t size = 1; size < packed.size(); ++size) {
    entry.set_packed_texts(packed.substr(0, size));
    EXPECT_EQ(reader.Read(entry, &record).code(), StatusCode::kDataLoss);
  }
  for (size_t at = 1; at < packed.size(); ++at) {
    for (int bit = 0; bit < 8; ++bit) {
      entry.set_packed_texts(packed);
      (*entry.mutable_packed_texts())[at] ^= static_cast<char>(1 << bit);
      (void)reader.Read(entry, &record);
    }
  }
  entry.set_packed_texts(packed);
  EXPECT_TRUE(reader.Read(entry, &record).ok());
  EXPECT_EQ(record.body, body);
}

TEST(LogEntry, ValuesTheRecordHasHadAreNotRepeated) {
  WireRecord record;
  const WireValue id = TextValue("0123456789abcdef", WireKind::kUuid);
  record.attributes = {{"req.id", id}, {"status", IntegerValue(1)}, {"id", id}};
  ExpectRoundTrip(record);
  const std::string bytes = Encoded(record);
  EXPECT_EQ(bytes.find(id.text), bytes.rfind(id.text));
}

TEST(LogEntry, UnknownFieldsAreSkipped) {
  WireRecord record;
  record.body = "hello";
  std::string bytes = Encoded(record);
  // Field 900 as varint, then as bytes.
  bytes += std::string("\xA0\x38\x05\xA2\x38\x02hi", 8);
  LogEntryReader reader;
  WireRecord back;
  ASSERT_TRUE(reader.Parse(bytes, &back).ok());
  EXPECT_EQ(back, record);
}

TEST(LogEntry, ValuesThatDoNotFitTheirCodesAreRefused) {
  std::vector<v1::LogEntry> damaged(5);
  damaged[0].add_attributes(1 * 16 + 1);  // A text without a length.
  damaged[1].add_attributes(1 * 16 + 1);
  damaged[1].add_lengths(5);  // A length without data.
  damaged[2].set_data("rest");
  damaged[3].set_trace_id("short");
  damaged[4].set_parameter_count(kMaxEntryValues + 1);
  for (size_t i = 0; i < damaged.size(); ++i) {
    WireRecord record;
    LogEntryReader reader;
    const Status status = reader.Read(damaged[i], &record);
    EXPECT_EQ(status.code(), StatusCode::kDataLoss) << i;
  }
}

TEST(LogEntry, WhatANewerVersionWroteIsToldFromDamage) {
  std::vector<v1::LogEntry> newer(4);
  newer[0].add_attributes(1 * 16 + 10);  // No such kind.
  newer[1].add_attributes(100000 * 16);  // No such key.
  newer[2].add_attributes(1 * 16 + 15);  // No such text.
  newer[2].add_lengths(100000);
  newer[3].set_packed_texts("\x02 of another dictionary");
  for (const v1::LogEntry& entry : newer) {
    WireRecord record;
    LogEntryReader reader;
    const Status status = reader.Read(entry, &record);
    EXPECT_EQ(status.code(), StatusCode::kFailedPrecondition);
    EXPECT_NE(status.message().find("reload or update"), std::string::npos);
  }
}

// The example of docs/wire-format.md.
TEST(LogEntry, DocumentedBytesReadAsDocumented) {
  constexpr std::string_view kBytes(
      "\x09\x01\x00\x00\x00\x00\x00\x00\x00"
      "\x5A\x02\x2F\x12"
      "\x62\x02\x90\x03"
      "\x6A\x01\x02",
      20);
  WireRecord expected;
  expected.time_ns = 1;
  expected.attributes = {{"http.request.method", TextValue("GET")},
                         {"http.response.status_code", IntegerValue(200)}};
  WireRecord record;
  LogEntryReader reader;
  ASSERT_TRUE(reader.Parse(kBytes, &record).ok());
  EXPECT_EQ(record, expected);
  EXPECT_EQ(Encoded(expected), kBytes);
}

TEST(LogEntry, BytesThatAreNoMessageAreRefused) {
  LogEntryReader reader;
  WireRecord record;
  EXPECT_EQ(reader.Parse("\x3A\x7F", &record).code(), StatusCode::kDataLoss);
}

TEST(LogEntry, RecordsBeyondTheLimitsAreNotWritten) {
  LogEntryWriter writer;
  v1::LogEntry entry;
  WireRecord record;
  record.trace_id = "short";
  EXPECT_EQ(writer.Write(record, &entry).code(), StatusCode::kInvalidArgument);
  record = {};
  record.attributes.resize(kMaxEntryValues + 1);
  EXPECT_EQ(writer.Write(record, &entry).code(), StatusCode::kInvalidArgument);
  const std::string huge(kMaxEntryBytes + 1, 'x');
  record = {};
  record.body = huge;
  EXPECT_EQ(writer.Write(record, &entry).code(), StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace taffrail
