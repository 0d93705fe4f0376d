#ifndef TAFFRAIL_SERVER_STUB_WEB_SESSION_H_
#define TAFFRAIL_SERVER_STUB_WEB_SESSION_H_

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>

#include "server-stub/web/limits.h"
#include "server-stub/web/site.h"

namespace taffrail {

// One connection: reads requests, sends the site's answers one after the other,
// and keeps the limits of size and time. It decides nothing about content.
//
// Shared by the listener and by what is pending on the socket; lives on the
// io_context's one thread. The site and the limits have to outlive it.
class Session : public std::enable_shared_from_this<Session> {
 public:
  Session(boost::asio::ip::tcp::socket socket, const Site& site,
          const Limits& limits);
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  // Answers until the client or a limit ends it, then calls `done` once.
  void Start(std::function<void()> done);

  // Tells the client that there are too many connections, then as above.
  void StartRefusing(std::function<void()> done);

  // Lets an answer under way finish, then closes.
  void Finish();

  // Closes now.
  void Abort();

 private:
  using Work = boost::asio::awaitable<void>;

  void Spawn(Work work, std::function<void()> done);
  Work Converse();
  Work RefuseConnection();

  struct Reply {
    bool head_only;   // the request was HEAD
    bool keep_alive;  // more requests may follow
  };
  // False when the connection is of no more use.
  boost::asio::awaitable<bool> Send(Answer answer, Reply reply);

  // Closes so that the client surely gets the last answer.
  Work Close();

  void SetDeadline(std::chrono::milliseconds limit);

  boost::asio::ip::tcp::socket socket_;
  boost::asio::steady_timer timer_;
  const Site& site_;
  const Limits& limits_;
  uint64_t deadline_number_ = 0;  // tells a late timer from the present one
  bool reading_ = false;
  bool timed_out_ = false;
  bool finishing_ = false;
};

}  // namespace taffrail

#endif  // TAFFRAIL_SERVER_STUB_WEB_SESSION_H_
