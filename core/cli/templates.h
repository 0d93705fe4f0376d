#ifndef TAFFRAIL_CORE_CLI_TEMPLATES_H_
#define TAFFRAIL_CORE_CLI_TEMPLATES_H_

namespace taffrail {

// taffrail templates FILE...
int RunTemplates(int argc, char** argv);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_CLI_TEMPLATES_H_
