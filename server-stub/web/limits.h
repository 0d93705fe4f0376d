#ifndef TAFFRAIL_SERVER_STUB_WEB_LIMITS_H_
#define TAFFRAIL_SERVER_STUB_WEB_LIMITS_H_

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace taffrail {

// What one client may cost. A browser opens six connections to an origin and
// sends header fields of about 1 KiB.
struct Limits {
  uint32_t header_bytes = 16 * 1024;
  size_t connections = 256;
  // From the end of one answer (or the connection) to the next whole request.
  std::chrono::milliseconds request{30'000};
  // For a client to take 64 KiB of an answer.
  std::chrono::milliseconds write{30'000};
  // How long answers under way may go on once the server is told to stop.
  std::chrono::milliseconds drain{5'000};
};

}  // namespace taffrail

#endif  // TAFFRAIL_SERVER_STUB_WEB_LIMITS_H_
