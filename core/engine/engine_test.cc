#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/engine/local_cluster.h"

namespace taffrail {
namespace {

// Lines with times, levels and a number each, one in seven an error.
std::string SampleLog(int lines) {
  std::string log;
  for (int i = 0; i < lines; ++i) {
    int second = i / 10;
    char head[64];
    snprintf(head, sizeof(head), "2026-11-22T%02d:%02d:%02d.%03dZ ",
             second / 3600 % 24, second / 60 % 60, second % 60, i % 10 * 100);
    log += head;
    log += i % 7 == 0 ? "ERROR" : "INFO";
    log += " svc" + std::to_string(i % 3) + ": request " + std::to_string(i) +
           " took " + std::to_string(i % 100) + " ms\n";
  }
  return log;
}

class EngineTest : public testing::Test {
 protected:
  EngineTest() { Reopen(); }

  void Reopen(uint32_t shards = 2) {
    cluster_.reset();
    LocalCluster::Options options;
    options.memory = &memory_;
    options.shards = shards;
    options.max_open_files = 20;
    cluster_ = *LocalCluster::Create(options);
    v1::Request open;
    open.mutable_open();
    StatusOr<v1::Response> response = cluster_->Call(open);
    ASSERT_TRUE(response.ok()) << response.status().message();
    state_ = response->store();
  }

  v1::Request ImportRequest(const std::string& name, const std::string& bytes,
                            uint32_t chunk_bytes) {
    v1::Request request;
    v1::ImportRequest* import = request.mutable_import();
    import->set_file(cluster_->AddBytes(bytes));
    import->set_name(name);
    import->set_size(bytes.size());
    import->set_chunk_bytes(chunk_bytes);
    return request;
  }

  StatusOr<v1::Response> Import(const std::string& name,
                                const std::string& bytes,
                                uint32_t chunk_bytes = 20000) {
    return cluster_->Call(ImportRequest(name, bytes, chunk_bytes));
  }

  // Opens a search and runs until it is complete.
  uint64_t Search(const std::string& query, v1::SearchProgress* progress) {
    v1::Request request;
    request.mutable_search()->set_query(query);
    *progress = {};
    // `progress` must live until the search is cancelled or the store closed.
    uint64_t id = cluster_->Start(request, [=](const v1::Response& response) {
      if (!response.done()) *progress = response.search();
    });
    EXPECT_TRUE(cluster_->RunUntil([&] { return progress->complete(); }));
    return id;
  }

  uint64_t Matches(const std::string& query) {
    v1::SearchProgress progress;
    Cancel(Search(query, &progress));
    return progress.matched();
  }

  void Cancel(uint64_t id) {
    v1::Request request;
    request.mutable_cancel()->set_id(id);
    cluster_->Start(request, {});
    while (cluster_->StepOnce(5)) {
    }
  }

  v1::RowsPage Rows(uint64_t search, uint64_t first, uint32_t count) {
    v1::Request request;
    request.mutable_rows()->set_search_id(search);
    request.mutable_rows()->set_first(first);
    request.mutable_rows()->set_count(count);
    StatusOr<v1::Response> response = cluster_->Call(request);
    EXPECT_TRUE(response.ok()) << response.status().message();
    return response.ok() ? response->rows() : v1::RowsPage();
  }

  v1::CheckReport Check() {
    v1::Request request;
    request.mutable_check();
    StatusOr<v1::Response> response = cluster_->Call(request);
    EXPECT_TRUE(response.ok()) << response.status().message();
    return response.ok() ? response->check() : v1::CheckReport();
  }

