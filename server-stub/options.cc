#include "server-stub/options.h"

#include <getopt.h>

#include <optional>

#include "core/base/numbers.h"

namespace taffrail {

const char kHelp[] =
    R"(Usage: taffrail-stub serve [--root DIR] [--port N]

Serves the Taffrail app to the browsers of this machine, and to nobody else:
it listens on 127.0.0.1 and ::1. Open the address it prints.

  --root DIR   the app folder, which has an index.html (default: the one that
               was built or installed with this program)
  --port N     the port, 8417 unless given; 0 takes any free one, for tests.
               What you import is kept by the browser for one address, port
               included: at another port the app starts empty, and finds your
               data again when it is back at the first.
  --help       this text

It runs in the foreground. Ctrl+C or SIGTERM stops it: answers under way are
finished, and what you imported stays in the browser.

Exit status: 0 stopped as asked, 1 could not serve, 2 wrong usage.
)";

StatusOr<Options> ParseOptions(std::vector<std::string> arguments) {
  constexpr option kOptions[] = {{"root", required_argument, nullptr, 'r'},
                                 {"port", required_argument, nullptr, 'p'},
                                 {"help", no_argument, nullptr, 'h'},
                                 {nullptr, 0, nullptr, 0}};
  std::string program = "taffrail-stub";
  std::vector<char*> argv = {program.data()};
  for (std::string& argument : arguments) argv.push_back(argument.data());
  argv.push_back(nullptr);
  int argc = static_cast<int>(argv.size()) - 1;

  Options options;
  optind = 0;  // starts afresh, in GNU's and BSD's getopt alike
  int found;
  while ((found = getopt_long(argc, argv.data(), ":h", kOptions, nullptr)) !=
         -1) {
    switch (found) {
      case 'h':
        options.help = true;
        return options;
      case 'r':
        options.root = optarg;
        break;
      case 'p': {
        std::optional<uint16_t> port = ParseInt<uint16_t>(optarg);
        if (!port) {
          return InvalidArgument(
              std::string("--port needs a number from 1 to 65535, not ") +
              optarg);
        }
        options.port = *port;
        break;
      }
      case ':':
        return InvalidArgument(std::string("a value is missing after ") +
                               argv[optind - 1]);
      default: {
        // getopt names a bad letter; a bad word is the one it just passed.
        bool is_word = optopt == 0 || optopt == 'h';
        return InvalidArgument(
            "there is no option " +
            (is_word ? std::string(argv[optind - 1])
                     : std::string("-") + static_cast<char>(optopt)));
      }
    }
  }
  if (optind == argc) {
    return InvalidArgument("a command is missing: taffrail-stub serve");
  }
  if (argv[optind] != std::string("serve")) {
    return InvalidArgument(std::string("the one command is \"serve\", not ") +
                           argv[optind]);
  }
  if (optind + 1 != argc) {
    return InvalidArgument(std::string("\"serve\" takes options only, not ") +
                           argv[optind + 1]);
  }
  return options;
}

}  // namespace taffrail
