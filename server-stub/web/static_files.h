#ifndef TAFFRAIL_SERVER_STUB_WEB_STATIC_FILES_H_
#define TAFFRAIL_SERVER_STUB_WEB_STATIC_FILES_H_

#include <filesystem>
#include <string>
#include <string_view>

#include "server-stub/web/message.h"

namespace taffrail {

// Answers GET and HEAD from one folder: types, caching, validators, ranges and
// precompressed siblings (app.js.br, app.js.gz). Nothing outside the folder is
// reachable, symbolic links included. It neither writes nor caches: each answer
// opens its file anew, so a rebuilt app is served at once.
//
// Immutable after construction.
class StaticFiles {
 public:
  // `root` has to exist. `origin` is what redirects point into.
  StaticFiles(const std::filesystem::path& root, std::string origin);

  Answer Serve(const Request& request) const;

 private:
  // Opens `relative` below the root and only there; closed when it is not a
  // regular file.
  File Open(const std::filesystem::path& relative) const;

  std::filesystem::path root_;  // canonical
  std::string origin_;
};

// Whether a build put a hash of the content into this name
// ("engine.0123abcd.wasm"), so that it can be cached for ever.
bool HasContentHash(std::string_view file_name);

}  // namespace taffrail

#endif  // TAFFRAIL_SERVER_STUB_WEB_STATIC_FILES_H_
