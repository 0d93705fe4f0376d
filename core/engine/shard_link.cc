#include "core/engine/shard_link.h"

#include <iterator>
#include <utility>

#include "core/engine/messages.h"

namespace taffrail {

void ShardLink::Send(const v1::ShardRequest& request) {
  calls_.host().Send(kFirstShardPort + index_, request.SerializeAsString());
}

uint64_t ShardLink::Start(v1::ShardRequest request, Handler handler) {
  uint64_t id = ++last_id_;
  request.set_id(id);
  if (opened_ || request.has_open()) Send(request);
  pending_[id] = {std::move(request), std::move(handler)};
  return id;
}

std::shared_ptr<Arrival<v1::ShardResponse>> ShardLink::StartCall(
    v1::ShardRequest request, uint64_t* id) {
  auto arrival = std::make_shared<Arrival<v1::ShardResponse>>(scheduler_);
  uint64_t given =
      Start(std::move(request), [arrival](const v1::ShardResponse& response) {
        if (response.done()) arrival->Set(response);
      });
  if (id != nullptr) *id = given;
  return arrival;
}

void ShardLink::Cancel(uint64_t id) {
  v1::ShardRequest cancel;
  cancel.mutable_cancel()->set_id(id);
  if (opened_) Send(cancel);
}

void ShardLink::Deliver(std::string_view bytes) {
  v1::ShardResponse response;
  if (!response.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
    return;  // A shard is this same program: cannot happen.
  }
  auto at = pending_.find(response.id());
  if (at == pending_.end()) return;
  Handler handler = at->second.handler;
  if (response.done()) pending_.erase(at);
  handler(response);
}

void ShardLink::Restarted() {
  opened_ = false;
  ++incarnation_;
  v1::ShardResponse died;
  died.set_done(true);
  *died.mutable_error() =
      ToProto(Unavailable("a shard stopped and was started again"));
  std::vector<Handler> handlers;
  for (auto at = pending_.begin(); at != pending_.end();) {
    const v1::ShardRequest& request = at->second.request;
    const bool repeated =
        !request.has_open() && !request.has_rewrite() && !request.has_swap();
    if (!repeated) handlers.push_back(std::move(at->second.handler));
    at = repeated ? std::next(at) : pending_.erase(at);
  }
  for (const Handler& handler : handlers) handler(died);
}

Task<v1::ShardResponse> ShardLink::Open(v1::ShardOpen open) {
  uint64_t incarnation = incarnation_;
  v1::ShardRequest request;
  *request.mutable_open() = std::move(open);
  v1::ShardResponse response = co_await *StartCall(std::move(request));
  if (response.has_error() || incarnation != incarnation_) co_return response;
  opened_ = true;
  for (const auto& [id, pending] : pending_) Send(pending.request);
  co_return response;
}

Task<StatusOr<std::vector<v1::ShardResponse>>> AskShards(
    const ShardLinks& links,
    std::function<v1::ShardRequest(size_t shard)> request_of) {
  std::vector<std::shared_ptr<Arrival<v1::ShardResponse>>> arrivals;
  for (size_t i = 0; i < links.size(); ++i) {
    arrivals.push_back(links[i]->StartCall(request_of(i)));
  }
  std::vector<v1::ShardResponse> answers;
  for (const auto& arrival : arrivals) {
    answers.push_back(co_await *arrival);
    if (answers.back().has_error()) {
      co_return FromProto(answers.back().error());
    }
  }
  co_return answers;
}

void EndRequests(const ShardLinks& links, const std::vector<uint64_t>& ids) {
  for (size_t i = 0; i < ids.size(); ++i) {
    links[i]->Forget(ids[i]);
    links[i]->Cancel(ids[i]);
  }
}

}  // namespace taffrail
