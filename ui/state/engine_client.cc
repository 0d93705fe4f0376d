#include "ui/state/engine_client.h"

#include <utility>
#include <vector>

namespace taffrail::ui {
namespace {

// Of core/base/status.h.
constexpr uint32_t kCancelledCode = 1;
constexpr uint32_t kUnavailableCode = 14;

}  // namespace

uint64_t EngineClient::Start(v1::Request request, Handler handler) {
  const uint64_t id = ++last_id_;
  request.set_id(id);
  send_(request.SerializeAsString());
  if (handler) open_[id] = {std::move(request), std::move(handler)};
  return id;
}

void EngineClient::Cancel(uint64_t id) {
  const auto at = open_.find(id);
  if (at != open_.end()) at->second.cancelled = true;
  v1::Request request;
  request.mutable_cancel()->set_id(id);
  Start(std::move(request), nullptr);
}

void EngineClient::SetPaused(uint64_t id, bool paused) {
  v1::Request request;
  request.mutable_pause()->set_id(id);
  request.mutable_pause()->set_paused(paused);
  Start(std::move(request), nullptr);
}

void EngineClient::AskAgain() {
  std::vector<uint64_t> ids;
  for (const auto& [id, open] : open_) ids.push_back(id);
  for (uint64_t id : ids) {
    // An answer to one may have ended others.
    const auto at = open_.find(id);
    if (at == open_.end()) continue;
    const v1::Request& request = at->second.request;
    if (at->second.cancelled) {
      Fail(id, kCancelledCode, "");
    } else if (request.has_export_rows() || request.has_export_source()) {
      Fail(id, kUnavailableCode,
           "The tab that had the logs was closed. Export them again");
    } else {
      send_(request.SerializeAsString());
    }
  }
}

void EngineClient::Fail(uint64_t id, uint32_t code, std::string message) {
  v1::Response response;
  response.set_id(id);
  response.set_done(true);
  response.mutable_error()->set_code(code);
  response.mutable_error()->set_message(std::move(message));
  Receive(response.SerializeAsString());
}

bool EngineClient::Receive(std::string_view bytes) {
  v1::Response response;
  if (!response.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
    return false;
  }
  const auto found = open_.find(response.id());
  if (found == open_.end()) return true;
  // The handler may forget itself, so it is called from a copy.
  const Handler handler = found->second.handler;
  if (response.done()) open_.erase(found);
  handler(response);
  return true;
}

}  // namespace taffrail::ui
