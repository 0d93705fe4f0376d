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
  const Status status = ToLogEntry(record, &entry);
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

TEST(LogEntry, TextsWithKnownBeginningsComeBack) {
  WireRecord record;
  for (std::string_view text :
       {"/api/v2/orders/7", "/api/v9", "/api/", "https://a.example",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, "
        "like Gecko) Chrome/131.0.0.0 Safari/537.36"}) {
    record.attributes.push_back({"url.path", TextValue(text)});
  }
  ExpectRoundTrip(record);
  EXPECT_LT(Encoded(record).size(), 90u);
}

TEST(LogEntry, TextsTheBodySaysTooAreNotRepeated) {
  WireRecord record;
  record.body = "GET /orders/17 took 3 ms";
  record.attributes = {{"url.path", TextValue("/orders/17")}};
  ExpectRoundTrip(record);
  const std::string bytes = Encoded(record);
  EXPECT_EQ(bytes.find("/orders/17"), bytes.rfind("/orders/17"));
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
  std::vector<v1::LogEntry> damaged(7);
  damaged[0].add_attributes(1 * 16 + 1);  // A text without a length.
  damaged[1].add_attributes(1 * 16 + 1);
  damaged[1].add_lengths(5);               // A length without data.
  damaged[2].add_attributes(1 * 16 + 10);  // No such kind.
  damaged[3].add_attributes(100000 * 16);  // No such key.
  damaged[4].set_data("rest");
  damaged[5].set_trace_id("short");
  damaged[6].set_parameter_count(kMaxEntryValues + 1);
  for (size_t i = 0; i < damaged.size(); ++i) {
    WireRecord record;
    LogEntryReader reader;
    const Status status = reader.Read(damaged[i], &record);
    EXPECT_EQ(status.code(), StatusCode::kDataLoss) << i;
  }
}

TEST(LogEntry, BytesThatAreNoMessageAreRefused) {
  LogEntryReader reader;
  WireRecord record;
  EXPECT_EQ(reader.Parse("\x3A\x7F", &record).code(), StatusCode::kDataLoss);
}

TEST(LogEntry, RecordsBeyondTheLimitsAreNotWritten) {
  v1::LogEntry entry;
  WireRecord record;
  record.trace_id = "short";
  EXPECT_EQ(ToLogEntry(record, &entry).code(), StatusCode::kInvalidArgument);
  record = {};
  record.attributes.resize(kMaxEntryValues + 1);
  EXPECT_EQ(ToLogEntry(record, &entry).code(), StatusCode::kInvalidArgument);
  const std::string huge(kMaxEntryBytes + 1, 'x');
  record = {};
  record.body = huge;
  EXPECT_EQ(ToLogEntry(record, &entry).code(), StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace taffrail
