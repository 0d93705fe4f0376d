#ifndef TAFFRAIL_CORE_ENGINE_FILE_CHECK_H_
#define TAFFRAIL_CORE_ENGINE_FILE_CHECK_H_

#include <string_view>

#include "core/base/status.h"

namespace taffrail {

// How much of a file's beginning CheckLooksLikeText wants.
inline constexpr uint32_t kFileHeadBytes = 64 * 1024;

// Whether a file that begins with `head` can be read as a log; when not, the
// message says what it is and what to do.
Status CheckLooksLikeText(std::string_view name, std::string_view head);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_ENGINE_FILE_CHECK_H_
