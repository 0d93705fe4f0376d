#ifndef TAFFRAIL_SERVER_STUB_WEB_LISTENER_H_
#define TAFFRAIL_SERVER_STUB_WEB_LISTENER_H_

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <cstdint>
#include <memory>
#include <unordered_set>
#include <vector>

#include "core/base/status.h"
#include "server-stub/web/limits.h"
#include "server-stub/web/session.h"
#include "server-stub/web/site.h"

namespace taffrail {

// Listens on the loopback addresses only, 127.0.0.1 and ::1, because browsers
// try either for "localhost"; opens a session for each connection and ends them
// all on Stop.
//
// Lives on the io_context's one thread and has to outlive its run().
class Listener {
 public:
  Listener(boost::asio::io_context& io, Limits limits);
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  // Takes `port` (0: any free one) on both addresses. kAlreadyExists when
  // somebody else has it. A machine without IPv6 gets the first alone.
  Status Bind(uint16_t port);

  // The port taken by Bind.
  uint16_t port() const { return port_; }

  // Accepts from now on. The site has to outlive the io_context's run().
  void Serve(const Site& site);

  // Accepts no more, lets answers under way finish within the limit, and leaves
  // the io_context without work.
  void Stop();

 private:
  using Acceptor = boost::asio::ip::tcp::acceptor;

  Status BindBoth(uint16_t port);
  boost::asio::awaitable<void> Accept(Acceptor& acceptor, const Site& site);
  void Open(boost::asio::ip::tcp::socket socket, const Site& site);

  boost::asio::io_context& io_;
  const Limits limits_;
  uint16_t port_ = 0;
  bool stopping_ = false;
  std::vector<Acceptor> acceptors_;
  boost::asio::steady_timer drain_timer_;
  std::unordered_set<std::shared_ptr<Session>> sessions_;
};

}  // namespace taffrail

#endif  // TAFFRAIL_SERVER_STUB_WEB_LISTENER_H_
