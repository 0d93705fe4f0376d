#include "core/store/partition.h"

#include <gtest/gtest.h>

#include "core/store/memory_files.h"
#include "core/store/tokenizer.h"

namespace taffrail {
namespace {

class PartitionTest : public testing::Test {
 protected:
  PartitionTest() {
    EXPECT_TRUE(RegisterVfs("test", files_).ok());
    files_.Open("p.db");
    files_.Open("p.db-journal");
  }

  // One chunk of one block of `lines` records that say `word`.
  Status WriteChunk(Partition& partition, uint64_t start, int lines,
                    const std::string& word) {
    TAFFRAIL_RETURN_IF_ERROR(partition.BeginChunk());
    StatusOr<uint32_t> service = partition.ServiceId("svc-" + word);
    BlockBuilder block;
    block.Begin(1, start, start, 0);
    for (int i = 0; i < lines; ++i) {
      block.Append(word + "\n");
      block.Close({.time_ns = i,
                   .time_inferred = false,
                   .severity = 9,
                   .service = *service});
    }
    TAFFRAIL_RETURN_IF_ERROR(partition.AddBlock(block, codec_));
    return partition.CommitChunk({.source_id = 1,
                                  .start = start,
                                  .end = start + 1000,
                                  .records = static_cast<uint64_t>(lines)});
  }

  void Index(Partition& partition) {
    StatusOr<bool> done = false;
    while (done.ok() && !*done) done = partition.IndexStep(codec_);
    ASSERT_TRUE(done.ok()) << done.status().message();
  }

  static int64_t CountSegments() {
    StatusOr<Database> db = Database::Open("p.db", OpenMode::kReadOnly);
    return *db->QueryInt(
        "SELECT count(DISTINCT id >> 37) FROM term_data "
        "WHERE id >> 37 > 0");
  }

