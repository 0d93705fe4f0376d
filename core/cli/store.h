#ifndef TAFFRAIL_CORE_CLI_STORE_H_
#define TAFFRAIL_CORE_CLI_STORE_H_

namespace taffrail {

// taffrail store --store DIR
int RunStore(int argc, char** argv);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_CLI_STORE_H_
