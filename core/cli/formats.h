#ifndef TAFFRAIL_CORE_CLI_FORMATS_H_
#define TAFFRAIL_CORE_CLI_FORMATS_H_

namespace taffrail {

// taffrail formats [FILE | --check FORMAT.json]
int RunFormats(int argc, char** argv);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_CLI_FORMATS_H_
