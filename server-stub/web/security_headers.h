#ifndef TAFFRAIL_SERVER_STUB_WEB_SECURITY_HEADERS_H_
#define TAFFRAIL_SERVER_STUB_WEB_SECURITY_HEADERS_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "server-stub/web/message.h"

namespace taffrail {

// The one origin the app lives at. The browser keeps what it stores by origin,
// so every other name for this server leads here.
std::string CanonicalOrigin(uint16_t port);

// The fields that go on every answer, errors and worker scripts included: a
// worker does not inherit its page's policy but takes it from its own script.
Fields SecurityHeaders(uint16_t port);

enum class HostName {
  kCanonical,  // localhost
  kAlias,      // 127.0.0.1 or [::1]
  kForeign,    // a name an attacker's DNS may have pointed at us
};

// What a Host field's value names, for a server on `port`.
HostName ClassifyHost(std::string_view host, uint16_t port);

}  // namespace taffrail

#endif  // TAFFRAIL_SERVER_STUB_WEB_SECURITY_HEADERS_H_