  MemoryFiles files_;
  TextCodec codec_;
};

TEST_F(PartitionTest, WhatWasCommittedIsThereAfterReopening) {
  {
    auto partition = Partition::Create("p.db");
    ASSERT_TRUE(partition.ok()) << partition.status().message();
    ASSERT_TRUE(WriteChunk(**partition, 0, 5, "alpha").ok());
    ASSERT_TRUE(WriteChunk(**partition, 1000, 7, "beta").ok());
    ASSERT_TRUE((*partition)->Seal(codec_).ok());
  }
  auto partition = Partition::Open("p.db");
  ASSERT_TRUE(partition.ok()) << partition.status().message();
  EXPECT_TRUE((*partition)->sealed());
  EXPECT_EQ((*partition)->records(), 12u);
  EXPECT_EQ((*partition)->coverage().size(), 2u);
  EXPECT_EQ((*partition)->service_name(1), "svc-beta");
  EXPECT_EQ(*(*partition)->MatchBlocks("\"beta\"", 0),
            (std::vector<int64_t>{2}));
  EXPECT_EQ(*(*partition)->MatchBlocks("\"beta\" OR \"alpha\"", 1),
            (std::vector<int64_t>{2}));
  std::string text;
  ASSERT_TRUE((*partition)->ReadText(1, codec_, &text).ok());
  EXPECT_EQ(text, "alpha\nalpha\nalpha\nalpha\nalpha\n");
  EXPECT_EQ((*partition)->Check(codec_)->size(), 0u);
}

TEST_F(PartitionTest, ARolledBackChunkLeavesNothing) {
  auto partition = Partition::Create("p.db");
  ASSERT_TRUE(WriteChunk(**partition, 0, 5, "alpha").ok());
  ASSERT_TRUE((*partition)->BeginChunk().ok());
  ASSERT_TRUE((*partition)->ServiceId("ghost").ok());
  BlockBuilder block;
  block.Begin(1, 1000, 1000, 0);
  block.Append("ghost\n");
  block.Close(
      {.time_ns = 1, .time_inferred = false, .severity = 0, .service = 1});
  ASSERT_TRUE((*partition)->AddBlock(block, codec_).ok());
  ASSERT_TRUE((*partition)->RollBackChunk().ok());
  EXPECT_EQ((*partition)->heads().size(), 1u);
  EXPECT_EQ((*partition)->services().size(), 1u);
  ASSERT_TRUE(WriteChunk(**partition, 1000, 2, "gamma").ok());
  Index(**partition);
  EXPECT_TRUE((*partition)->MatchBlocks("\"ghost\"", 0)->empty());
  EXPECT_EQ((*partition)->service_name(1), "svc-gamma");
  EXPECT_EQ((*partition)->Check(codec_)->size(), 0u);
}

TEST_F(PartitionTest, ManyChunksComeIntoTheIndexAtOnce) {
  auto partition = Partition::Create("p.db");
  for (uint64_t i = 0; i < 5; ++i) {
    ASSERT_TRUE(WriteChunk(**partition, i * 1000, 2, "alpha").ok());
  }
  EXPECT_EQ((*partition)->indexed_blocks(), 0);
  EXPECT_TRUE((*partition)->MatchBlocks("\"alpha\"", 0)->empty());
  EXPECT_EQ((*partition)->Check(codec_)->size(), 0u);
  Index(**partition);
  EXPECT_EQ((*partition)->indexed_blocks(), 5);
  EXPECT_EQ((*partition)->MatchBlocks("\"alpha\"", 0)->size(), 5u);
  EXPECT_EQ((*partition)->Check(codec_)->size(), 0u);
  EXPECT_EQ(CountSegments(), 1);
}

TEST_F(PartitionTest, WhatAKilledWorkerHadNotIndexedIsIndexedFromItsText) {
  {
    auto partition = Partition::Create("p.db");
    ASSERT_TRUE(WriteChunk(**partition, 0, 5, "alpha").ok());
    Index(**partition);
    ASSERT_TRUE(WriteChunk(**partition, 1000, 5, "beta").ok());
    // Killed while it indexed.
    ASSERT_TRUE((*partition)->IndexStep(codec_).ok());
    ASSERT_TRUE((*partition)->is_indexing());
  }
  auto partition = Partition::Open("p.db");
  EXPECT_EQ((*partition)->indexed_blocks(), 1);
  // Written meanwhile.
  ASSERT_TRUE(WriteChunk(**partition, 2000, 5, "beta").ok());
  Index(**partition);
  EXPECT_EQ((*partition)->MatchBlocks("\"beta\"", 0)->size(), 2u);
  EXPECT_EQ((*partition)->Check(codec_)->size(), 0u);
  // A second time would put them into it twice.
  Index(**partition);
  EXPECT_EQ((*partition)->Check(codec_)->size(), 0u);
}

TEST_F(PartitionTest, OneThatIsSealedIsIndexedWholly) {
  auto partition = Partition::Create("p.db");
  ASSERT_TRUE(WriteChunk(**partition, 0, 5, "alpha").ok());
  ASSERT_TRUE((*partition)->Seal(codec_).ok());
  EXPECT_EQ((*partition)->MatchBlocks("\"alpha\"", 0)->size(), 1u);
}

TEST_F(PartitionTest, OneOfVersion1IsUpgraded) {
  {
    auto partition = Partition::Create("p.db");
    ASSERT_TRUE(WriteChunk(**partition, 0, 5, "alpha").ok());
    Index(**partition);
  }
  {
    StatusOr<Database> old = Database::Open("p.db", OpenMode::kReadWrite);
    Status made = old->Execute(
        "ALTER TABLE coverage RENAME COLUMN split_records TO split_lines;"
        "ALTER TABLE coverage DROP COLUMN lines; DROP TABLE attribute;"
        "DROP TABLE attribute_values; DROP TABLE attribute_column;"
        "DROP TABLE template_leaf; DROP TABLE template_use;"
        "DROP TABLE template_column;"
        "DELETE FROM meta WHERE key='indexed_blocks';"
        "PRAGMA user_version=1;");
    ASSERT_TRUE(made.ok()) << made.message();
  }
  for (int opening = 0; opening < 2; ++opening) {
    auto partition = Partition::Open("p.db");
    ASSERT_TRUE(partition.ok()) << partition.status().message();
    ASSERT_EQ((*partition)->coverage().size(), 1u);
    // A record was a line.
    EXPECT_EQ((*partition)->coverage()[0].lines, 5);
    EXPECT_EQ((*partition)->indexed_blocks(), 1);
  }
}

TEST_F(PartitionTest, AnIndexThatIsNotThatOfTheTextIsFound) {
  ASSERT_TRUE(WriteChunk(**Partition::Create("p.db"), 0, 5, "alpha").ok());
  {
    StatusOr<Database> other = Database::Open("p.db", OpenMode::kReadWrite);
    ASSERT_TRUE(RegisterLogsplit(*other).ok());
    Status made =
        other->Execute("INSERT INTO term(rowid, body) VALUES(2, 'ghost')");
    ASSERT_TRUE(made.ok()) << made.message();
  }
  auto partition = Partition::Open("p.db");
  ASSERT_TRUE(partition.ok()) << partition.status().message();
  Index(**partition);
  StatusOr<std::vector<std::string>> problems = (*partition)->Check(codec_);
  ASSERT_EQ(problems->size(), 1u);
  EXPECT_EQ(problems->front(), "p.db: the index is not that of the text");
}

TEST_F(PartitionTest, ManySmallImportsAreFewSegments) {
  auto partition = Partition::Create("p.db");
  for (uint64_t i = 0; i < 100; ++i) {
    const std::string word = "w" + std::to_string(i);
    ASSERT_TRUE(WriteChunk(**partition, i * 1000, 2, "common " + word).ok());
    Index(**partition);
    EXPECT_EQ((*partition)->MatchBlocks("\"common\"", 0)->size(), i + 1);
  }
  EXPECT_EQ(*(*partition)->MatchBlocks("\"w57\"", 0),
            (std::vector<int64_t>{58}));
  EXPECT_EQ((*partition)->Check(codec_)->size(), 0u);
  (*partition)->Close();
  EXPECT_LT(CountSegments(), 40);
}

TEST_F(PartitionTest, OneKilledWhileItWasMadeIsNothing) {
  auto partition = Partition::Open("p.db");
  ASSERT_TRUE(partition.ok()) << partition.status().message();
  EXPECT_EQ(*partition, nullptr);
}

TEST_F(PartitionTest, ADamagedFileIsRefusedWithASentence) {
  {
    auto partition = Partition::Create("p.db");
    ASSERT_TRUE(WriteChunk(**partition, 0, 5, "alpha").ok());
  }
  std::string& bytes = files_.files()["p.db"];
  for (size_t i = 0; i < bytes.size(); i += 7) bytes[i] ^= 0x55;
  auto partition = Partition::Open("p.db");
  EXPECT_EQ(partition.status().code(), StatusCode::kDataLoss);
  EXPECT_NE(partition.status().message().find("p.db"), std::string::npos);
}

}  // namespace
}  // namespace taffrail
