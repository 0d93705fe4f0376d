#include "ui/state/engine_client.h"

#include <gtest/gtest.h>

#include <vector>

namespace taffrail::ui {
namespace {

class EngineClientTest : public testing::Test {
 protected:
  void Answer(uint64_t id, bool done) {
    v1::Response response;
    response.set_id(id);
    response.set_done(done);
    EXPECT_TRUE(client_.Receive(response.SerializeAsString()));
  }

  std::vector<v1::Request> sent_;
  int heard_ = 0;
  EngineClient client_{[this](const std::string& bytes) {
    v1::Request request;
    EXPECT_TRUE(request.ParseFromString(bytes));
    sent_.push_back(request);
  }};
  EngineClient::Handler count_ = [this](const v1::Response&) { ++heard_; };
};

TEST_F(EngineClientTest, HandlerHearsUpToTheLastAnswer) {
  const uint64_t id = client_.Start(v1::Request(), count_);
  EXPECT_EQ(sent_.at(0).id(), id);
  Answer(id, false);
  Answer(id, true);
  Answer(id, true);
  EXPECT_EQ(heard_, 2);
}

TEST_F(EngineClientTest, ForgottenRequestIsNotHeard) {
  const uint64_t id = client_.Start(v1::Request(), count_);
  client_.Cancel(id);
  client_.Forget(id);
  Answer(id, true);
  EXPECT_EQ(heard_, 0);
  EXPECT_EQ(sent_.at(1).cancel().id(), id);
}

TEST_F(EngineClientTest, HandlerMayForgetItself) {
  uint64_t id = 0;
  id = client_.Start(v1::Request(), [&](const v1::Response&) {
    client_.Forget(id);
    ++heard_;
  });
  Answer(id, false);
  Answer(id, false);
  EXPECT_EQ(heard_, 1);
}

TEST_F(EngineClientTest, AsksAnotherEngineForAllThatIsOpen) {
  v1::Request search;
  search.mutable_search()->set_query("a");
  const uint64_t ended = client_.Start(search, count_);
  const uint64_t open = client_.Start(search, count_);
  const uint64_t forgotten = client_.Start(search, count_);
  client_.Forget(forgotten);
  Answer(ended, true);
  sent_.clear();
  client_.AskAgain();
  ASSERT_EQ(sent_.size(), 1u);
  EXPECT_EQ(sent_[0].id(), open);
  EXPECT_EQ(sent_[0].search().query(), "a");
}

TEST_F(EngineClientTest, WhatCannotBeAskedAgainFails) {
  v1::Request request;
  request.mutable_export_rows();
  uint32_t code = 0;
  const auto take = [&](const v1::Response& response) {
    code = response.error().code();
    EXPECT_TRUE(response.done());
  };
  client_.Start(request, take);
  client_.AskAgain();
  EXPECT_EQ(code, 14u);
  const uint64_t cancelled = client_.Start(v1::Request(), take);
  client_.Cancel(cancelled);
  sent_.clear();
  client_.AskAgain();
  EXPECT_EQ(code, 1u);
  EXPECT_TRUE(sent_.empty());
}

TEST_F(EngineClientTest, RefusesWhatIsNoResponse) {
  EXPECT_FALSE(client_.Receive("\xFF\xFF\xFF"));
}

}  // namespace
}  // namespace taffrail::ui
