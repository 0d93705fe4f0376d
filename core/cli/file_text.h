#ifndef TAFFRAIL_CORE_CLI_FILE_TEXT_H_
#define TAFFRAIL_CORE_CLI_FILE_TEXT_H_

#include <string>

#include "core/base/status.h"

namespace taffrail {

// The whole file; an error names it.
StatusOr<std::string> ReadFileText(const std::string& path);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_CLI_FILE_TEXT_H_
