#ifndef TAFFRAIL_SERVER_STUB_WEB_SITE_H_
#define TAFFRAIL_SERVER_STUB_WEB_SITE_H_

#include <cstdint>
#include <filesystem>
#include <string>

#include "server-stub/web/message.h"
#include "server-stub/web/static_files.h"

namespace taffrail {

// What the stub answers to a request: who may ask, by what name, and what is
// there. It knows nothing of sockets. Every answer it hands out carries the
// security fields, so sessions take even their own refusals from here.
//
// Immutable after construction; has to outlive the listener that serves it.
class Site {
 public:
  // Serves the folder `root`, which has to exist, on `port`.
  Site(const std::filesystem::path& root, uint16_t port);

  Answer Handle(const Request& request) const;

  // The answer to what never became a request.
  Answer Refuse(unsigned status, std::string sentence) const;

 private:
  Answer Route(const Request& request) const;
  Answer Secured(Answer answer) const;

  uint16_t port_;
  Fields security_fields_;
  StaticFiles files_;
};

}  // namespace taffrail

#endif  // TAFFRAIL_SERVER_STUB_WEB_SITE_H_
