#include "server-stub/web/security_headers.h"

#include <algorithm>

namespace taffrail {
namespace {

constexpr uint16_t kHttpPort = 80;  // the one a browser leaves out of Host

std::string PortSuffix(uint16_t port) {
  return port == kHttpPort ? "" : ":" + std::to_string(port);
}

}  // namespace

std::string CanonicalOrigin(uint16_t port) {
  return "http://localhost" + PortSuffix(port);
}

Fields SecurityHeaders(uint16_t port) {
  std::string policy =
      "default-src 'self'; "
      "script-src 'self' 'wasm-unsafe-eval'; "
      "style-src 'self'; "
      "worker-src 'self'; "
      "connect-src 'self' " +
      CanonicalOrigin(port) + " http://127.0.0.1" + PortSuffix(port) +
      "; "
      "img-src 'self' blob: data:; "
      "object-src 'none'; "
      "base-uri 'none'; "
      "frame-ancestors 'none'";
  return {{"Content-Security-Policy", std::move(policy)},
          {"X-Content-Type-Options", "nosniff"},
          {"Cross-Origin-Resource-Policy", "same-origin"},
          {"Referrer-Policy", "no-referrer"}};
}

HostName ClassifyHost(std::string_view host, uint16_t port) {
  std::string name(host);
  std::transform(name.begin(), name.end(), name.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  std::string suffix = PortSuffix(port);
  if (name == "localhost" + suffix) return HostName::kCanonical;
  if (name == "127.0.0.1" + suffix || name == "[::1]" + suffix) {
    return HostName::kAlias;
  }
  return HostName::kForeign;
}

}  // namespace taffrail
