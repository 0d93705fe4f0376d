#ifndef TAFFRAIL_SERVER_STUB_WEB_TEST_SERVER_H_
#define TAFFRAIL_SERVER_STUB_WEB_TEST_SERVER_H_

#include <boost/asio/io_context.hpp>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <thread>

#include "server-stub/web/limits.h"
#include "server-stub/web/listener.h"
#include "server-stub/web/message.h"
#include "server-stub/web/site.h"

namespace taffrail {

// A folder for one test, with an index.html; gone with this object.
class TestFolder {
 public:
  TestFolder();
  ~TestFolder();

  const std::filesystem::path& path() const { return path_; }
  void Write(const std::string& name, std::string_view content) const;

 private:
  std::filesystem::path path_;
};

// What came back, with field names in lower case.
struct Response {
  int status = 0;
  std::map<std::string, std::string> fields;
  std::string body;
};

// A blocking connection to a local port, for tests.
class Client {
 public:
  explicit Client(uint16_t port);
  ~Client();

  void Send(std::string_view bytes);
  // Up to `size` bytes; "" once the server has closed.
  std::string ReadSome(size_t size);
  std::string ReadToEnd();
  // One answer of a connection that stays open.
  Response ReadAnswer();

 private:
  int socket_;
};

Response ParseResponse(std::string_view bytes);

// The server on a free port, on its own thread, until this object goes.
class TestServer {
 public:
  explicit TestServer(Limits limits = {});
  ~TestServer();

  const TestFolder& folder() const { return folder_; }
  uint16_t port() const { return listener_.port(); }
  // "localhost:8417", with the port in use.
  std::string Host() const;

  // Asks over a connection of its own. A "Host" in `fields` replaces the usual.
  Response Ask(std::string_view method, std::string_view target,
               const Fields& fields = {}) const;
  Response Get(std::string_view target, const Fields& fields = {}) const {
    return Ask("GET", target, fields);
  }

  // Tells the server to stop, and returns.
  void BeginStop();
  // Waits until it has stopped.
  void Join();

 private:
  TestFolder folder_;
  boost::asio::io_context io_;
  Listener listener_;
  std::unique_ptr<Site> site_;
  std::thread thread_;
};

}  // namespace taffrail

#endif  // TAFFRAIL_SERVER_STUB_WEB_TEST_SERVER_H_
