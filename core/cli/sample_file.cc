#include "core/cli/sample_file.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <string_view>
#include <vector>

#include "core/parse/civil.h"
#include "core/parse/line_splitter.h"

namespace taffrail {

StatusOr<std::string> ReadFileText(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return NotFound(std::string(strerror(errno)) + ": " + path);
  std::string text((std::istreambuf_iterator<char>(file)), {});
  // A folder opens like a file and fails here.
  if (file.bad()) return Unavailable("it could not be read: " + path);
  return text;
}

TimeContext TimeContextOf(const std::string& path) {
  TimeContext context;
  struct stat status;
  if (stat(path.c_str(), &status) == 0) {
    context.reference_ns = int64_t{status.st_mtime} * kNsPerSecond;
  }
  return context;
}

Detection DetectTextFormat(const FormatRegistry& registry,
                           const std::string& text,
                           const TimeContext& context) {
  std::vector<std::string_view> sample;
  std::string_view rest = text;
  while (!rest.empty() && sample.size() < kMaxSampleRecords) {
    const size_t end = std::min(rest.find('\n'), rest.size() - 1) + 1;
    sample.push_back(WithoutTerminator(rest.substr(0, end)));
    rest.remove_prefix(end);
  }
  return DetectFormat(registry, sample, context);
}

}  // namespace taffrail
