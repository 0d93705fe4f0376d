#ifndef TAFFRAIL_UI_STATE_ENGINE_CLIENT_H_
#define TAFFRAIL_UI_STATE_ENGINE_CLIENT_H_

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "core/proto/rpc.pb.h"

namespace taffrail::ui {

// The page's end of the byte pipe: numbers the requests and hands each
// response to whoever sent its request. It does not interpret them. Main
// thread only.
class EngineClient {
 public:
  using Send = std::function<void(const std::string& bytes)>;
  using Handler = std::function<void(const v1::Response&)>;

  explicit EngineClient(Send send) : send_(std::move(send)) {}
  EngineClient(const EngineClient&) = delete;
  EngineClient& operator=(const EngineClient&) = delete;

  // Sends a request; `handler` hears every answer up to the last. Returns the
  // request's id.
  uint64_t Start(v1::Request request, Handler handler);

  // Asks the engine to end a request; its handler hears of the end.
  void Cancel(uint64_t id);
  void SetPaused(uint64_t id, bool paused);

  // Hears no more of a request. Use with Cancel for one that stays open.
  void Forget(uint64_t id) { open_.erase(id); }

  // The engine is another one, which knows nothing of what was asked: asks it
  // for all that is open, in the same order. What cannot be asked for twice
  // fails: files of which a part has come.
  void AskAgain();

  // Whether `bytes` were a response. One that nobody waits for is one.
  bool Receive(std::string_view bytes);

 private:
  Send send_;
  uint64_t last_id_ = 0;
  // Requests that somebody waits for.
  struct Open {
    v1::Request request;
    Handler handler;
    bool cancelled = false;
  };
  void Fail(uint64_t id, uint32_t code, std::string message);
  std::map<uint64_t, Open> open_;
};

}  // namespace taffrail::ui

#endif  // TAFFRAIL_UI_STATE_ENGINE_CLIENT_H_
