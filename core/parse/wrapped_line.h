#ifndef TAFFRAIL_CORE_PARSE_WRAPPED_LINE_H_
#define TAFFRAIL_CORE_PARSE_WRAPPED_LINE_H_

#include <optional>
#include <string>
#include <string_view>

namespace taffrail {

// A line that a program wrote, out of the line that the container runtime made
// of it.
struct WrappedLine {
  std::string_view text;  // Without its terminator.
  char stream = 0;        // 'o' for stdout, 'e' for stderr.
  bool partial = false;   // The next line of the stream goes on with it.
};

// What is inside `line` if it is one of Kubernetes' CRI log files or of
// Docker's json-file driver. Only what has escapes is copied, into `unescaped`.
// Reads no more than that; to read the rest is for the format.
std::optional<WrappedLine> UnwrapLine(std::string_view line,
                                      std::string* unescaped);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_PARSE_WRAPPED_LINE_H_
