#include <gtest/gtest.h>

#include <cstdint>
#include <string>

#include "core/engine/engine_fixture.h"

// What is killed, cancelled, full or cut short.
namespace taffrail {
namespace {

TEST_F(EngineTest, ACancelledImportKeepsWholeChunksAndGoesOnLater) {
  std::string log = SampleLog(20000);
  bool done = false;
  uint64_t id = cluster_->Start(ImportRequest("a.log", log, 30000),
                                [&](const v1::Response& response) {
                                  if (!response.done()) return;
                                  done = true;
                                  EXPECT_EQ(response.error().code(), 1u);
                                });
  for (int i = 0; i < 30; ++i) cluster_->StepOnce(0);
  Cancel(id);
  ASSERT_TRUE(cluster_->RunUntil([&] { return done; }));
  Reopen();
  EXPECT_EQ(state_.sources(0).state(), v1::Source::STATE_STOPPED);
  EXPECT_LT(state_.records(), 20000u);
  ASSERT_TRUE(Import("a.log", log, 30000).ok());
  EXPECT_EQ(Matches(""), 20000u);
  EXPECT_TRUE(Check().problems().empty());
}

TEST_F(EngineTest, AShardKilledInMidImportIsRestartedAndNothingIsLost) {
  std::string log = SampleLog(20000);
  for (int kill_after = 5; kill_after < 200; kill_after += 23) {
    *memory_ = MemoryFiles();
    Reopen();
    bool done = false;
    cluster_->Start(ImportRequest("a.log", log, 30000),
                    [&](const v1::Response& response) {
                      if (!response.done()) return;
                      done = true;
                      EXPECT_FALSE(response.has_error());
                    });
    for (int i = 0; i < kill_after; ++i) cluster_->StepOnce(0);
    cluster_->RestartShard(kill_after % 2);
    ASSERT_TRUE(cluster_->RunUntil([&] { return done; })) << kill_after;
    EXPECT_EQ(Matches(""), 20000u) << kill_after;
    EXPECT_TRUE(Check().problems().empty());
  }
}

TEST_F(EngineTest, AStoreKilledInMidImportShowsItInterrupted) {
  std::string log = SampleLog(20000);
  for (int kill_after = 5; kill_after < 400; kill_after += 41) {
    *memory_ = MemoryFiles();
    Reopen();
    bool done = false;
    cluster_->Start(ImportRequest("a.log", log, 30000),
                    [&](const v1::Response& r) { done |= r.done(); });
    for (int i = 0; i < kill_after; ++i) cluster_->StepOnce(0);
    Reopen();
    EXPECT_TRUE(Check().problems().empty());
    if (state_.sources_size() > 0 && !done) {
      const v1::Source& source = state_.sources(0);
      bool whole = source.state() == v1::Source::STATE_COMPLETE;
      EXPECT_EQ(whole, source.bytes_done() == log.size());
      EXPECT_EQ(source.records(), Matches(""));
    }
    ASSERT_TRUE(Import("a.log", log, 30000).ok());
    EXPECT_EQ(Matches(""), 20000u) << kill_after;
  }
}

TEST_F(EngineTest, ShardsRestartedWhileTheStoreOpensAreOpenedOnce) {
  ASSERT_TRUE(Import("a.log", SampleLog(3000), 9000).ok());
  for (int first = 0; first < 12; ++first) {
    for (int second = 0; second < 6; ++second) {
      Create(2);
      v1::Request open;
      open.mutable_open();
      cluster_->Start(open, {});
      for (int i = 0; i < first; ++i) cluster_->StepOnce(0);
      cluster_->RestartShard(0);
      for (int i = 0; i < second; ++i) cluster_->StepOnce(0);
      cluster_->RestartShard(0);
      EXPECT_EQ(Matches(""), 3000u) << first << ' ' << second;
      EXPECT_EQ(Check().files(), 3u) << first << ' ' << second;
    }
  }
}

TEST_F(EngineTest, ACancelThatComesAtOnceIsHeard) {
  v1::Request search;
  search.mutable_search()->set_query("took");
  std::string log = SampleLog(20000);
  for (bool import : {false, true}) {
    for (int steps = 0; steps < 6; ++steps) {
      v1::Response last;
      uint64_t id = cluster_->Start(
          import ? ImportRequest("a.log", log, 30000) : search,
          [&](const v1::Response& response) { last = response; });
      for (int i = 0; i < steps; ++i) cluster_->StepOnce(0);
      Cancel(id);
      EXPECT_TRUE(last.done()) << steps;
      EXPECT_EQ(last.error().code(), 1u) << steps;
    }
  }
  EXPECT_LT(Matches(""), 20000u);
}

TEST_F(EngineTest, AFullDiskLeavesWhatIsThereReadableAndTheImportGoesOn) {
  struct FullFiles : MemoryFiles {
    size_t space = SIZE_MAX;
    int Write(int slot, const void* from, int length, int64_t offset) override {
      size_t used = 0;
      for (const auto& [name, bytes] : files()) used += bytes.size();
      int64_t grown = offset + length - Size(slot);
      if (grown > 0 && used + static_cast<size_t>(grown) > space) {
        return kQuotaExceeded;
      }
      return MemoryFiles::Write(slot, from, length, offset);
    }
  };
  std::string log = SampleLog(20000);
  for (size_t space = 300000; space < 900000; space += 67000) {
    FullFiles files;
    memory_ = &files;
    Reopen();
    ASSERT_TRUE(Import("first.log", SampleLog(500)).ok());
    files.space = space;
    EXPECT_EQ(Import("a.log", log, 100000).status().code(),
              StatusCode::kResourceExhausted);
    uint64_t stored = Matches("");
    EXPECT_GE(stored, 500u) << space;
    Reopen();
    EXPECT_EQ(Matches(""), stored) << space;
    files.space = SIZE_MAX;
    ASSERT_TRUE(Import("a.log", log, 100000).ok()) << space;
    EXPECT_EQ(Matches(""), 20500u) << space;
    EXPECT_TRUE(Check().problems().empty()) << space;
    cluster_.reset();
  }
}

TEST_F(EngineTest, AFileThatBecameShorterIsToldOf) {
  std::string log = SampleLog(20000);
  v1::Request request = ImportRequest("a.log", log.substr(0, 500000), 100000);
  request.mutable_import()->set_size(log.size());
  Status status = cluster_->Call(request).status();
  EXPECT_EQ(status.code(), StatusCode::kUnavailable);
  EXPECT_NE(status.message().find("shorter"), std::string::npos);
  Reopen();
  EXPECT_EQ(state_.sources(0).state(), v1::Source::STATE_FAILED);
  EXPECT_EQ(Matches(""), state_.records());
}

TEST_F(EngineTest, OnlyASourceThatIsNotBeingImportedIsDismissed) {
  uint64_t id =
      cluster_->Start(ImportRequest("a.log", SampleLog(20000), 100000), {});
  for (int i = 0; i < 6; ++i) cluster_->StepOnce(0);
  v1::Request dismiss;
  dismiss.mutable_dismiss()->set_source_id(1);
  EXPECT_EQ(cluster_->Call(dismiss).status().code(),
            StatusCode::kFailedPrecondition);
  Cancel(id);
}

TEST_F(EngineTest, WhatWasSetAsideAndImportedAgainIsThereOnce) {
  const std::string log = SampleLog(3000);
  for (const uint32_t shards : {1u, 2u}) {
    for (const bool all_of_it : {true, false}) {
      *memory_ = MemoryFiles();
      Reopen(shards, 20'000);
      ASSERT_TRUE(Import("a.log", log, 8000).ok());
      std::string& file = memory_->files()["p-0-1.db"];
      const std::string sound = file;
      file.assign(file.size(), 'x');
      Reopen(shards, 20'000);
      ASSERT_EQ(state_.notices_size(), 1);
      ASSERT_EQ(state_.sources(0).state(), v1::Source::STATE_INTERRUPTED);
      if (all_of_it) {
        ASSERT_TRUE(Import("a.log", log, 3000).ok());
        ASSERT_EQ(Matches(""), 3000u);
      } else {
        cluster_->Start(ImportRequest("a.log", log, 3000), {});
        while (state_.records() < 2950 && cluster_->StepOnce(0)) {
          v1::Request open;
          open.mutable_open();
          state_ = cluster_->Call(open)->store();
        }
      }
      cluster_.reset();
      memory_->files()["p-0-1.db"] = sound;
      for (int openings = 0; openings < 2; ++openings) {
        Reopen(shards, 20'000);
        EXPECT_EQ(state_.notices_size(), 0);
        EXPECT_EQ(state_.sources_size(), 1);
        EXPECT_EQ(state_.records(), 3000u);
        EXPECT_EQ(state_.sources(0).state(), v1::Source::STATE_COMPLETE);
        EXPECT_EQ(Matches(""), 3000u);
        EXPECT_EQ(Matches("\"request 2999\""), 1u);
        EXPECT_EQ(Matches("\"request 700\""), 1u);
        EXPECT_TRUE(Check().problems().empty());
      }
      // What was left out is not in the way of anything.
      EXPECT_EQ(AllRecords().size(), 3000u);
      EXPECT_TRUE(Import("a.log", log, 8000).ok());
      EXPECT_EQ(Matches(""), 3000u);
    }
  }
}

}  // namespace
}  // namespace taffrail
