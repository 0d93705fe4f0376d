#ifndef TAFFRAIL_SERVER_STUB_OPTIONS_H_
#define TAFFRAIL_SERVER_STUB_OPTIONS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/status.h"

namespace taffrail {

// The port the app lives at unless told otherwise.
inline constexpr uint16_t kDefaultPort = 8417;

// What the command line asks for.
struct Options {
  bool help = false;
  std::string root;  // "" is the app folder that belongs to this program
  uint16_t port = kDefaultPort;
};

// Reads the arguments after the program's name. kInvalidArgument is a usage
// error, its message a whole sentence.
StatusOr<Options> ParseOptions(std::vector<std::string> arguments);

// The text of --help.
extern const char kHelp[];

}  // namespace taffrail

#endif  // TAFFRAIL_SERVER_STUB_OPTIONS_H_
