#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <tuple>
#include <vector>

#include "core/engine/engine_fixture.h"
#include "core/parse/line_splitter.h"

namespace taffrail {
namespace {

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

TEST_F(EngineTest, WhatIsNotInTheIndexYetIsFoundAllTheSame) {
  v1::SearchProgress progress;
  Search("took", &progress);
  bool imported = false;
  cluster_->Start(
      ImportRequest("a.log", SampleLog(5000), 20'000),
      [&](const v1::Response& response) { imported = response.done(); });
  EXPECT_TRUE(cluster_->RunUntil(
      [&] { return progress.matched() > 0 && progress.unindexed() > 0; }));
  EXPECT_FALSE(imported);
  const uint64_t total = progress.total();
  EXPECT_LE(progress.unindexed(), total);
  EXPECT_GT(Matches("request"), 0u);
  EXPECT_TRUE(cluster_->RunUntil([&] { return imported; }));
  EXPECT_TRUE(cluster_->RunUntil(
      [&] { return progress.matched() == 5000 && progress.unindexed() == 0; }));
  // Now the index says where it is not.
  v1::SearchProgress absent;
  Search("absent", &absent);
  EXPECT_EQ(absent.candidate_blocks(), 0u);
  EXPECT_GT(absent.total_blocks(), 0u);
  EXPECT_TRUE(Check().problems().empty());
}

TEST_F(EngineTest, WhatAKilledImportHadNotIndexedIsIndexedLater) {
  cluster_->Start(ImportRequest("a.log", SampleLog(5000), 20'000), {});
  v1::SearchProgress progress;
  Search("", &progress);
  EXPECT_TRUE(cluster_->RunUntil([&] { return progress.unindexed() > 1000; }));
  Reopen();
  const uint64_t records = Matches("");
  EXPECT_GT(records, 1000u);
  EXPECT_EQ(Matches("took"), records);
  Search("absent", &progress);
  EXPECT_TRUE(cluster_->RunUntil([&] { return progress.unindexed() == 0; }));
  EXPECT_EQ(Matches("took"), records);
  EXPECT_TRUE(Check().problems().empty());
}

TEST_F(EngineTest, APausedImportWaitsWhileOthersGoOn) {
  const std::string log = SampleLog(20000);
  v1::Response last;
  const uint64_t id =
      cluster_->Start(ImportRequest("a.log", log, 30'000),
                      [&](const v1::Response& told) { last = told; });
  for (int i = 0; i < 30; ++i) cluster_->StepOnce(0);
  SetPaused(id, true);
  ASSERT_TRUE(cluster_->RunUntil([&] { return last.import().paused(); }));
  // It stands still, and what there is of it is found.
  while (cluster_->StepOnce(5)) {
  }
  EXPECT_FALSE(last.done());
  const uint64_t stored = Matches("");
  EXPECT_GT(stored, 0u);
  EXPECT_LT(stored, 20000u);
  // More than may run at once: it takes none of their places.
  for (const char* name : {"b.log", "c.log", "d.log", "e.log", "f.log"}) {
    ASSERT_TRUE(Import(name, SampleLog(100)).ok());
  }
  EXPECT_EQ(Matches(""), stored + 500);
  EXPECT_FALSE(last.done());
  SetPaused(id, false);
  ASSERT_TRUE(cluster_->RunUntil([&] { return last.done(); }));
  EXPECT_FALSE(last.has_error()) << last.error().message();
  EXPECT_FALSE(last.import().paused());
  EXPECT_EQ(Matches(""), 20500u);
}

TEST_F(EngineTest, APausedImportIsCancelledAndGoesOnLater) {
  const std::string log = SampleLog(20000);
  v1::Response last;
  const uint64_t id =
      cluster_->Start(ImportRequest("a.log", log, 30'000),
                      [&](const v1::Response& told) { last = told; });
  SetPaused(id, true);
  while (cluster_->StepOnce(5)) {
  }
  EXPECT_TRUE(last.import().paused());
  Cancel(id);
  ASSERT_TRUE(last.done());
  ASSERT_TRUE(Import("a.log", log, 30'000).ok());
  EXPECT_EQ(Matches(""), 20000u);
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
  std::string log("nul \0 inside\n", 13);
  log += "valid \xc3\xa9\xc3\xa8\xc3\xa0, invalid \xff\xfe utf-8\n\n\n";
  log += "2026-01-01T00:00:00Z INFO a: crlf\r\n";
  log += "last without newline";
  Status imported = Import("odd.log", log, 16).status();
  ASSERT_TRUE(imported.ok()) << imported.message();
  EXPECT_EQ(Matches(""), 3u);
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

TEST_F(EngineTest, ALongLineAcrossChunksIsStoredOnceAndHidesNothing) {
  // It begins shortly before one chunk and ends shortly before the end of
  // another; chunks are larger than what is read at a time.
  std::string log = SampleLog(3000);
  size_t before = static_cast<size_t>(std::count(log.begin(), log.end(), '\n'));
  for (size_t length : {1500000, 3000000, 4150000, 4190000, 5000000}) {
    std::string bytes =
        log + std::string(length, 'x') + " needle\n" + SampleLog(2000);
    std::string name = std::to_string(length);
    StatusOr<v1::Response> done = Import(name, bytes, 2 << 20);
    ASSERT_TRUE(done.ok()) << done.status().message();
    size_t pieces = (length + 8 + kMaxRecordBytes - 1) / kMaxRecordBytes;
    EXPECT_EQ(done->import().records(), before + pieces + 2000) << length;
  }
  EXPECT_EQ(Matches("needle"), 5u);
  EXPECT_TRUE(Check().problems().empty());
}

TEST_F(EngineTest, NamesOfAnyBytesAreTold) {
  ASSERT_TRUE(
      Import("a.log", "{\"k\xff\":\"\xc3\xa9\xc3\xa8\",\"msg\":\"m\"}\n").ok());
  v1::SearchProgress progress;
  uint64_t search = Search("", &progress);
  v1::Request request;
  *request.mutable_record()->mutable_key() = Rows(search, 0, 1).rows(0).key();
  StatusOr<v1::Response> record = cluster_->Call(request);
  ASSERT_TRUE(record.ok()) << record.status().message();
  EXPECT_EQ(record->record().fields(0).name(), "k\xEF\xBF\xBD");
}

TEST_F(EngineTest, NoRowsAreAskedForAndNoneCome) {
  ASSERT_TRUE(Import("a.log", SampleLog(10)).ok());
  v1::SearchProgress progress;
  EXPECT_EQ(Rows(Search("", &progress), 0, 0).rows_size(), 0);
}

TEST_F(EngineTest, RowsAreInOrderWhateverTheTimesAre) {
  // Times as far apart as can be told, in every tenth line.
  const char* odd[] = {"9223372036854775807", "9223372036", "1000000000"};
  std::string log;
  for (int i = 0; i < 3000; ++i) {
    std::string time = std::to_string(1700000000 + i);
    if (i % 10 == 3) time = odd[i / 10 % 3];
    log += "{\"ts\":" + time + ",\"msg\":\"" + std::to_string(i) + "\"}\n";
  }
  v1::Request request = ImportRequest("a.log", log, 9000);
  request.mutable_import()->set_modified_ms(INT64_MAX);
  ASSERT_TRUE(cluster_->Call(request).ok());
  v1::SearchProgress progress;
  uint64_t search = Search("", &progress);
  std::vector<int64_t> times;
  while (times.size() < 3000) {
    v1::RowsPage page = Rows(search, times.size(), 70);
    ASSERT_GT(page.rows_size(), 0);
    for (const v1::Row& row : page.rows()) times.push_back(row.key().time_ns());
  }
  EXPECT_EQ(times.size(), 3000u);
  EXPECT_TRUE(std::is_sorted(times.rbegin(), times.rend()));
  EXPECT_EQ(times.front(), INT64_MAX);
  Cancel(search);
  search = Search("", &progress);
  for (size_t first : {50, 800, 2950}) {
    v1::RowsPage page = Rows(search, first, 1);
    ASSERT_EQ(page.rows_size(), 1) << first;
    EXPECT_EQ(page.rows(0).key().time_ns(), times[first]) << first;
  }
}

}  // namespace
}  // namespace taffrail
