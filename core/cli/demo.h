#ifndef TAFFRAIL_CORE_CLI_DEMO_H_
#define TAFFRAIL_CORE_CLI_DEMO_H_

namespace taffrail {

// `taffrail demo`: writes the log of an invented shop. Returns the exit code.
int RunDemo(int argc, char** argv);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_CLI_DEMO_H_
