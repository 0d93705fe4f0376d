#include "server-stub/web/listener.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <string>
#include <utility>

namespace taffrail {
namespace {

namespace net = boost::asio;
using boost::system::error_code;
using net::ip::tcp;

// How often a free port of the first address is tried on the second.
constexpr int kFreePortTries = 16;
// Connections that are told about the limit at one time; past that they are
// closed without a word.
constexpr size_t kRefusals = 64;
// Wait after a failed accept, which means that file descriptors ran out.
constexpr std::chrono::milliseconds kAcceptPause{100};

error_code OpenAcceptor(tcp::acceptor& acceptor,
                        const tcp::endpoint& endpoint) {
  error_code error;
  acceptor.open(endpoint.protocol(), error);
  // Connections of an earlier run that linger in TIME_WAIT do not hold the
  // port.
  if (!error) acceptor.set_option(net::socket_base::reuse_address(true), error);
  if (!error && endpoint.address().is_v6()) {
    acceptor.set_option(net::ip::v6_only(true), error);
  }
  if (!error) acceptor.bind(endpoint, error);
  if (!error) acceptor.listen(net::socket_base::max_listen_connections, error);
  return error;
}

bool MeansNoIpv6(error_code error) {
  return error == net::error::address_family_not_supported ||
         error == boost::system::errc::address_not_available;
}

Status Explain(error_code error, const tcp::endpoint& endpoint) {
  std::string where = endpoint.address().to_string() + " port " +
                      std::to_string(endpoint.port());
  if (error == net::error::address_in_use) {
    return AlreadyExists("another program already listens on " + where);
  }
  return Unavailable("cannot listen on " + where + ": " + error.message());
}

}  // namespace

Listener::Listener(net::io_context& io, Limits limits)
    : io_(io), limits_(limits), drain_timer_(io) {}

Status Listener::Bind(uint16_t port) {
  Status status = BindBoth(port);
  for (int i = 1; port == 0 && i < kFreePortTries && !status.ok(); ++i) {
    status = BindBoth(port);
  }
  return status;
}

Status Listener::BindBoth(uint16_t port) {
  acceptors_.clear();
  tcp::endpoint v4(net::ip::address_v4::loopback(), port);
  error_code error = OpenAcceptor(acceptors_.emplace_back(io_), v4);
  if (error) return Explain(error, v4);
  port_ = acceptors_.front().local_endpoint().port();

  tcp::endpoint v6(net::ip::address_v6::loopback(), port_);
  error = OpenAcceptor(acceptors_.emplace_back(io_), v6);
  if (!error) return {};
  acceptors_.pop_back();
  return MeansNoIpv6(error) ? Status() : Explain(error, v6);
}

void Listener::Serve(const Site& site) {
  for (Acceptor& acceptor : acceptors_) {
    net::co_spawn(io_, Accept(acceptor, site), net::detached);
  }
}

net::awaitable<void> Listener::Accept(Acceptor& acceptor, const Site& site) {
  net::steady_timer pause(io_);
  while (!stopping_) {
    error_code error;
    tcp::socket socket = co_await acceptor.async_accept(
        net::redirect_error(net::use_awaitable, error));
    if (stopping_) co_return;
    if (!error) {
      Open(std::move(socket), site);
      continue;
    }
    pause.expires_after(kAcceptPause);
    co_await pause.async_wait(net::redirect_error(net::use_awaitable, error));
  }
}

void Listener::Open(tcp::socket socket, const Site& site) {
  if (sessions_.size() >= limits_.connections + kRefusals) return;
  bool refuse = sessions_.size() >= limits_.connections;
  error_code ignored;
  socket.set_option(tcp::no_delay(true), ignored);
  auto session = std::make_shared<Session>(std::move(socket), site, limits_);
  sessions_.insert(session);
  auto done = [this, key = std::weak_ptr(session)] {
    sessions_.erase(key.lock());
    if (stopping_ && sessions_.empty()) drain_timer_.cancel();
  };
  refuse ? session->StartRefusing(done) : session->Start(done);
}

void Listener::Stop() {
  stopping_ = true;
  error_code ignored;
  for (Acceptor& acceptor : acceptors_) acceptor.close(ignored);
  for (const auto& session : sessions_) session->Finish();
  if (sessions_.empty()) return;
  drain_timer_.expires_after(limits_.drain);
  drain_timer_.async_wait([this](error_code cancelled) {
    if (cancelled) return;
    for (const auto& session : sessions_) session->Abort();
  });
}

}  // namespace taffrail
