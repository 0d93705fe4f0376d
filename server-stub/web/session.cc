#include "server-stub/web/session.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/write.hpp>
#include <exception>
#include <utility>
#include <vector>

namespace taffrail {
namespace {

namespace net = boost::asio;
namespace http = boost::beast::http;
using boost::system::error_code;
using Parser = http::request_parser<http::empty_body>;

constexpr size_t kChunkBytes = 64 * 1024;
// What is read and thrown away of a client that talks on after its last answer.
constexpr size_t kDiscardedBytes = 1024 * 1024;
constexpr std::chrono::milliseconds kDiscardTime{1'000};

auto Into(error_code& error) {
  return net::redirect_error(net::use_awaitable, error);
}

Request ToRequest(const Parser& parser) {
  const auto& message = parser.get();
  Request request;
  request.method = message.method_string();
  request.target = message.target();
  for (const auto& field : message) {
    request.fields.emplace_back(field.name_string(), field.value());
  }
  return request;
}

bool HasBody(const Answer& answer, bool head_only) {
  return !head_only && answer.status != 304;
}

}  // namespace

Session::Session(net::ip::tcp::socket socket, const Site& site,
                 const Limits& limits)
    : socket_(std::move(socket)),
      timer_(socket_.get_executor()),
      site_(site),
      limits_(limits) {}

void Session::Start(std::function<void()> done) {
  Spawn(Converse(), std::move(done));
}

void Session::StartRefusing(std::function<void()> done) {
  Spawn(RefuseConnection(), std::move(done));
}

void Session::Spawn(Work work, std::function<void()> done) {
  net::co_spawn(socket_.get_executor(), std::move(work),
                [self = shared_from_this(),
                 done = std::move(done)](std::exception_ptr error) {
                  ++self->deadline_number_;
                  self->timer_.cancel();
                  done();
                  // Only memory running out gets here: failures of the socket
                  // are values.
                  if (error) std::rethrow_exception(error);
                });
}

void Session::Finish() {
  finishing_ = true;
  error_code ignored;
  if (reading_) socket_.shutdown(net::socket_base::shutdown_receive, ignored);
}

void Session::Abort() {
  error_code ignored;
  socket_.close(ignored);
}

Session::Work Session::Converse() {
  boost::beast::flat_buffer buffer;
  bool keep_alive = true;
  while (keep_alive && !finishing_) {
    Parser parser;
    parser.header_limit(limits_.header_bytes);
    error_code error;
    SetDeadline(limits_.request);
    reading_ = true;
    co_await http::async_read_header(socket_, buffer, parser, Into(error));
    reading_ = false;

    if (!error) {
      Request request = ToRequest(parser);
      // A body nobody reads would be taken for the next request.
      keep_alive = parser.keep_alive() && parser.is_done() && !finishing_;
      Reply reply{.head_only = request.method == "HEAD",
                  .keep_alive = keep_alive};
      keep_alive &= co_await Send(site_.Handle(request), reply);
      continue;
    }
    keep_alive = false;
    Answer refusal;
    if (timed_out_ && parser.got_some()) {
      refusal = site_.Refuse(408, "408: the request did not arrive in time");
    } else if (error == http::error::header_limit) {
      refusal = site_.Refuse(431, "431: the header fields are larger than " +
                                      std::to_string(limits_.header_bytes) +
                                      " bytes");
    } else if (error.category() ==
                   http::make_error_code(http::error::bad_method).category() &&
               error != http::error::end_of_stream &&
               error != http::error::partial_message) {
      refusal = site_.Refuse(400, "400: this is not an HTTP request");
    } else {
      co_return;  // the client left, or never said anything
    }
    co_await Send(std::move(refusal),
                  {.head_only = false, .keep_alive = false});
  }
  co_await Close();
}

Session::Work Session::RefuseConnection() {
  Answer answer = site_.Refuse(
      503, "503: " + std::to_string(limits_.connections) +
               " connections are open, which is the limit; close some tabs");
  answer.fields.emplace_back("Retry-After", "1");
  co_await Send(std::move(answer), {.head_only = false, .keep_alive = false});
  co_await Close();
}

net::awaitable<bool> Session::Send(Answer answer, Reply reply) {
  http::response<http::buffer_body> message(
      static_cast<http::status>(answer.status), 11);
  for (const auto& [name, value] : answer.fields) message.insert(name, value);
  if (answer.status != 304) message.content_length(answer.BodyLength());
  message.keep_alive(reply.keep_alive);
  message.body().more = false;
  http::response_serializer<http::buffer_body> serializer(message);
  error_code error;
  SetDeadline(limits_.write);
  if (!HasBody(answer, reply.head_only)) {
    co_await http::async_write_header(socket_, serializer, Into(error));
    co_return !error;
  }

  std::vector<char> chunk(answer.file.is_open()
                              ? std::min<uint64_t>(kChunkBytes, answer.length)
                              : 0);
  uint64_t sent = 0;
  do {
    auto& body = message.body();
    if (answer.file.is_open()) {
      size_t want = std::min<uint64_t>(chunk.size(), answer.length - sent);
      ssize_t got = want == 0
                        ? 0
                        : pread(answer.file.descriptor(), chunk.data(), want,
                                static_cast<off_t>(answer.offset + sent));
      // The file shrank or failed after its length was promised: breaking off
      // is the only way left to tell the client.
      if (got < 0 || (got == 0 && want > 0)) co_return false;
      body.data = chunk.data();
      body.size = static_cast<size_t>(got);
    } else {
      body.data = answer.text.data();
      body.size = answer.text.size();
    }
    sent += body.size;
    body.more = sent < answer.BodyLength();
    SetDeadline(limits_.write);
    co_await http::async_write(socket_, serializer, Into(error));
    if (error == http::error::need_buffer) error = {};
  } while (!error && sent < answer.BodyLength());
  co_return !error;
}

Session::Work Session::Close() {
  error_code error;
  socket_.shutdown(net::socket_base::shutdown_send, error);
  // Closing over unread input resets the connection, which can destroy an
  // answer on its way: wait until the client has closed its side.
  SetDeadline(kDiscardTime);
  reading_ = true;
  std::array<char, 4096> discarded;
  size_t total = 0;
  while (!error && total < kDiscardedBytes) {
    total +=
        co_await socket_.async_read_some(net::buffer(discarded), Into(error));
  }
  socket_.close(error);
}

void Session::SetDeadline(std::chrono::milliseconds limit) {
  timed_out_ = false;
  timer_.expires_after(limit);
  timer_.async_wait([self = shared_from_this(),
                     number = ++deadline_number_](error_code late) {
    if (late || number != self->deadline_number_) return;
    self->timed_out_ = true;
    error_code ignored;
    // Shutting down, unlike cancelling, also stops a read that is between
    // two steps, and leaves the way open for an answer.
    if (self->reading_) {
      self->socket_.shutdown(net::socket_base::shutdown_receive, ignored);
    } else {
      self->socket_.close(ignored);
    }
  });
}

}  // namespace taffrail
