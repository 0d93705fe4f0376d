#ifndef TAFFRAIL_UI_STATE_FAKE_ENGINE_H_
#define TAFFRAIL_UI_STATE_FAKE_ENGINE_H_

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "ui/state/engine_client.h"

namespace taffrail::ui {

// For tests: keeps what is sent and gives the answers it is told to.
class FakeEngine {
 public:
  EngineClient& client() { return client_; }
  const std::vector<v1::Request>& sent() const { return sent_; }
  // The last request for which `is` holds; its id is 0 if there is none.
  template <class Predicate>
  v1::Request Last(const Predicate& is) const {
    for (size_t i = sent_.size(); i > 0; --i) {
      if (is(sent_[i - 1])) return sent_[i - 1];
    }
    return {};
  }

  void Answer(uint64_t id, v1::Response response, bool done = true) {
    response.set_id(id);
    response.set_done(done);
    EXPECT_TRUE(client_.Receive(response.SerializeAsString()));
  }
  void Fail(uint64_t id, uint32_t code, std::string message) {
    v1::Response response;
    response.mutable_error()->set_code(code);
    response.mutable_error()->set_message(std::move(message));
    Answer(id, std::move(response));
  }

 private:
  std::vector<v1::Request> sent_;
  EngineClient client_{[this](const std::string& bytes) {
    v1::Request request;
    EXPECT_TRUE(request.ParseFromString(bytes));
    sent_.push_back(std::move(request));
  }};
};

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_STATE_FAKE_ENGINE_H_
