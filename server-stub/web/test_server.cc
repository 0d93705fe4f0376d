#include "server-stub/web/test_server.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <boost/asio/post.hpp>
#include <cctype>
#include <fstream>

#include "core/base/numbers.h"

namespace taffrail {

namespace fs = std::filesystem;

TestFolder::TestFolder() {
  std::string name = fs::temp_directory_path() / "taffrail-stub-XXXXXX";
  path_ = mkdtemp(name.data());
  Write("index.html", "<!doctype html>app");
}

TestFolder::~TestFolder() { fs::remove_all(path_); }

void TestFolder::Write(const std::string& name,
                       std::string_view content) const {
  fs::create_directories((path_ / name).parent_path());
  std::ofstream(path_ / name, std::ios::binary) << content;
}

Client::Client(uint16_t port) : socket_(socket(AF_INET, SOCK_STREAM, 0)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  EXPECT_EQ(0, connect(socket_, reinterpret_cast<sockaddr*>(&address),
                       sizeof(address)));
}

Client::~Client() { close(socket_); }

void Client::Send(std::string_view bytes) {
  EXPECT_EQ(static_cast<ssize_t>(bytes.size()),
            send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL));
}

std::string Client::ReadSome(size_t size) {
  std::string bytes(size, '\0');
  ssize_t got = recv(socket_, bytes.data(), bytes.size(), 0);
  bytes.resize(std::max<ssize_t>(got, 0));
  return bytes;
}

std::string Client::ReadToEnd() {
  std::string all;
  for (std::string part; !(part = ReadSome(64 * 1024)).empty();) all += part;
  return all;
}

Response Client::ReadAnswer() {
  std::string bytes;
  while (!bytes.ends_with("\r\n\r\n")) {
    std::string next = ReadSome(1);
    if (next.empty()) return {};
    bytes += next;
  }
  Response response = ParseResponse(bytes);
  size_t length =
      ParseInt<size_t>(response.fields["content-length"]).value_or(0);
  while (response.body.size() < length) {
    std::string next = ReadSome(length - response.body.size());
    if (next.empty()) break;
    response.body += next;
  }
  return response;
}

Response ParseResponse(std::string_view bytes) {
  Response response;
  size_t head_end = bytes.find("\r\n\r\n");
  if (head_end == std::string_view::npos || !bytes.starts_with("HTTP/1.1 ")) {
    ADD_FAILURE() << "not an answer: " << bytes;
    return response;
  }
  response.body = bytes.substr(head_end + 4);
  std::string_view head = bytes.substr(0, head_end + 2);
  response.status = ParseInt<int>(head.substr(9, 3)).value_or(0);
  size_t line = head.find("\r\n") + 2;
  while (line < head.size()) {
    size_t end = head.find("\r\n", line);
    size_t colon = head.find(": ", line);
    std::string name(head.substr(line, colon - line));
    std::transform(name.begin(), name.end(), name.begin(), ::tolower);
    response.fields[name] = head.substr(colon + 2, end - colon - 2);
    line = end + 2;
  }
  return response;
}

TestServer::TestServer(Limits limits) : listener_(io_, limits) {
  Status status = listener_.Bind(0);
  EXPECT_TRUE(status.ok()) << status.message();
  site_ = std::make_unique<Site>(folder_.path(), listener_.port());
  listener_.Serve(*site_);
  thread_ = std::thread([this] { io_.run(); });
}

TestServer::~TestServer() {
  if (!thread_.joinable()) return;
  BeginStop();
  Join();
}

std::string TestServer::Host() const {
  return "localhost:" + std::to_string(port());
}

Response TestServer::Ask(std::string_view method, std::string_view target,
                         const Fields& fields) const {
  std::string text(method);
  text.append(" ").append(target).append(" HTTP/1.1\r\nConnection: close\r\n");
  bool names_host = false;
  for (const auto& [name, value] : fields) {
    text += name + ": " + value + "\r\n";
    names_host |= name == "Host";
  }
  if (!names_host) text += "Host: " + Host() + "\r\n";
  Client client(port());
  client.Send(text + "\r\n");
  return ParseResponse(client.ReadToEnd());
}

void TestServer::BeginStop() {
  boost::asio::post(io_, [this] { listener_.Stop(); });
}

void TestServer::Join() { thread_.join(); }

}  // namespace taffrail
