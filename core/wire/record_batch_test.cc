#include <gtest/gtest.h>

#include <limits>
#include <string>
#include <vector>

#include "core/base/crc32c.h"
#include "core/proto/record.pb.h"
#include "core/wire/limits.h"
#include "core/wire/random_records.h"
#include "core/wire/record_batch_builder.h"
#include "core/wire/record_batch_reader.h"

namespace taffrail {
namespace {

using Codec = RecordBatchBuilder::Codec;

std::string Batch(const std::vector<WireRecord>& records,
                  Codec codec = Codec::kZstd) {
  RecordBatchBuilder builder(codec);
  for (const WireRecord& record : records) {
    const Status status = builder.Add(record);
    EXPECT_TRUE(status.ok()) << status.message();
  }
  return builder.Finish();
}

std::vector<WireRecord> Some(int count) {
  static RandomRecords random(1);
  std::vector<WireRecord> records;
  for (int i = 0; i < count; ++i) {
    records.push_back(random.Next());
    Normalize(&records.back());
  }
  return records;
}

void ExpectHolds(RecordBatchReader& reader,
                 const std::vector<WireRecord>& records) {
  ASSERT_EQ(reader.count(), records.size());
  WireRecord record;
  for (uint32_t row = 0; row < reader.count(); ++row) {
    reader.Read(row, &record);
    Normalize(&record);
    EXPECT_EQ(record, records[row]) << row;
  }
}

// What one edits in a batch to damage it.
struct Open {
  v1::RecordBatch batch;
  v1::Columns columns;

  explicit Open(const std::vector<WireRecord>& records) {
    EXPECT_TRUE(batch.ParseFromString(Batch(records, Codec::kNone)));
    EXPECT_TRUE(columns.ParseFromString(batch.columns()));
  }

  v1::Column* Column(uint32_t field) {
    for (v1::Column& column : *columns.mutable_columns()) {
      if (column.field() == field) return &column;
    }
    return nullptr;
  }

