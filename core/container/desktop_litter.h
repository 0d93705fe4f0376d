#ifndef TAFFRAIL_CORE_CONTAINER_DESKTOP_LITTER_H_
#define TAFFRAIL_CORE_CONTAINER_DESKTOP_LITTER_H_

#include <string_view>

namespace taffrail {

// Whether a file in an archive is one that a desktop put beside the user's:
// the resource forks and folder settings of macOS, Windows' thumbnails.
bool IsDesktopLitter(std::string_view path);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_CONTAINER_DESKTOP_LITTER_H_
