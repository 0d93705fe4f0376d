#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "core/engine/engine_fixture.h"
#include "core/store/database.h"

// Space that is given back where deleted sources share partitions with others.
namespace taffrail {
namespace {

using Change = v1::ChangeSourcesRequest;

class EngineSpaceTest : public EngineTest {
 protected:
  static std::string Named(const std::string& name, int lines) {
    std::string log = SampleLog(lines);
    std::string text;
    for (size_t at = 0; at < log.size();) {
      const size_t end = log.find('\n', at);
      text += log.substr(at, end - at) + " user=" + name + "\n";
      at = end + 1;
    }
    return text;
  }
  // Three sources in the same partitions.
  void Fill() {
    ASSERT_TRUE(Import("a.log", Named("anna", 2000)).ok());
    ASSERT_TRUE(Import("b.log", Named("berta", 1500)).ok());
    ASSERT_TRUE(Import("c.log", Named("clara", 1000)).ok());
  }
  Status Delete(uint32_t id) {
    v1::Request request;
    request.mutable_change_sources()->add_source_ids(id);
    request.mutable_change_sources()->set_visibility(
        Change::VISIBILITY_DELETED);
    return cluster_->Call(request).status();
  }
  static v1::Request Reclaim() {
    v1::Request request;
    request.mutable_reclaim();
    return request;
  }
  std::vector<std::string> Records() {
    std::vector<std::string> records;
    for (const v1::RecordDetail& detail : AllRecords()) {
      records.push_back(detail.SerializeAsString());
    }
    return records;
  }
  bool Stored(const std::string& text) {
    return std::any_of(memory_->files().begin(), memory_->files().end(),
                       [&](const auto& file) {
                         return file.first != "catalog.db" &&
                                file.second.find(text) != std::string::npos;
                       });
  }
  void ExpectSound(const std::vector<std::string>& records) {
    EXPECT_EQ(Records(), records);
    EXPECT_EQ(Matches("user:anna"), 2000u);
    EXPECT_EQ(Matches("user:berta"), 0u);
    EXPECT_EQ(Matches("clara"), 1000u);
    const v1::CheckReport report = Check();
    EXPECT_EQ(report.problems_size(), 0) << report.problems(0);
  }
};

TEST_F(EngineSpaceTest, WhatSharedAFileWithOthersIsTakenOutOfIt) {
  Fill();
  ASSERT_TRUE(Stored("berta"));
  ASSERT_TRUE(Delete(2).ok());
  const std::vector<std::string> records = Records();
  ASSERT_EQ(records.size(), 3000u);
  ASSERT_TRUE(cluster_->Call(Reclaim()).ok());
  EXPECT_FALSE(Stored("berta"));
  ExpectSound(records);
  // Also with other shards; and the source is forgotten.
  for (const uint32_t shards : {2u, 3u, 1u}) {
    Reopen(shards);
    EXPECT_EQ(state_.sources_size(), 2);
    ExpectSound(records);
  }
  // Nothing is left to do, and importing goes on.
  const auto files = memory_->files();
  ASSERT_TRUE(cluster_->Call(Reclaim()).ok());
  ASSERT_TRUE(Import("b.log", Named("berta", 1500)).ok());
  EXPECT_EQ(Matches("user:berta"), 1500u);
  EXPECT_EQ(Matches(""), 4500u);
}

TEST_F(EngineSpaceTest, SearchesThatAreOpenGoOn) {
  Fill();
  v1::SearchProgress progress;
  const uint64_t search = Search("took", &progress);
  ASSERT_EQ(progress.matched(), 4500u);
  ASSERT_TRUE(Delete(2).ok());
  ASSERT_TRUE(cluster_->RunUntil(
      [&] { return progress.complete() && progress.matched() == 3000; }));
  const v1::RowsPage before = Rows(search, 0, 3000);
  bool done = false;
  cluster_->Start(Reclaim(),
                  [&](const v1::Response& reply) { done |= reply.done(); });
  // Rows asked for at any moment are answered.
  while (!done) {
    EXPECT_EQ(Rows(search, 0, 5).rows_size(), 5);
    cluster_->StepOnce(0);
  }
  ASSERT_TRUE(cluster_->RunUntil(
      [&] { return progress.complete() && progress.matched() == 3000; }));
  EXPECT_EQ(progress.total(), 3000u);
  EXPECT_EQ(Rows(search, 0, 3000).SerializeAsString(),
            before.SerializeAsString());
  Cancel(search);
}

TEST_F(EngineSpaceTest, ATableThatIsOpenGoesOn) {
  Fill();
  v1::SearchProgress found;
  const uint64_t search = Search("| stats count() by source", &found);
  v1::Request request;
  request.mutable_table()->set_search_id(search);
  v1::TableProgress progress;
  std::string error;
  cluster_->Start(request, [&](const v1::Response& response) {
    if (response.has_table()) progress = response.table();
    error += response.error().message();
  });
  ASSERT_TRUE(cluster_->RunUntil([&] { return progress.complete(); }));
  EXPECT_EQ(progress.records(), 4500u);
  ASSERT_TRUE(Delete(2).ok());
  // Without a pause: what it found goes while it counts anew.
  ASSERT_TRUE(cluster_->Call(Reclaim()).ok());
  EXPECT_TRUE(cluster_->RunUntil(
      [&] { return progress.complete() && progress.records() == 3000; }));
  EXPECT_EQ(error, "");
}

TEST_F(EngineSpaceTest, KilledAtAnyMomentNothingIsLostOrTwice) {
  Fill();
  ASSERT_TRUE(Delete(2).ok());
  const std::vector<std::string> records = Records();
  cluster_.reset();
  const MemoryFiles start = *memory_;
  bool done = false;
  for (int kill_after = 1; !done; kill_after += 7) {
    *memory_ = start;
    Reopen();
    cluster_->Start(Reclaim(),
                    [&](const v1::Response& reply) { done |= reply.done(); });
    for (int i = 0; i < kill_after; ++i) cluster_->StepOnce(0);
    Reopen(1 + static_cast<uint32_t>(kill_after) % 3);
    ASSERT_EQ(Matches(""), 3000u) << kill_after;
    ASSERT_TRUE(cluster_->Call(Reclaim()).ok());
    ASSERT_FALSE(Stored("berta")) << kill_after;
    ASSERT_NO_FATAL_FAILURE(ExpectSound(records)) << kill_after;
  }
}

TEST_F(EngineSpaceTest, AShardKilledMeanwhileIsMadeGood) {
  Fill();
  ASSERT_TRUE(Delete(2).ok());
  const std::vector<std::string> records = Records();
  cluster_.reset();
  const MemoryFiles start = *memory_;
  bool before = true;
  for (int kill_after = 1; before; kill_after += 7) {
    *memory_ = start;
    Reopen();
    bool done = false;
    cluster_->Start(Reclaim(),
                    [&](const v1::Response& reply) { done |= reply.done(); });
    for (int i = 0; i < kill_after; ++i) cluster_->StepOnce(0);
    before = !done;
    cluster_->RestartShard(static_cast<uint32_t>(kill_after) % 2);
    ASSERT_TRUE(cluster_->RunUntil([&] { return done; })) << kill_after;
    ASSERT_EQ(Matches(""), 3000u) << kill_after;
    if (kill_after % 2 == 0) {
      // What went wrong may show only then.
      Reopen();
      ASSERT_EQ(Matches(""), 3000u) << kill_after;
    }
    ASSERT_TRUE(Import("d.log", Named("dora", 50)).ok());
    ASSERT_TRUE(cluster_->Call(Reclaim()).ok());
    ASSERT_FALSE(Stored("berta")) << kill_after;
    Reopen();
    ASSERT_EQ(Matches("user:dora"), 50u) << kill_after;
    ASSERT_TRUE(Delete(4).ok());
    ASSERT_TRUE(cluster_->Call(Reclaim()).ok());
    ASSERT_NO_FATAL_FAILURE(ExpectSound(records)) << kill_after;
    Reopen();
    ASSERT_NO_FATAL_FAILURE(ExpectSound(records)) << kill_after;
  }
}

TEST_F(EngineSpaceTest, WhatCanStillBeRestoredIsNotReclaimed) {
  Fill();
  ASSERT_TRUE(Delete(2).ok());
  bool done = false;
  cluster_->Start(Reclaim(),
                  [&](const v1::Response& reply) { done |= reply.done(); });
  cluster_->StepOnce(0);
  // Deleted while it goes on.
  ASSERT_TRUE(Delete(1).ok());
  ASSERT_TRUE(cluster_->RunUntil([&] { return done; }));
  v1::Request restore;
  restore.mutable_change_sources()->add_source_ids(1);
  restore.mutable_change_sources()->set_visibility(Change::VISIBILITY_SHOWN);
  ASSERT_TRUE(cluster_->Call(restore).ok());
  EXPECT_EQ(Matches("user:anna"), 2000u);
  EXPECT_EQ(Matches(""), 3000u);
}

TEST_F(EngineSpaceTest, ManySmallPartitionsBecomeOne) {
  // Each deletion leaves a partition per shard that takes no more.
  for (int round = 0; round < 6; ++round) {
    const std::string kept = "kept" + std::to_string(round);
    ASSERT_TRUE(Import(kept + ".log", Named(kept, 200)).ok());
    ASSERT_TRUE(Import("gone" + std::to_string(round), Named("x", 100)).ok());
    ASSERT_TRUE(Delete(static_cast<uint32_t>(2 * round + 2)).ok());
    ASSERT_TRUE(cluster_->Call(Reclaim()).ok());
  }
  EXPECT_EQ(Matches(""), 1200u);
  v1::Request open;
  open.mutable_open();
  EXPECT_LE(cluster_->Call(open)->store().partitions(), 4u);
  EXPECT_EQ(Check().problems_size(), 0);
}

TEST_F(EngineSpaceTest, WhatTakesItIsTold) {
  Fill();
  v1::Request request;
  request.mutable_usage();
  const v1::StoreUsage usage = cluster_->Call(request)->usage();
  uint64_t files = 0;
  for (const auto& [name, bytes] : memory_->files()) files += bytes.size();
  EXPECT_EQ(usage.bytes(), files);
  ASSERT_EQ(usage.sources_size(), 3);
  EXPECT_GT(usage.sources(0).bytes(), usage.sources(1).bytes());
  EXPECT_GT(usage.text(), 0u);
  EXPECT_GT(usage.columns(), 0u);
  EXPECT_GT(usage.index(), 0u);
  EXPECT_LE(usage.text() + usage.columns() + usage.index(), files);
  EXPECT_EQ(usage.deleted(), 0u);
  ASSERT_TRUE(Delete(2).ok());
  const v1::StoreUsage later = cluster_->Call(request)->usage();
  EXPECT_EQ(later.sources_size(), 2);
  EXPECT_EQ(later.deleted(), usage.sources(1).bytes());
  // Also when it was opened anew, and after it was rewritten.
  Reopen();
  EXPECT_EQ(cluster_->Call(request)->usage().text(), usage.text());
  ASSERT_TRUE(cluster_->Call(Reclaim()).ok());
  const v1::StoreUsage last = cluster_->Call(request)->usage();
  EXPECT_EQ(last.deleted(), 0u);
  EXPECT_LT(last.text(), usage.text());
  EXPECT_GT(last.text(), usage.text() / 2);
}

class EngineRetentionTest : public EngineSpaceTest {
 protected:
  static v1::Request Keep(uint32_t days, uint64_t bytes, bool only_tell) {
    v1::Request request;
    request.mutable_set_retention()->set_only_tell(only_tell);
    request.mutable_set_retention()->mutable_retention()->set_max_days(days);
    request.mutable_set_retention()->mutable_retention()->set_max_bytes(bytes);
    return request;
  }
  v1::StoreState State() {
    v1::Request open;
    open.mutable_open();
    return cluster_->Call(open)->store();
  }
  void SettleDown() {
    while (cluster_->StepOnce(5)) {
    }
  }
};

TEST_F(EngineRetentionTest, WhatWasImportedLongAgoIsDeleted) {
  Fill();
  cluster_.reset();
  {
    StatusOr<Database> catalog =
        Database::Open("catalog.db", OpenMode::kReadWrite);
    ASSERT_TRUE(catalog.ok()) << catalog.status().message();
    ASSERT_TRUE(catalog
                    ->Execute("UPDATE source SET imported_ms = imported_ms - "
                              "10 * 86400000 WHERE id = 2")
                    .ok());
  }
  Reopen();
  const auto told = cluster_->Call(Keep(7, 0, true));
  ASSERT_TRUE(told.ok()) << told.status().message();
  ASSERT_EQ(told->retention_effect().source_ids_size(), 1);
  EXPECT_EQ(told->retention_effect().source_ids(0), 2u);
  SettleDown();
  EXPECT_EQ(State().sources_size(), 3);
  EXPECT_EQ(State().retention().max_days(), 0u);
  ASSERT_TRUE(cluster_->Call(Keep(30, 0, false)).ok());
  SettleDown();
  EXPECT_EQ(State().sources_size(), 3);
  ASSERT_TRUE(cluster_->Call(Keep(7, 0, false)).ok());
  SettleDown();
  EXPECT_EQ(State().sources_size(), 2);
  EXPECT_EQ(State().notices_size(), 1);
  EXPECT_FALSE(Stored("berta"));
  EXPECT_EQ(Matches(""), 3000u);
  Reopen();
  EXPECT_EQ(State().retention().max_days(), 7u);
}

TEST_F(EngineRetentionTest, OfTooMuchWhatWasImportedFirstIsDeleted) {
  Fill();
  v1::Request request;
  request.mutable_usage();
  const v1::StoreUsage usage = cluster_->Call(request)->usage();
  const uint64_t budget =
      usage.sources(1).bytes() + usage.sources(2).bytes() + 1000;
  ASSERT_TRUE(cluster_->Call(Keep(0, budget, false)).ok());
  SettleDown();
  ASSERT_EQ(State().sources_size(), 2);
  EXPECT_EQ(State().sources(0).name(), "b.log");
  // Also when more comes, and when it is opened.
  ASSERT_TRUE(Import("d.log", Named("dora", 2000)).ok());
  SettleDown();
  EXPECT_EQ(Matches("user:dora"), 2000u);
  EXPECT_EQ(Matches("user:berta"), 0u);
  Reopen();
  SettleDown();
  EXPECT_LT(State().sources_size(), 3);
  EXPECT_EQ(Check().problems_size(), 0);
}

}  // namespace
}  // namespace taffrail
