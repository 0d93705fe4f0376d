// taffrail-stub: the native server beside the app.

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

#include "server-stub/options.h"
#include "server-stub/web/listener.h"
#include "server-stub/web/security_headers.h"
#include "server-stub/web/site.h"

namespace taffrail {
namespace {

namespace fs = std::filesystem;

constexpr int kExitFailed = 1;
constexpr int kExitUsage = 2;

bool IsAppFolder(const fs::path& folder) {
  std::error_code error;
  return fs::is_regular_file(folder / "index.html", error);
}

// The app folder asked for, or the one beside this program: as packed, as
// installed, as built in the tree.
StatusOr<fs::path> FindRoot(const std::string& asked) {
  if (!asked.empty()) {
    if (IsAppFolder(asked)) return fs::path(asked);
    return NotFound("there is no index.html in the folder to serve: " + asked);
  }
  std::error_code error;
  fs::path here = fs::read_symlink("/proc/self/exe", error).parent_path();
  for (const char* place : {"app", "../share/taffrail/app", "../../app"}) {
    if (IsAppFolder(here / place)) return here / place;
  }
  return NotFound(
      "the app is not beside this program; name its folder with --root DIR");
}

Status ExplainPort(const Status& status, uint16_t port) {
  if (status.code() != StatusCode::kAlreadyExists) return status;
  std::string origin = CanonicalOrigin(port);
  return AlreadyExists(
      status.message() + ".\nIf that is Taffrail, open " + origin +
      ". If not, stop it (`ss -ltnp` shows what listens where) and start this "
      "again. --port N would serve elsewhere, but the browser keeps what you "
      "imported for " +
      origin + " alone, and the app would start empty.");
}

Status Serve(const Options& options) {
  StatusOr<fs::path> root = FindRoot(options.root);
  TAFFRAIL_RETURN_IF_ERROR(root.status());
  boost::asio::io_context io(1);
  Listener listener(io, Limits());
  TAFFRAIL_RETURN_IF_ERROR(
      ExplainPort(listener.Bind(options.port), options.port));
  Site site(*root, listener.port());

  boost::asio::signal_set signals(io, SIGINT, SIGTERM);
  signals.async_wait([&](boost::system::error_code error, int) {
    if (error) return;
    listener.Stop();
    signals.clear();  // a second signal kills
  });
  listener.Serve(site);

  if (listener.port() != kDefaultPort) {
    fprintf(stderr,
            "taffrail-stub: note: the browser keeps data by address; what was "
            "imported at %s does not show at %s\n",
            CanonicalOrigin(kDefaultPort).c_str(),
            CanonicalOrigin(listener.port()).c_str());
  }
  printf("listening on %s\n", CanonicalOrigin(listener.port()).c_str());
  io.run();
  return {};
}

int Fail(const Status& status, int exit_code) {
  fprintf(stderr, "taffrail-stub: %s\n", status.message().c_str());
  return exit_code;
}

int Main(std::vector<std::string> arguments) {
  setvbuf(stdout, nullptr, _IOLBF, 0);  // scripts wait for the address
  StatusOr<Options> options = ParseOptions(std::move(arguments));
  if (!options.ok()) {
    int exit_code = Fail(options.status(), kExitUsage);
    fprintf(stderr, "taffrail-stub --help explains the usage.\n");
    return exit_code;
  }
  if (options->help) {
    printf("%s", kHelp);
    return 0;
  }
  Status status = Serve(*options);
  return status.ok() ? 0 : Fail(status, kExitFailed);
}

}  // namespace
}  // namespace taffrail

int main(int argc, char** argv) {
  return taffrail::Main(std::vector<std::string>(argv + 1, argv + argc));
}