  std::string Closed() {
    batch.set_columns(columns.SerializeAsString());
    batch.set_raw_size(static_cast<uint32_t>(batch.columns().size()));
    batch.set_crc32c(Crc32c(batch.columns()));
    return batch.SerializeAsString();
  }
};

StatusCode CodeOf(const std::string& batch) {
  RecordBatchReader reader;
  const Status status = reader.Open(batch);
  EXPECT_TRUE(status.ok() || reader.count() == 0);
  EXPECT_TRUE(status.ok() || !status.message().empty());
  return status.code();
}

TEST(RecordBatch, GivesBackEveryRecord) {
  RecordBatchReader reader;
  for (int count : {1, 2, 7, 8, 9, 63, 64, 65, 500}) {
    for (Codec codec : {Codec::kNone, Codec::kZstd}) {
      const std::vector<WireRecord> records = Some(count);
      const std::string batch = Batch(records, codec);
      const Status status = reader.Open(batch);
      ASSERT_TRUE(status.ok()) << status.message();
      ExpectHolds(reader, records);
    }
  }
}

TEST(RecordBatch, MayBeEmpty) {
  RecordBatchReader reader;
  const std::string batch = Batch({});
  ASSERT_TRUE(reader.Open(batch).ok());
  EXPECT_EQ(reader.count(), 0u);
  EXPECT_TRUE(reader.columns().empty());
}

TEST(RecordBatch, BuilderBeginsAnewAfterFinish) {
  RecordBatchBuilder builder;
  RecordBatchReader reader;
  for (int round = 0; round < 3; ++round) {
    const std::vector<WireRecord> records = Some(20);
    for (const WireRecord& record : records) {
      ASSERT_TRUE(builder.Add(record).ok());
    }
    const std::string batch = builder.Finish();
    ASSERT_TRUE(reader.Open(batch).ok());
    ExpectHolds(reader, records);
  }
}

TEST(RecordBatch, SaysItsTimes) {
  std::vector<WireRecord> records(3);
  records[0].time_ns = 5;
  records[1].time_ns = -7;
  records[2].time_ns = 3;
  const std::string batch = Batch(records);
  RecordBatchReader reader;
  ASSERT_TRUE(reader.Open(batch).ok());
  EXPECT_EQ(reader.t0_ns(), -7);
  EXPECT_EQ(reader.t1_ns(), 5);
}

TEST(RecordBatch, ColumnsAndRowsAgree) {
  const std::vector<WireRecord> records = Some(200);
  const std::string batch = Batch(records);
  RecordBatchReader reader;
  ASSERT_TRUE(reader.Open(batch).ok());
  size_t attributes = 0;
  for (const BatchColumn& column : reader.columns()) {
    column.ForEach([&](uint32_t row, uint32_t slot) {
      EXPECT_TRUE(column.Has(row));
      EXPECT_EQ(column.SlotOf(row), slot);
      attributes += column.field() == RecordField::kAttribute;
    });
  }
  for (const WireRecord& record : records) {
    attributes -= record.attributes.size();
  }
  EXPECT_EQ(attributes, 0u);
}

TEST(RecordBatch, RowsMayBeReadInAnyOrder) {
  const std::vector<WireRecord> records = Some(200);
  const std::string batch = Batch(records);
  RecordBatchReader reader;
  ASSERT_TRUE(reader.Open(batch).ok());
  WireRecord record;
  for (uint32_t i = 0; i < 600; ++i) {
    // Two steps on, two back, far away.
    const uint32_t row = i % 3 == 2 ? i * 77 % 200 : i / 3;
    reader.Read(row, &record);
    Normalize(&record);
    EXPECT_EQ(record, records[row]) << row;
  }
}

TEST(RecordBatch, RepeatedKeysOfARecordKeepTheirOrder) {
  WireRecord record;
  for (int i = 0; i < 1000; ++i) {
    record.attributes.push_back({"key", IntegerValue(i)});
  }
  const std::string batch = Batch({record, record});
  RecordBatchReader reader;
  ASSERT_TRUE(reader.Open(batch).ok());
  ExpectHolds(reader, {record, record});
}

TEST(RecordBatch, FullBatchTakesNoMore) {
  RecordBatchBuilder builder;
  WireRecord record;
  for (size_t i = 0; i < kMaxBatchRecords; ++i) {
    record.time_ns = static_cast<int64_t>(i);
    ASSERT_TRUE(builder.Add(record).ok());
  }
  EXPECT_EQ(builder.Add(record).code(), StatusCode::kResourceExhausted);
  const std::string batch = builder.Finish();
  EXPECT_LT(batch.size(), 100u);
  RecordBatchReader reader;
  ASSERT_TRUE(reader.Open(batch).ok());
  EXPECT_EQ(reader.count(), kMaxBatchRecords);
}

TEST(RecordBatch, WhatTheBuilderTakesTheReaderReads) {
  RecordBatchBuilder builder;
  RecordBatchReader reader;
  // As wide as a record may be, then as large.
  WireRecord wide;
  for (size_t i = 0; i < kMaxEntryValues; ++i) {
    wide.attributes.push_back({"k", IntegerValue(static_cast<int64_t>(i))});
  }
  ASSERT_TRUE(builder.Add(wide).ok());
  std::string batch = builder.Finish();
  ASSERT_TRUE(reader.Open(batch).ok());
  ExpectHolds(reader, {wide});

  const std::string body(kMaxEntryBytes - 1000, 'x');
  WireRecord large;
  large.body = body;
  std::vector<WireRecord> taken;
  while (builder.Add(large).ok()) taken.push_back(large);
  EXPECT_EQ(taken.size(), 4u);
  batch = builder.Finish();
  ASSERT_TRUE(reader.Open(batch).ok());
  ExpectHolds(reader, taken);
}

TEST(RecordBatch, RecordsThatFitNoBatchAreRefused) {
  RecordBatchBuilder builder;
  const std::string huge(kMaxEntryBytes, 'x');
  WireRecord record;
  record.body = huge;
  EXPECT_EQ(builder.Add(record).code(), StatusCode::kInvalidArgument);
  record = {};
  record.span_id = "short";
  EXPECT_EQ(builder.Add(record).code(), StatusCode::kInvalidArgument);
  EXPECT_EQ(builder.count(), 0u);
}

TEST(RecordBatch, UnknownFieldsAndColumnsAreSkipped) {
  const std::vector<WireRecord> records = Some(10);
  Open open(records);
  v1::Column* column = open.columns.add_columns();
  column->set_field(500);
  column->set_data("from the future");
  // Field 900 of Columns.
  std::string batch = open.Closed();
  batch += std::string("\xA0\x38\x05", 3);
  RecordBatchReader reader;
  ASSERT_TRUE(reader.Open(batch).ok());
  ExpectHolds(reader, records);
}

TEST(RecordBatch, NewerVersionsAndCodecsAreToldFromDamage) {
  Open open(Some(3));
  open.batch.set_version(2);
  EXPECT_EQ(CodeOf(open.Closed()), StatusCode::kFailedPrecondition);
  open.batch.set_version(0);
  EXPECT_EQ(CodeOf(open.Closed()), StatusCode::kDataLoss);
  open.batch.set_version(1);
  EXPECT_EQ(CodeOf(open.Closed()), StatusCode::kOk);
  open.batch.set_codec(static_cast<v1::RecordBatch::Codec>(9));
  EXPECT_EQ(CodeOf(open.Closed()), StatusCode::kFailedPrecondition);
  open.batch.set_codec(v1::RecordBatch::CODEC_NONE);
  v1::Column* column = open.columns.add_columns();
  column->set_field(11);
  column->set_key(100000);
  EXPECT_EQ(CodeOf(open.Closed()), StatusCode::kFailedPrecondition);
}

TEST(RecordBatch, EveryFlippedBitOfTheColumnsIsNoticed) {
  const std::string batch = Batch(Some(5));
  v1::RecordBatch whole;
  ASSERT_TRUE(whole.ParseFromString(batch));
  const size_t begin = batch.find(whole.columns());
  ASSERT_NE(begin, std::string::npos);
  for (size_t at = begin; at < begin + whole.columns().size(); ++at) {
    std::string damaged = batch;
    damaged[at] ^= 4;
    EXPECT_EQ(CodeOf(damaged), StatusCode::kDataLoss) << at;
  }
}

TEST(RecordBatch, EveryCutIsNoticed) {
  const std::string batch = Batch(Some(5));
  for (size_t size = 0; size < batch.size(); ++size) {
    EXPECT_EQ(CodeOf(batch.substr(0, size)), StatusCode::kDataLoss) << size;
  }
}

TEST(RecordBatch, ColumnsThatContradictThemselvesAreRefused) {
  std::vector<WireRecord> records(20);
  for (int i = 0; i < 20; ++i) {
    records[i].time_ns = i;
    records[i].body = i % 2 == 0 ? "a body that is long" : "another, longer";
    if (i > 3) records[i].severity = 9;
    records[i].trace_id = "0123456789abcdef";
    records[i].attributes = {{"flag", BoolValue(i > 3)},
                             {"ratio", DoubleValue(i / 10.0)}};
  }
  const std::vector<void (*)(Open&)> damages = {
      [](Open& open) { open.Column(7)->mutable_data()->push_back('x'); },
      [](Open& open) { open.Column(7)->set_entries(1); },
      [](Open& open) { open.Column(7)->set_entries(21); },
      [](Open& open) { open.Column(7)->mutable_lengths()->set_base(-1); },
      [](Open& open) { open.Column(7)->mutable_lengths()->set_order(3); },
      [](Open& open) { open.Column(7)->mutable_numbers()->set_width(9); },
      [](Open& open) { open.Column(7)->mutable_numbers()->set_base(1); },
      [](Open& open) { open.Column(7)->mutable_numbers()->clear_planes(); },
      [](Open& open) { open.Column(3)->mutable_present()->push_back('\0'); },
      [](Open& open) { open.Column(3)->mutable_present()->back() |= 0x40; },
      [](Open& open) { open.Column(3)->mutable_numbers()->set_base(-1); },
      [](Open& open) { open.Column(8)->mutable_lengths()->set_base(17); },
      [](Open& open) { *open.columns.add_columns() = *open.Column(7); },
      [](Open& open) {
        for (v1::Column& column : *open.columns.mutable_columns()) {
          if (column.name() == "flag") column.mutable_numbers()->set_base(2);
        }
      },
      [](Open& open) {
        for (v1::Column& column : *open.columns.mutable_columns()) {
          if (column.name() == "ratio") column.set_scale(99);
        }
      },
      [](Open& open) { open.batch.set_t0_ns(-1); },
      [](Open& open) { open.batch.set_t1_ns(20); },
      [](Open& open) { open.batch.set_count(19); },
      [](Open& open) { open.batch.set_count(kMaxBatchRecords + 1); },
  };
  EXPECT_EQ(CodeOf(Open(records).Closed()), StatusCode::kOk);
  for (size_t i = 0; i < damages.size(); ++i) {
    Open open(records);
    damages[i](open);
    EXPECT_EQ(CodeOf(open.Closed()), StatusCode::kDataLoss) << i;
  }
}

TEST(RecordBatch, SmallBatchCannotUnfoldToManyValues) {
  Open open({});
  open.batch.set_count(kMaxBatchRecords);
  for (size_t i = 0; i < 1000; ++i) {
    v1::Column* column = open.columns.add_columns();
    column->set_field(11);
    column->set_kind(static_cast<uint32_t>(WireKind::kInteger));
    column->set_name("constant");
  }
  EXPECT_EQ(CodeOf(open.Closed()), StatusCode::kDataLoss);
}

}  // namespace
}  // namespace taffrail
