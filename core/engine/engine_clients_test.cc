#include <gtest/gtest.h>

#include "core/engine/client_ids.h"
#include "core/engine/engine_fixture.h"

// Several clients of one engine: tabs of one browser.
namespace taffrail {
namespace {

constexpr uint32_t kTab = kFirstTabPort;

class EngineClientsTest : public EngineTest {
 protected:
  // Opens a search of a tab and runs until it is complete.
  uint64_t SearchFrom(uint32_t port, const std::string& query,
                      v1::SearchProgress* progress) {
    v1::Request request;
    request.mutable_search()->set_query(query);
    *progress = {};
    const uint64_t id = cluster_->Start(
        request,
        [=](const v1::Response& response) {
          if (!response.done()) *progress = response.search();
        },
        port);
    EXPECT_TRUE(cluster_->RunUntil([&] { return progress->complete(); }));
    return id;
  }
};

TEST_F(EngineClientsTest, EachClientSeesTheStoreAndItsOwnSearches) {
  v1::StoreState seen;
  v1::Request open;
  open.mutable_open();
  cluster_->Start(
      open, [&](const v1::Response& response) { seen = response.store(); },
      kTab);
  ASSERT_TRUE(Import("a.log", SampleLog(1000)).ok());
  ASSERT_TRUE(cluster_->RunUntil([&] { return seen.records() == 1000; }));
  v1::SearchProgress mine;
  v1::SearchProgress theirs;
  const uint64_t search = Search("level:error", &mine);
  const uint64_t other = SearchFrom(kTab + 1, "level:info", &theirs);
  EXPECT_EQ(mine.matched() + theirs.matched(), 1000u);
  EXPECT_EQ(Rows(search, 0, 5).matched(), mine.matched());
  // Its rows are its own, whatever the other client calls its search.
  v1::Request rows;
  rows.mutable_rows()->set_search_id(other);
  rows.mutable_rows()->set_count(5);
  v1::Response answer;
  cluster_->Start(
      rows, [&](const v1::Response& response) { answer = response; }, kTab + 1);
  ASSERT_TRUE(cluster_->RunUntil([&] { return answer.done(); }));
  EXPECT_EQ(answer.rows().matched(), theirs.matched());
}

TEST_F(EngineClientsTest, WhatAClientThatIsGoneAskedForEnds) {
  ASSERT_TRUE(Import("a.log", SampleLog(1000)).ok());
  v1::SearchProgress progress;
  v1::Request request;
  request.mutable_search();
  bool cancelled = false;
  cluster_->Start(
      request,
      [&](const v1::Response& response) {
        progress = response.search();
        cancelled = cancelled || response.done();
      },
      kTab);
  ASSERT_TRUE(cluster_->RunUntil([&] { return progress.complete(); }));
  v1::SearchProgress mine;
  Search("", &mine);
  cluster_->Leave(kTab);
  ASSERT_TRUE(cluster_->RunUntil([&] { return cancelled; }));
  // Other clients' stay.
  ASSERT_TRUE(Import("b.log", SampleLog(500)).ok());
  ASSERT_TRUE(cluster_->RunUntil([&] { return mine.matched() == 1500; }));
}

TEST_F(EngineClientsTest, AnImportOutlivesItsClient) {
  const std::string log = SampleLog(20'000);
  // As the worker numbers the first file of the first tab.
  v1::Request import;
  import.mutable_import()->set_name("a.log");
  import.mutable_import()->set_size(log.size());
  import.mutable_import()->set_chunk_bytes(20'000);
  const uint32_t file = cluster_->AddBytes(log, (1u << kFileBits) | 1);
  ASSERT_EQ(file, (1u << kFileBits) | 1);
  import.mutable_import()->set_file(1);
  cluster_->Start(import, {}, kTab);
  for (int i = 0; i < 20; ++i) cluster_->StepOnce(0);
  cluster_->Leave(kTab);
  while (cluster_->StepOnce(5)) {
  }
  EXPECT_EQ(Matches(""), 20'000u);
}

TEST(ClientIds, AreToldApartByPort) {
  for (uint32_t port : {kClientPort, kTab, kTab + 7}) {
    v1::Request request;
    request.set_id(42);
    request.mutable_table_rows()->set_table_id(41);
    MakeGlobal(port, &request);
    EXPECT_EQ(PortOfRequest(request.id()), port);
    EXPECT_EQ(LocalId(request.id()), 42u);
    EXPECT_EQ(PortOfRequest(request.table_rows().table_id()), port);
  }
}

}  // namespace
}  // namespace taffrail
