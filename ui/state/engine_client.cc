#include "ui/state/engine_client.h"

#include <utility>

namespace taffrail::ui {

uint64_t EngineClient::Start(v1::Request request, Handler handler) {
  request.set_id(++last_id_);
  if (handler) handlers_[last_id_] = std::move(handler);
  const uint64_t id = last_id_;
  send_(request.SerializeAsString());
  return id;
}

void EngineClient::Cancel(uint64_t id) {
  v1::Request request;
  request.mutable_cancel()->set_id(id);
  Start(std::move(request), nullptr);
}

bool EngineClient::Receive(std::string_view bytes) {
  v1::Response response;
  if (!response.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
    return false;
  }
  const auto found = handlers_.find(response.id());
  if (found == handlers_.end()) return true;
  // The handler may forget itself, so it is called from a copy.
  const Handler handler = found->second;
  if (response.done()) handlers_.erase(found);
  handler(response);
  return true;
}

}  // namespace taffrail::ui
