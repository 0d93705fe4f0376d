#include "core/engine/host.h"

#include <utility>

namespace taffrail {

std::pair<uint32_t, HostCalls::Pending> HostCalls::NewTicket() {
  uint32_t ticket = ++last_ticket_;
  Pending pending = std::make_shared<Arrival<HostReply>>(scheduler_);
  pending_.emplace(ticket, pending);
  return {ticket, std::move(pending)};
}

HostCalls::Pending HostCalls::StartRead(uint32_t file, uint64_t offset,
                                        uint32_t length) {
  auto [ticket, pending] = NewTicket();
  host_.ReadFile(ticket, file, offset, length);
  return pending;
}

Task<HostReply> HostCalls::Read(uint32_t file, uint64_t offset,
                                uint32_t length) {
  Pending pending = StartRead(file, offset, length);
  co_return co_await *pending;
}

Task<HostReply> HostCalls::List() {
  auto [ticket, pending] = NewTicket();
  host_.ListFiles(ticket);
  co_return co_await *pending;
}

Task<Status> HostCalls::Open(std::string name) {
  auto [ticket, pending] = NewTicket();
  host_.OpenFile(ticket, name);
  HostReply reply = co_await *pending;
  co_return std::move(reply.status);
}

Task<Status> HostCalls::Remove(std::string name) {
  auto [ticket, pending] = NewTicket();
  host_.RemoveFile(ticket, name);
  HostReply reply = co_await *pending;
  co_return std::move(reply.status);
}

HostCalls::Pending HostCalls::StartSql(uint32_t port) {
  auto [ticket, pending] = NewTicket();
  host_.StartSql(ticket, port);
  return pending;
}

void HostCalls::Complete(uint32_t ticket, HostReply reply) {
  auto at = pending_.find(ticket);
  if (at == pending_.end()) return;
  Pending pending = std::move(at->second);
  pending_.erase(at);
  pending->Set(std::move(reply));
}

}  // namespace taffrail
