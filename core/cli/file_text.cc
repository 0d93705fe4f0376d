#include "core/cli/file_text.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

namespace taffrail {

StatusOr<std::string> ReadFileText(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return NotFound(std::string(strerror(errno)) + ": " + path);
  std::string text((std::istreambuf_iterator<char>(file)), {});
  // A folder opens like a file and fails here.
  if (file.bad()) return Unavailable("it could not be read: " + path);
  return text;
}

}  // namespace taffrail
