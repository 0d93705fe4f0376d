#ifndef TAFFRAIL_CORE_CLI_CAPTURED_RUN_H_
#define TAFFRAIL_CORE_CLI_CAPTURED_RUN_H_

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace taffrail {

// For tests: what a command said and how it ended.
struct CapturedRun {
  int exit;
  std::string out;
  std::string error;
};

inline CapturedRun RunCaptured(int (*command)(int, char**),
                               std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "command");
  std::vector<char*> argv;
  for (std::string& argument : arguments) argv.push_back(argument.data());
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  CapturedRun run;
  run.exit = command(static_cast<int>(argv.size()), argv.data());
  run.out = testing::internal::GetCapturedStdout();
  run.error = testing::internal::GetCapturedStderr();
  return run;
}

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_CLI_CAPTURED_RUN_H_
