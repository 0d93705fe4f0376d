#ifndef TAFFRAIL_CORE_WIRE_VERSION_SKEW_H_
#define TAFFRAIL_CORE_WIRE_VERSION_SKEW_H_

#include <string>
#include <string_view>

#include "core/base/status.h"

namespace taffrail {

// What a message has that this version does not know and cannot skip. It is
// not damaged, and can be read after an update.
inline Status WrittenByNewer(std::string_view message, std::string_view what) {
  return FailedPrecondition(
      std::string(message) +
      " was written by a newer Taffrail; reload or update this one: it has " +
      std::string(what));
}

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_WIRE_VERSION_SKEW_H_
