#include "core/cli/zone_file.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include "core/base/tzif.h"

namespace taffrail {
namespace {

constexpr char kFolder[] = "/usr/share/zoneinfo";
constexpr char kLocal[] = "/etc/localtime";

// Names of zones, so that none leads out of the folder.
bool IsZoneName(std::string_view name) {
  const auto plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || c == '/' || c == '_' || c == '-' ||
           c == '+';
  };
  return !name.empty() && name.front() != '/' &&
         std::ranges::all_of(name, plain);
}

}  // namespace

StatusOr<TimeZone> LoadZone(std::string_view name) {
  if (name == "UTC") return TimeZone();
  std::string path = kLocal;
  const char* own = std::getenv("TZ");
  if (name == "local" && own != nullptr && IsZoneName(own)) name = own;
  if (name != "local") {
    if (!IsZoneName(name)) {
      return InvalidArgument("This is no time zone: " + std::string(name));
    }
    const char* folder = std::getenv("TZDIR");
    path = std::string(folder != nullptr ? folder : kFolder) + "/" +
           std::string(name);
  }
  std::ifstream file(path, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  if (!file || bytes.empty()) {
    if (name == "local") return TimeZone();  // A machine without one.
    return NotFound("This machine does not know the time zone " +
                    std::string(name));
  }
  return ParseTzif(bytes);
}

}  // namespace taffrail
