#include "core/container/desktop_litter.h"

namespace taffrail {

bool IsDesktopLitter(std::string_view path) {
  if (path.starts_with("__MACOSX/") ||
      path.find("/__MACOSX/") != std::string_view::npos) {
    return true;
  }
  const std::string_view name = path.substr(path.rfind('/') + 1);
  return name.starts_with("._") || name == ".DS_Store" || name == "Thumbs.db" ||
         name == "desktop.ini";
}

}  // namespace taffrail
