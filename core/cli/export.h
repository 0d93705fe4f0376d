#ifndef TAFFRAIL_CORE_CLI_EXPORT_H_
#define TAFFRAIL_CORE_CLI_EXPORT_H_

namespace taffrail {

// taffrail export --store DIR SOURCE
int RunExport(int argc, char** argv);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_CLI_EXPORT_H_
