#ifndef TAFFRAIL_CORE_CLI_SOURCE_NAME_H_
#define TAFFRAIL_CORE_CLI_SOURCE_NAME_H_

#include <string_view>

#include "core/base/numbers.h"
#include "core/proto/rpc.pb.h"

namespace taffrail {

// Whether a user who says `name` means the source: by its name or its number.
inline bool IsCalled(const v1::Source& source, std::string_view name) {
  return source.name() == name || ParseInt<uint32_t>(name) == source.id();
}

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_CLI_SOURCE_NAME_H_
