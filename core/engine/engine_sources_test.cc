#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/engine/engine_fixture.h"

// Sources hidden, renamed and deleted.
namespace taffrail {
namespace {

using Change = v1::ChangeSourcesRequest;

class EngineSourcesTest : public EngineTest {
 protected:
  Status Set(uint32_t id, Change::Visibility visibility) {
    v1::Request request;
    request.mutable_change_sources()->add_source_ids(id);
    request.mutable_change_sources()->set_visibility(visibility);
    return cluster_->Call(request).status();
  }
  Status Reclaim() {
    v1::Request request;
    request.mutable_reclaim();
    return cluster_->Call(request).status();
  }
  v1::StoreState State() {
    v1::Request open;
    open.mutable_open();
    return cluster_->Call(open)->store();
  }
  // Bytes that partitions with records take.
  uint64_t Stored() { return State().stored_bytes(); }
};

TEST_F(EngineSourcesTest, AHiddenSourceIsThereButNotFound) {
  ASSERT_TRUE(Import("a.log", SampleLog(300)).ok());
  ASSERT_TRUE(Import("b.log", SampleLog(500)).ok());
  v1::SearchProgress progress;
  const uint64_t search = Search("request", &progress);
  EXPECT_EQ(progress.matched(), 800u);
  ASSERT_TRUE(Set(1, Change::VISIBILITY_HIDDEN).ok());
  // A search that is open follows.
  EXPECT_TRUE(cluster_->RunUntil([&] { return progress.matched() == 500; }));
  Cancel(search);
  for (int opening = 0; opening < 2; ++opening) {
    EXPECT_EQ(Matches("request"), 500u);
    EXPECT_EQ(State().records(), 500u);
    ASSERT_EQ(State().sources_size(), 2);
    EXPECT_TRUE(State().sources(0).hidden());
    EXPECT_FALSE(State().sources(1).hidden());
    Reopen();
  }
  ASSERT_TRUE(Set(1, Change::VISIBILITY_SHOWN).ok());
  EXPECT_EQ(Matches("request"), 800u);
}

TEST_F(EngineSourcesTest, DroppedAgainAHiddenSourceIsShown) {
  ASSERT_TRUE(Import("a.log", SampleLog(300)).ok());
  ASSERT_TRUE(Set(1, Change::VISIBILITY_HIDDEN).ok());
  StatusOr<v1::Response> again = Import("a.log", SampleLog(300));
  ASSERT_TRUE(again.ok());
  EXPECT_TRUE(again->import().already_known());
  EXPECT_EQ(Matches("request"), 300u);
}

TEST_F(EngineSourcesTest, ADeletedSourceIsGoneAndCanBeRestored) {
  ASSERT_TRUE(Import("a.log", SampleLog(300)).ok());
  ASSERT_TRUE(Set(1, Change::VISIBILITY_DELETED).ok());
  EXPECT_EQ(State().sources_size(), 0);
  EXPECT_EQ(Matches("request"), 0u);
  ASSERT_TRUE(Set(1, Change::VISIBILITY_SHOWN).ok());
  EXPECT_EQ(State().sources_size(), 1);
  EXPECT_EQ(Matches("request"), 300u);
}

TEST_F(EngineSourcesTest, ReclaimingGivesBackItsSpace) {
  ASSERT_TRUE(Import("a.log", SampleLog(100000)).ok());
  const uint64_t before = Stored();
  v1::SearchProgress progress;
  const uint64_t search = Search("request", &progress);
  ASSERT_TRUE(Set(1, Change::VISIBILITY_DELETED).ok());
  ASSERT_TRUE(Reclaim().ok());
  EXPECT_LT(Stored(), before / 2);
  EXPECT_EQ(Set(1, Change::VISIBILITY_SHOWN).code(), StatusCode::kNotFound);
  // What was open goes on, and so does importing.
  EXPECT_TRUE(cluster_->RunUntil([&] { return progress.matched() == 0; }));
  EXPECT_EQ(Rows(search, 0, 10).rows_size(), 0);
  ASSERT_TRUE(Import("b.log", SampleLog(700)).ok());
  EXPECT_TRUE(cluster_->RunUntil([&] { return progress.matched() == 700; }));
  Cancel(search);
  EXPECT_EQ(Matches("request"), 700u);
  EXPECT_EQ(Check().problems_size(), 0);
  Reopen();
  EXPECT_EQ(Matches("request"), 700u);
  EXPECT_EQ(Check().problems_size(), 0);
}

TEST_F(EngineSourcesTest, ItIsGivenBackWhenTheStoreIsOpenedToo) {
  ASSERT_TRUE(Import("a.log", SampleLog(100000)).ok());
  const uint64_t before = Stored();
  ASSERT_TRUE(Set(1, Change::VISIBILITY_DELETED).ok());
  Reopen();
  EXPECT_LT(Stored(), before / 2);
  EXPECT_EQ(Set(1, Change::VISIBILITY_SHOWN).code(), StatusCode::kNotFound);
}

TEST_F(EngineSourcesTest, OthersInTheSameFileStay) {
  ASSERT_TRUE(Import("a.log", SampleLog(3000)).ok());
  ASSERT_TRUE(Import("b.log", SampleLog(500)).ok());
  ASSERT_TRUE(Set(1, Change::VISIBILITY_DELETED).ok());
  ASSERT_TRUE(Reclaim().ok());
  for (int opening = 0; opening < 2; ++opening) {
    EXPECT_EQ(Matches("request"), 500u);
    EXPECT_EQ(State().sources_size(), 1);
    EXPECT_EQ(Check().problems_size(), 0);
    Reopen();
  }
  // The same file again is another source.
  ASSERT_TRUE(Import("a.log", SampleLog(3000)).ok());
  EXPECT_EQ(Matches("request"), 3500u);
}

TEST_F(EngineSourcesTest, OfASourceImportedAgainTheDeletedOneStaysDeleted) {
  ASSERT_TRUE(Import("a.log", SampleLog(300)).ok());
  ASSERT_TRUE(Set(1, Change::VISIBILITY_DELETED).ok());
  ASSERT_TRUE(Import("a.log", SampleLog(300)).ok());
  EXPECT_EQ(Matches("request"), 300u);
  EXPECT_EQ(Set(1, Change::VISIBILITY_SHOWN).code(),
            StatusCode::kAlreadyExists);
}

TEST_F(EngineSourcesTest, ANameIsKeptAndCanBeTakenBack) {
  ASSERT_TRUE(Import("a.log", SampleLog(300)).ok());
  v1::Request request;
  request.mutable_change_sources()->add_source_ids(1);
  request.mutable_change_sources()->set_label("the bad night");
  ASSERT_TRUE(cluster_->Call(request).ok());
  Reopen();
  EXPECT_EQ(State().sources(0).name(), "the bad night");
  // It is known by the file's name still.
  EXPECT_TRUE(Import("a.log", SampleLog(300))->import().already_known());
  request.mutable_change_sources()->set_label("");
  ASSERT_TRUE(cluster_->Call(request).ok());
  EXPECT_EQ(State().sources(0).name(), "a.log");
}

}  // namespace
}  // namespace taffrail
