#include "server-stub/web/static_files.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <chrono>
#include <filesystem>
#include <string>

#include "server-stub/web/test_server.h"

namespace taffrail {
namespace {

namespace fs = std::filesystem;

TEST(StaticFiles, EachKindHasItsType) {
  TestServer server;
  const std::pair<std::string, std::string> kExpected[] = {
      {"a.html", "text/html; charset=utf-8"},
      {"a.css", "text/css; charset=utf-8"},
      {"a.js", "text/javascript; charset=utf-8"},
      {"a.mjs", "text/javascript; charset=utf-8"},
      {"a.WASM", "application/wasm"},
      {"a.json", "application/json"},
      {"a.webmanifest", "application/manifest+json"},
      {"a.svg", "image/svg+xml"},
      {"a.png", "image/png"},
      {"a.woff2", "font/woff2"},
      {"a.ttf", "font/ttf"},
      {"a.otf", "font/otf"},
      {"a.log", "text/plain; charset=utf-8"},
      {"a.txt", "text/plain; charset=utf-8"},
      {"a.strange", "application/octet-stream"},
      {"none", "application/octet-stream"},
  };
  for (const auto& [name, type] : kExpected) {
    server.folder().Write(name, "x");
    EXPECT_EQ(type, server.Get("/" + name).fields["content-type"]) << name;
  }
}

TEST(StaticFiles, FolderServesItsIndex) {
  TestServer server;
  server.folder().Write("help/index.html", "help");
  EXPECT_EQ("<!doctype html>app", server.Get("/").body);
  EXPECT_EQ("<!doctype html>app", server.Get("/?x=1").body);
  EXPECT_EQ("help", server.Get("/help/").body);
}

TEST(StaticFiles, FolderWithoutSlashRedirectsWithinTheOrigin) {
  TestServer server;
  server.folder().Write("help/index.html", "help");
  std::string origin = "http://" + server.Host();
  Response response = server.Get("/help?x=1");
  EXPECT_EQ(308, response.status);
  EXPECT_EQ(origin + "/help/?x=1", response.fields["location"]);
  EXPECT_EQ(origin + "//help/", server.Get("//help").fields["location"]);
}

TEST(StaticFiles, HeadSendsTheFieldsWithoutTheBody) {
  TestServer server;
  server.folder().Write("a.txt", "twelve bytes");
  Response response = server.Ask("HEAD", "/a.txt", {{"Range", "bytes=0-1"}});
  EXPECT_EQ(200, response.status);
  EXPECT_EQ("12", response.fields["content-length"]);
  EXPECT_EQ("", response.body);
}

TEST(StaticFiles, AbsentFileIs404WithASentence) {
  TestServer server;
  Response response = server.Get("/no.js");
  EXPECT_EQ(404, response.status);
  EXPECT_EQ("text/plain; charset=utf-8", response.fields["content-type"]);
  EXPECT_NE(std::string::npos, response.body.find("/no.js"));
}

TEST(StaticFiles, UnchangedFileIs304) {
  TestServer server;
  server.folder().Write("a.js", "1");
  Response first = server.Get("/a.js");
  std::string etag = first.fields["etag"];
  EXPECT_TRUE(etag.starts_with('"')) << etag;
  Response second = server.Get("/a.js", {{"If-None-Match", etag}});
  EXPECT_EQ(304, second.status);
  EXPECT_EQ("", second.body);
  EXPECT_EQ(etag, second.fields["etag"]);
  Response since = server.Get(
      "/a.js", {{"If-Modified-Since", first.fields["last-modified"]}});
  EXPECT_EQ(304, since.status);
}

TEST(StaticFiles, ChangedFileIsSentAgain) {
  TestServer server;
  server.folder().Write("a.js", "1");
  std::string etag = server.Get("/a.js").fields["etag"];
  server.folder().Write("a.js", "2");
  fs::last_write_time(server.folder().path() / "a.js",
                      fs::file_time_type::clock::now() + std::chrono::hours(1));
  Response response = server.Get("/a.js", {{"If-None-Match", etag}});
  EXPECT_EQ(200, response.status);
  EXPECT_EQ("2", response.body);
}

TEST(StaticFiles, OnlyHashedNamesAreImmutable) {
  TestServer server;
  server.folder().Write("engine.0123abcd.wasm", "x");
  server.folder().Write("sw.js", "x");
  auto caching = [&](const char* target) {
    return server.Get(target).fields["cache-control"];
  };
  EXPECT_EQ("public, max-age=31536000, immutable",
            caching("/engine.0123abcd.wasm"));
  EXPECT_EQ("no-cache", caching("/sw.js"));
  EXPECT_EQ("no-cache", caching("/"));
  EXPECT_FALSE(HasContentHash("app.min.js"));
  EXPECT_FALSE(HasContentHash("0123abcd.js"));
  EXPECT_FALSE(HasContentHash("a.0123abc.js"));
  EXPECT_FALSE(HasContentHash("a.0123abcd"));
  EXPECT_TRUE(HasContentHash("a.0123abcd.js.map"));
}

TEST(StaticFiles, PrecompressedSiblingIsSentWhereAccepted) {
  TestServer server;
  server.folder().Write("a.js", "plain");
  server.folder().Write("a.js.br", "brotli");
  server.folder().Write("a.js.gz", "gzip");
  Response brotli = server.Get("/a.js", {{"Accept-Encoding", "gzip, br"}});
  EXPECT_EQ("brotli", brotli.body);
  EXPECT_EQ("br", brotli.fields["content-encoding"]);
  EXPECT_EQ("text/javascript; charset=utf-8", brotli.fields["content-type"]);
  EXPECT_EQ("gzip", server.Get("/a.js", {{"Accept-Encoding", "gzip"}}).body);
  Response plain = server.Get("/a.js");
  EXPECT_EQ("plain", plain.body);
  EXPECT_EQ("Accept-Encoding", plain.fields["vary"]);
  EXPECT_NE(plain.fields["etag"], brotli.fields["etag"]);
  EXPECT_EQ(0u, server.Get("/").fields.count("vary"));
}

TEST(StaticFiles, SiblingOfAnEarlierBuildIsNotSent) {
  TestServer server;
  server.folder().Write("a.js", "new");
  server.folder().Write("a.js.br", "old");
  fs::last_write_time(server.folder().path() / "a.js.br",
                      fs::file_time_type::clock::now() - std::chrono::hours(1));
  EXPECT_EQ("new", server.Get("/a.js", {{"Accept-Encoding", "br"}}).body);
}

TEST(StaticFiles, RangeSendsThatPart) {
  TestServer server;
  server.folder().Write("a.log", "0123456789");
  Response response = server.Get("/a.log", {{"Range", "bytes=2-4"}});
  EXPECT_EQ(206, response.status);
  EXPECT_EQ("234", response.body);
  EXPECT_EQ("bytes 2-4/10", response.fields["content-range"]);
  EXPECT_EQ("bytes", response.fields["accept-ranges"]);
  Response beyond = server.Get("/a.log", {{"Range", "bytes=10-"}});
  EXPECT_EQ(416, beyond.status);
  EXPECT_EQ("bytes */10", beyond.fields["content-range"]);
}

TEST(StaticFiles, RangeOfAChangedFileSendsTheWhole) {
  TestServer server;
  server.folder().Write("a.log", "0123456789");
  std::string etag = server.Get("/a.log").fields["etag"];
  auto status = [&](const std::string& if_range) {
    return server
        .Get("/a.log", {{"Range", "bytes=2-4"}, {"If-Range", if_range}})
        .status;
  };
  EXPECT_EQ(206, status(etag));
  EXPECT_EQ(200, status("\"another\""));
}

TEST(StaticFiles, LargeAndEmptyFilesArriveWhole) {
  TestServer server;
  std::string large(3'000'001, 'x');
  for (size_t i = 0; i < large.size(); i += 7) large[i] = 'a' + i % 26;
  server.folder().Write("large.log", large);
  server.folder().Write("empty.log", "");
  EXPECT_TRUE(large == server.Get("/large.log").body);
  Response empty = server.Get("/empty.log");
  EXPECT_EQ(200, empty.status);
  EXPECT_EQ("0", empty.fields["content-length"]);
}

TEST(StaticFiles, NothingOutsideTheFolderIsReachable) {
  TestServer server;
  TestFolder outside;
  outside.Write("secret", "secret");
  server.folder().Write("in/file", "in");
  fs::path root = server.folder().path();
  fs::create_symlink(outside.path() / "secret", root / "link");
  fs::create_directory_symlink(outside.path(), root / "folder");
  fs::create_symlink("in/file", root / "inner");
  std::string up = "/../" + outside.path().filename().string() + "/secret";
  for (const std::string& target :
       {up, "/in/.." + up, std::string("/%2e%2e/%2E%2E/etc/passwd"),
        std::string("/..%2f..%2fetc%2fpasswd"), std::string("/in/./file"),
        std::string("/..\\x"), std::string("/%5c"), std::string("/a%00b"),
        std::string("/%"), std::string("/%2"), std::string("/%zz")}) {
    EXPECT_EQ(400, server.Get(target).status) << target;
  }
  for (const std::string& target :
       {std::string("/link"), std::string("/folder/secret"),
        std::string("//etc/passwd"), std::string("/%2fetc/passwd")}) {
    EXPECT_EQ(404, server.Get(target).status) << target;
  }
  EXPECT_EQ("in", server.Get("/inner").body);
  EXPECT_EQ("in", server.Get("/%69n/f%69le").body);
}

TEST(StaticFiles, PipeIsNotServed) {
  TestServer server;
  ASSERT_EQ(0, mkfifo((server.folder().path() / "pipe").c_str(), 0600));
  EXPECT_EQ(404, server.Get("/pipe").status);
}

}  // namespace
}  // namespace taffrail
