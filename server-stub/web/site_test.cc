#include "server-stub/web/site.h"

#include <gtest/gtest.h>

#include <string>

#include "server-stub/web/security_headers.h"
#include "server-stub/web/test_server.h"

namespace taffrail {
namespace {

void ExpectSecurityFields(Response response, uint16_t port) {
  const std::string& policy = response.fields["content-security-policy"];
  std::string loopback = ":" + std::to_string(port);
  for (const std::string& part :
       {std::string("default-src 'self';"),
        std::string("script-src 'self' 'wasm-unsafe-eval';"),
        std::string("style-src 'self';"), std::string("worker-src 'self';"),
        "connect-src 'self' http://localhost" + loopback + " http://127.0.0.1" +
            loopback + ";",
        std::string("img-src 'self' blob: data:;"),
        std::string("object-src 'none';"), std::string("base-uri 'none';"),
        std::string("frame-ancestors 'none'")}) {
    EXPECT_NE(std::string::npos, policy.find(part))
        << response.status << " lacks " << part << " in " << policy;
  }
  EXPECT_EQ("nosniff", response.fields["x-content-type-options"]);
  EXPECT_EQ("same-origin", response.fields["cross-origin-resource-policy"]);
  EXPECT_EQ("no-referrer", response.fields["referrer-policy"]);
}

TEST(Site, EveryAnswerCarriesTheSecurityFields) {
  TestServer server;
  server.folder().Write("worker.js", "x");
  server.folder().Write("sub/index.html", "x");
  const std::pair<int, Response> kAnswers[] = {
      {200, server.Get("/worker.js")},
      {206, server.Get("/worker.js", {{"Range", "bytes=0-0"}})},
      {304, server.Get("/", {{"If-None-Match", "*"}})},
      {308, server.Get("/sub")},
      {400, server.Get("/../x")},
      {404, server.Get("/no")},
      {405, server.Ask("POST", "/")},
      {416, server.Get("/worker.js", {{"Range", "bytes=9-"}})},
      {421, server.Get("/", {{"Host", "evil.example"}})},
  };
  for (const auto& [status, response] : kAnswers) {
    EXPECT_EQ(status, response.status);
    ExpectSecurityFields(response, server.port());
  }
}

TEST(Site, OtherMethodsAreRefusedByName) {
  TestServer server;
  for (const char* method : {"POST", "PUT", "DELETE", "OPTIONS", "PATCH"}) {
    Response response = server.Ask(method, "/");
    EXPECT_EQ(405, response.status) << method;
    EXPECT_EQ("GET, HEAD", response.fields["allow"]);
  }
}

TEST(Site, ForeignHostIsMisdirected) {
  TestServer server;
  std::string port = std::to_string(server.port());
  for (const std::string& host :
       {"evil.example:" + port, std::string("evil.example"),
        std::string("localhost"), std::string("localhost:1"),
        "localhost.evil.example:" + port, "127.0.0.2:" + port,
        std::string("")}) {
    Response response = server.Get("/", {{"Host", host}});
    EXPECT_EQ(421, response.status) << host;
    EXPECT_NE(std::string::npos, response.body.find(server.Host()));
  }
}

TEST(Site, TwoHostsAreMalformed) {
  TestServer server;
  Response response =
      server.Get("/", {{"Host", server.Host()}, {"Host", "evil.example"}});
  EXPECT_EQ(400, response.status);
}

TEST(Site, TargetHasToBeAPath) {
  TestServer server;
  EXPECT_EQ(400, server.Get("http://evil.example/").status);
}

TEST(Site, LoopbackAddressesLeadToTheOneOrigin) {
  TestServer server;
  std::string port = std::to_string(server.port());
  for (const std::string& host : {"127.0.0.1:" + port, "[::1]:" + port}) {
    for (const char* method : {"GET", "HEAD"}) {
      Response response =
          server.Ask(method, "//evil.example/a?b=c", {{"Host", host}});
      EXPECT_EQ(308, response.status);
      EXPECT_EQ("http://" + server.Host() + "//evil.example/a?b=c",
                response.fields["location"]);
    }
    EXPECT_EQ(405, server.Ask("POST", "/", {{"Host", host}}).status);
  }
  EXPECT_EQ(200, server.Get("/", {{"Host", "LOCALHOST:" + port}}).status);
}

TEST(Site, PortEightyIsLeftOutOfTheOrigin) {
  EXPECT_EQ("http://localhost", CanonicalOrigin(80));
  EXPECT_EQ(HostName::kCanonical, ClassifyHost("localhost", 80));
}

}  // namespace
}  // namespace taffrail
