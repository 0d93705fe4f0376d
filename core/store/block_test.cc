#include "core/store/block.h"

#include <gtest/gtest.h>

namespace taffrail {
namespace {

BlockBuilder Sample() {
  BlockBuilder builder;
  builder.Begin(7, 1000, 900, 3);
  builder.Append("first\n");
  builder.Close(
      {.time_ns = 50, .time_inferred = false, .severity = 9, .service = 1});
  builder.Append("second\r\n");
  builder.Close({.time_ns = INT64_MIN,
                 .time_inferred = true,
                 .severity = 17,
                 .service = 0});
  builder.Append("third");
  builder.Close({.time_ns = INT64_MAX,
                 .time_inferred = false,
                 .severity = 0,
                 .service = 1});
  return builder;
}

TEST(Block, ColumnsComeBackAsTheyWere) {
  BlockBuilder builder = Sample();
  StatusOr<BlockColumns> columns =
      DecodeColumns(EncodeColumns(builder.columns()), 3);
  ASSERT_TRUE(columns.ok());
  EXPECT_EQ(columns->times_ns, builder.columns().times_ns);
  EXPECT_EQ(columns->severities, builder.columns().severities);
  EXPECT_EQ(columns->services, builder.columns().services);
  EXPECT_EQ(columns->lengths, builder.columns().lengths);
  EXPECT_EQ(columns->time_inferred, builder.columns().time_inferred);
}

TEST(Block, ZoneComesBackAsItWas) {
  BlockHead head;
  BlockBuilder builder = Sample();
  ASSERT_TRUE(DecodeZone(EncodeZone(builder.head()), &head).ok());
  EXPECT_EQ(head.source_id, 7u);
  EXPECT_EQ(head.first_offset, 1000u);
  EXPECT_EQ(head.end_offset, 1019u);
  EXPECT_EQ(head.chunk_start, 900u);
  EXPECT_EQ(head.line_in_chunk, 3u);
  EXPECT_EQ(head.severity_counts, builder.head().severity_counts);
  EXPECT_EQ(head.services, builder.head().services);
}

TEST(Block, DamagedBytesAreRefusedEverywhere) {
  BlockBuilder builder = Sample();
  std::string columns = EncodeColumns(builder.columns());
  std::string zone = EncodeZone(builder.head());
  for (size_t cut = 0; cut < columns.size(); ++cut) {
    EXPECT_FALSE(DecodeColumns(columns.substr(0, cut), 3).ok()) << cut;
  }
  // Without the last byte, or two, it is one of an earlier version.
  for (size_t cut = 0; cut + 2 < zone.size(); ++cut) {
    BlockHead head;
    EXPECT_FALSE(DecodeZone(zone.substr(0, cut), &head).ok()) << cut;
  }
  TextCodec codec;
  std::string text;
  std::string packed(codec.Compress("some text, some text, some text"));
  for (size_t cut = 0; cut < packed.size(); ++cut) {
    EXPECT_FALSE(codec.Decompress(packed.substr(0, cut), &text).ok()) << cut;
  }
}

TEST(Block, TextComesBackByteForByte) {
  TextCodec codec;
  std::string text;
  for (std::string_view original :
       {std::string_view(""), std::string_view("a\0b\xff\r\n", 6)}) {
    ASSERT_TRUE(codec.Decompress(codec.Compress(original), &text).ok());
    EXPECT_EQ(text, original);
  }
}

TEST(Block, IsFullByRecordsOrByText) {
  BlockBuilder builder;
  builder.Begin(1, 0, 0, 0);
  EXPECT_FALSE(builder.Full(10 << 20)) << "an empty block takes anything";
  for (size_t i = 0; i < kMaxBlockRecords; ++i) {
    ASSERT_FALSE(builder.Full(1));
    builder.Append("\n");
    builder.Close(
        {.time_ns = 0, .time_inferred = false, .severity = 0, .service = 0});
  }
  EXPECT_TRUE(builder.Full(1));
}

}  // namespace
}  // namespace taffrail
