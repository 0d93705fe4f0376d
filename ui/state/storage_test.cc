#include "ui/state/storage.h"

#include <gtest/gtest.h>

#include "ui/state/fake_engine.h"

namespace taffrail::ui {
namespace {

v1::StoreState StateOf(uint64_t records, uint64_t bytes) {
  v1::StoreState state;
  state.set_records(records);
  state.set_stored_bytes(bytes);
  return state;
}

TEST(Storage, IsAskedForWhileItIsOpenAndTheStoreChanges) {
  FakeEngine engine;
  Storage storage(engine.client());
  storage.OnStore(StateOf(0, 10));
  EXPECT_EQ(engine.sent().size(), 0u);
  storage.SetOpen(true);
  ASSERT_EQ(engine.sent().size(), 1u);
  EXPECT_TRUE(engine.sent()[0].has_usage());
  // One at a time, and the last word is the newest.
  storage.OnStore(StateOf(5, 20));
  storage.OnStore(StateOf(7, 30));
  EXPECT_EQ(engine.sent().size(), 1u);
  v1::Response response;
  response.mutable_usage()->set_bytes(20);
  engine.Answer(engine.sent()[0].id(), response);
  ASSERT_EQ(engine.sent().size(), 2u);
  response.mutable_usage()->set_bytes(30);
  engine.Answer(engine.sent()[1].id(), response);
  EXPECT_EQ(storage.usage()->bytes(), 30u);
  // A change that takes no space.
  storage.OnStore(StateOf(7, 30));
  EXPECT_EQ(engine.sent().size(), 2u);
  storage.SetOpen(false);
  storage.OnStore(StateOf(9, 40));
  EXPECT_EQ(engine.sent().size(), 2u);
}

TEST(Storage, ARuleThatDeletesSomethingAtOnceWaitsForTheUser) {
  FakeEngine engine;
  Storage storage(engine.client());
  v1::Retention retention;
  retention.set_max_days(7);
  storage.Propose(retention);
  ASSERT_TRUE(engine.sent().back().set_retention().only_tell());
  v1::Response response;
  response.mutable_retention_effect()->add_source_ids(3);
  engine.Answer(engine.sent().back().id(), response);
  ASSERT_TRUE(storage.proposed());
  EXPECT_EQ(storage.effect().source_ids(0), 3u);
  EXPECT_EQ(engine.sent().size(), 1u);
  storage.Withdraw();
  EXPECT_FALSE(storage.proposed());

  storage.Propose(retention);
  engine.Answer(engine.sent().back().id(), response);
  storage.Apply();
  EXPECT_FALSE(storage.proposed());
  EXPECT_FALSE(engine.sent().back().set_retention().only_tell());
  EXPECT_EQ(engine.sent().back().set_retention().retention().max_days(), 7u);

  // One that deletes nothing is set at once.
  response.mutable_retention_effect()->clear_source_ids();
  storage.Propose(retention);
  engine.Answer(engine.sent().back().id(), response);
  EXPECT_FALSE(storage.proposed());
  EXPECT_FALSE(engine.sent().back().set_retention().only_tell());
}

TEST(Storage, WhatWasThereWhenThePageWasOpenedIsNotImported) {
  FakeEngine engine;
  Storage storage(engine.client());
  storage.OnStore(StateOf(500, 10));
  EXPECT_FALSE(storage.imported());
  storage.OnStore(StateOf(400, 10));
  EXPECT_FALSE(storage.imported());
  storage.OnStore(StateOf(401, 10));
  EXPECT_TRUE(storage.imported());
}

}  // namespace
}  // namespace taffrail::ui
