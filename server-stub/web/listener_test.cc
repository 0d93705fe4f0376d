#include "server-stub/web/listener.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <ifaddrs.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <boost/asio/ip/v6_only.hpp>
#include <chrono>
#include <string>

#include "server-stub/web/test_server.h"

namespace taffrail {
namespace {

using std::chrono::milliseconds;

std::string KeptAliveGet(const TestServer& server, std::string_view target) {
  return "GET " + std::string(target) + " HTTP/1.1\r\nHost: " + server.Host() +
         "\r\n\r\n";
}

TEST(Listener, TakenPortIsNamed) {
  TestServer server;
  boost::asio::io_context io;
  Listener second(io, Limits());
  Status status = second.Bind(server.port());
  EXPECT_EQ(StatusCode::kAlreadyExists, status.code());
  EXPECT_NE(std::string::npos,
            status.message().find(std::to_string(server.port())));
}

TEST(Listener, PortTakenOnIpv6AloneIsTakenToo) {
  using boost::asio::ip::tcp;
  boost::asio::io_context io;
  tcp::acceptor other(io);
  boost::system::error_code error;
  other.open(tcp::v6(), error);
  if (!error) other.set_option(boost::asio::ip::v6_only(true), error);
  if (!error) {
    other.bind({boost::asio::ip::address_v6::loopback(), 0}, error);
  }
  if (error) GTEST_SKIP() << "no IPv6 here: " << error.message();
  other.listen();
  Listener listener(io, Limits());
  EXPECT_EQ(StatusCode::kAlreadyExists,
            listener.Bind(other.local_endpoint().port()).code());
}

TEST(Listener, OnlyLoopbackIsListenedOn) {
  TestServer server;
  ifaddrs* all = nullptr;
  ASSERT_EQ(0, getifaddrs(&all));
  int tried = 0;
  for (ifaddrs* at = all; at != nullptr; at = at->ifa_next) {
    if (at->ifa_addr == nullptr || at->ifa_addr->sa_family != AF_INET) continue;
    auto address = *reinterpret_cast<sockaddr_in*>(at->ifa_addr);
    if (ntohl(address.sin_addr.s_addr) >> 24 == 127) continue;
    address.sin_port = htons(server.port());
    int client = socket(AF_INET, SOCK_STREAM, 0);
    EXPECT_NE(0, connect(client, reinterpret_cast<sockaddr*>(&address),
                         sizeof(address)));
    close(client);
    ++tried;
  }
  freeifaddrs(all);
  if (tried == 0) GTEST_SKIP() << "this machine has loopback only";
}

TEST(Listener, ListensOnIpv6Too) {
  TestServer server;
  int client = socket(AF_INET6, SOCK_STREAM, 0);
  sockaddr_in6 address{};
  address.sin6_family = AF_INET6;
  address.sin6_port = htons(server.port());
  address.sin6_addr = in6addr_loopback;
  int connected =
      connect(client, reinterpret_cast<sockaddr*>(&address), sizeof(address));
  int reason = errno;
  close(client);
  if (connected != 0 && reason != ECONNREFUSED) GTEST_SKIP() << "no IPv6 here";
  EXPECT_EQ(0, connected);
}

TEST(Session, ConnectionServesSeveralRequests) {
  TestServer server;
  server.folder().Write("a.txt", "a");
  Client client(server.port());
  client.Send(KeptAliveGet(server, "/a.txt"));
  EXPECT_EQ("a", client.ReadAnswer().body);
  client.Send(KeptAliveGet(server, "/no") + KeptAliveGet(server, "/a.txt"));
  EXPECT_EQ(404, client.ReadAnswer().status);
  EXPECT_EQ("a", client.ReadAnswer().body);
}

TEST(Session, BodyIsNotTakenForTheNextRequest) {
  TestServer server;
  Client client(server.port());
  client.Send("GET / HTTP/1.1\r\nHost: " + server.Host() +
              "\r\nContent-Length: 5\r\n\r\nhello");
  Response response = ParseResponse(client.ReadToEnd());
  EXPECT_EQ(200, response.status);
  EXPECT_EQ("close", response.fields["connection"]);
}

TEST(Session, LargeHeaderIs431) {
  TestServer server;
  Response response = server.Get("/", {{"X-Long", std::string(20'000, 'x')}});
  EXPECT_EQ(431, response.status);
  EXPECT_EQ("nosniff", response.fields["x-content-type-options"]);
}

TEST(Session, NonsenseIs400) {
  TestServer server;
  Client client(server.port());
  client.Send("\x16\x03\x01 this is no request\r\n\r\n");
  EXPECT_EQ(400, ParseResponse(client.ReadToEnd()).status);
}

TEST(Session, RequestThatStallsIs408) {
  TestServer server({.request = milliseconds(50)});
  Client client(server.port());
  client.Send("GET / HTTP/1.1\r\nHost: loc");
  Response response = ParseResponse(client.ReadToEnd());
  EXPECT_EQ(408, response.status);
  EXPECT_EQ("nosniff", response.fields["x-content-type-options"]);
}

TEST(Session, SilentConnectionIsClosedWithoutAWord) {
  TestServer server({.request = milliseconds(50)});
  Client client(server.port());
  EXPECT_EQ("", client.ReadToEnd());
}

TEST(Session, ClientThatStopsReadingIsCutOff) {
  TestServer server({.write = milliseconds(50)});
  std::string large(32'000'000, 'x');
  server.folder().Write("large.log", large);
  Client client(server.port());
  client.Send(KeptAliveGet(server, "/large.log"));
  // Nothing is read until the server, which alone holds the file, has given up.
  server.BeginStop();
  server.Join();
  EXPECT_LT(client.ReadToEnd().size(), large.size());
}

TEST(Listener, ConnectionPastTheLimitIsTold) {
  TestServer server({.connections = 2});
  Client first(server.port());
  Client second(server.port());
  for (Client* client : {&first, &second}) {
    client->Send(KeptAliveGet(server, "/"));
    EXPECT_EQ(200, client->ReadAnswer().status);
  }
  Response refused = server.Get("/");
  EXPECT_EQ(503, refused.status);
  EXPECT_EQ("1", refused.fields["retry-after"]);
  EXPECT_EQ("nosniff", refused.fields["x-content-type-options"]);
  EXPECT_NE(std::string::npos, refused.body.find("2 connections"));
}

TEST(Listener, StopFinishesTheAnswerUnderWay) {
  TestServer server;
  std::string large(32'000'000, 'x');
  server.folder().Write("large.log", large);
  Client busy(server.port());
  busy.Send(KeptAliveGet(server, "/large.log"));
  std::string start = busy.ReadSome(100);
  Client idle(server.port());
  idle.Send(KeptAliveGet(server, "/"));
  EXPECT_EQ(200, idle.ReadAnswer().status);
  server.BeginStop();
  EXPECT_EQ("", idle.ReadToEnd());
  EXPECT_EQ(large.size(), ParseResponse(start + busy.ReadToEnd()).body.size());
  server.Join();
}

TEST(Listener, StopDoesNotWaitForEver) {
  TestServer server({.drain = milliseconds(50)});
  server.folder().Write("large.log", std::string(32'000'000, 'x'));
  Client busy(server.port());
  busy.Send(KeptAliveGet(server, "/large.log"));
  busy.ReadSome(1);
  server.BeginStop();
  server.Join();
}

}  // namespace
}  // namespace taffrail
