#ifndef TAFFRAIL_CORE_CLI_PARSE_H_
#define TAFFRAIL_CORE_CLI_PARSE_H_

namespace taffrail {

// taffrail parse FILE
int RunParse(int argc, char** argv);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_CLI_PARSE_H_