  MemoryFiles memory_;
  std::unique_ptr<LocalCluster> cluster_;
  v1::StoreState state_;
};

TEST_F(EngineTest, ImportedLinesAreAllFoundAgainAfterReopening) {
  StatusOr<v1::Response> done = Import("a.log", SampleLog(5000));
  ASSERT_TRUE(done.ok()) << done.status().message();
  EXPECT_EQ(done->import().records(), 5000u);
  for (uint32_t shards : {2, 3, 1}) {
    Reopen(shards);
    EXPECT_EQ(state_.records(), 5000u);
    ASSERT_EQ(state_.sources_size(), 1);
    EXPECT_EQ(state_.sources(0).state(), v1::Source::STATE_COMPLETE);
    EXPECT_EQ(Matches(""), 5000u);
    EXPECT_EQ(Matches("request"), 5000u);
    EXPECT_EQ(Matches("level>=error"), 715u);
    EXPECT_EQ(Matches("service:svc1"), 1667u);
    EXPECT_EQ(Matches("4321"), 1u);
    EXPECT_EQ(Matches("\"took 42 ms\""), 50u);
    EXPECT_EQ(Matches("\"took 42 ms\" -level:error"), 42u);
    EXPECT_EQ(Matches("absent"), 0u);
    EXPECT_TRUE(Check().problems().empty());
  }
}

TEST_F(EngineTest, RowsOfAnyRankAreTheSortedRows) {
  // Two sources that overlap in time, in chunks spread over the shards.
  ASSERT_TRUE(Import("a.log", SampleLog(3000), 9000).ok());
  ASSERT_TRUE(Import("b.log", SampleLog(2500), 7000).ok());
  v1::SearchProgress progress;
  uint64_t search = Search("level:error", &progress);
  std::vector<v1::Row> all;
  while (all.size() < progress.matched()) {
    v1::RowsPage page = Rows(search, all.size(), 100);
    ASSERT_GT(page.rows_size(), 0);
    for (const v1::Row& row : page.rows()) all.push_back(row);
  }
  EXPECT_EQ(all.size(), 429u + 358u);
  for (size_t i = 1; i < all.size(); ++i) {
    const v1::RecordKey& above = all[i - 1].key();
    const v1::RecordKey& below = all[i].key();
    EXPECT_GT(std::tuple(above.time_ns(), above.source_id(), above.offset()),
              std::tuple(below.time_ns(), below.source_id(), below.offset()));
  }
  // Without places known from reading on: a fresh search, from the end.
  Cancel(search);
  search = Search("level:error", &progress);
  for (uint64_t first : {780, 501, 333, 7}) {
    v1::RowsPage page = Rows(search, first, 5);
    ASSERT_EQ(page.rows_size(), 5) << first;
    for (int i = 0; i < 5; ++i) {
      EXPECT_EQ(page.rows(i).key().SerializeAsString(),
                all[first + i].key().SerializeAsString())
          << first << '+' << i;
    }
  }
}

TEST_F(EngineTest, RowsOfOneTimeHaveRanksToo) {
  std::string log;
  for (int i = 0; i < 4000; ++i) log += "line " + std::to_string(i) + "\n";
  ASSERT_TRUE(Import("plain.txt", log, 5000).ok());
  v1::SearchProgress progress;
  uint64_t search = Search("", &progress);
  for (uint64_t first : {3999, 2000, 1}) {
    v1::RowsPage page = Rows(search, first, 1);
    ASSERT_EQ(page.rows_size(), 1);
    EXPECT_EQ(page.rows(0).body(), "line " + std::to_string(3999 - first));
  }
}

TEST_F(EngineTest, AnOpenSearchFollowsTheImport) {
  v1::SearchProgress progress;
  uint64_t search = Search("took", &progress);
  EXPECT_EQ(progress.matched(), 0u);
  v1::Request request;
  ASSERT_TRUE(Import("a.log", SampleLog(2000)).ok());
  EXPECT_TRUE(cluster_->RunUntil([&] { return progress.matched() == 2000; }));
  EXPECT_EQ(Rows(search, 0, 1).rows(0).body().find("request 1999"), 0u);
}

TEST_F(EngineTest, ARecordTellsItsLineAndFields) {
  ASSERT_TRUE(Import("a.log", SampleLog(1000)).ok());
  v1::SearchProgress progress;
  uint64_t search = Search("678", &progress);
  v1::RowsPage page = Rows(search, 0, 10);
  ASSERT_EQ(page.rows_size(), 1);
  ASSERT_EQ(page.rows(0).marks_size(), 2);
  EXPECT_EQ(page.rows(0).body().substr(page.rows(0).marks(0), 3), "678");
  v1::Request request;
  *request.mutable_record()->mutable_key() = page.rows(0).key();
  StatusOr<v1::Response> response = cluster_->Call(request);
  ASSERT_TRUE(response.ok());
  EXPECT_EQ(response->record().line(), 679u);
  EXPECT_EQ(response->record().source_name(), "a.log");
  EXPECT_NE(response->record().raw().find("request 678"), std::string::npos);
}

TEST_F(EngineTest, TheSameFileTwiceCostsNothing) {
  ASSERT_TRUE(Import("a.log", SampleLog(500)).ok());
  StatusOr<v1::Response> again = Import("a.log", SampleLog(500));
  ASSERT_TRUE(again.ok());
  EXPECT_TRUE(again->import().already_known());
  EXPECT_EQ(Matches(""), 500u);
}

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
    memory_ = MemoryFiles();
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
    memory_ = MemoryFiles();
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

TEST_F(EngineTest, ManyPartitionsAreReadWithFewOpenFiles) {
  // Each reopening with another shard count makes new partitions.
  for (int i = 0; i < 40; ++i) {
    Reopen(2 + i % 3);
    ASSERT_TRUE(Import("f" + std::to_string(i), SampleLog(100 + i), 2000).ok());
  }
  v1::SearchProgress progress;
  uint64_t search = Search("request", &progress);
  EXPECT_EQ(progress.matched(), 40 * 100 + 40 * 39 / 2u);
  EXPECT_EQ(Rows(search, 2000, 50).rows_size(), 50);
}

TEST_F(EngineTest, QueryErrorsNameTheColumn) {
  v1::Request request;
  request.mutable_search()->set_query("a level>=loud");
  v1::Error error;
  cluster_->Start(request, [&](const v1::Response& r) { error = r.error(); });
  while (cluster_->StepOnce(5)) {
  }
  EXPECT_TRUE(error.has_column());
  EXPECT_EQ(error.column(), 9u);
  EXPECT_EQ(error.column_end(), 13u);
}

TEST_F(EngineTest, AnyBytesImportWithoutLoss) {
  std::string log = "2026-01-01T00:00:00Z INFO a: crlf\r\n";
  log += std::string("nul \0 inside\n", 13);
  log += "invalid \xff\xfe utf-8\n\n\n";
  log += "last without newline";
  Status imported = Import("odd.log", log, 16).status();
  ASSERT_TRUE(imported.ok()) << imported.message();
  EXPECT_EQ(Matches(""), 6u);
  v1::SearchProgress progress;
  uint64_t search = Search("", &progress);
  std::string bytes;
  v1::RowsPage page = Rows(search, 0, 10);
  for (int i = page.rows_size(); i-- > 0;) {
    v1::Request request;
    *request.mutable_record()->mutable_key() = page.rows(i).key();
    StatusOr<v1::Response> response = cluster_->Call(request);
    ASSERT_TRUE(response.ok()) << response.status().message();
    bytes += response->record().raw();
  }
  EXPECT_EQ(bytes, log);
}

TEST_F(EngineTest, AnEndlessLineIsKeptInPieces) {
  std::string log = "before\n" + std::string(5000000, 'x') + " needle\nafter\n";
  Status imported = Import("long.log", log, 300000).status();
  ASSERT_TRUE(imported.ok()) << imported.message();
  EXPECT_EQ(Matches("needle"), 1u);
  EXPECT_EQ(Matches("before"), 1u);
  EXPECT_EQ(Matches("after"), 1u);
  EXPECT_TRUE(Check().problems().empty());
  Reopen();
  EXPECT_NE(state_.sources(0).message().find("longer than 1 MiB"),
            std::string::npos);
}

}  // namespace
}  // namespace taffrail
