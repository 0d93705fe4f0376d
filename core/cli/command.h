#ifndef TAFFRAIL_CORE_CLI_COMMAND_H_
#define TAFFRAIL_CORE_CLI_COMMAND_H_

// What a subcommand of `taffrail` is.
namespace taffrail {

// The exit codes, which scripts rely on.
inline constexpr int kExitOk = 0;
inline constexpr int kExitNoMatch = 1;
inline constexpr int kExitUsage = 2;
// What could be read was read, and the rest was counted.
inline constexpr int kExitBadData = 3;

struct Command {
  const char* name;
  const char* help;  // One line.
  // argv[0] is the command's name. Returns the exit code.
  int (*run)(int argc, char** argv);
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_CLI_COMMAND_H_
