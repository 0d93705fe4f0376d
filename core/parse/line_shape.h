#ifndef TAFFRAIL_CORE_PARSE_LINE_SHAPE_H_
#define TAFFRAIL_CORE_PARSE_LINE_SHAPE_H_

#include <cstdint>
#include <string_view>

namespace taffrail {

// What the look of a line alone says of its place in a record.
enum class LineShape : uint8_t {
  // Nothing: its header, if it has one, decides.
  kPlain,
  // It goes on with the line before: indented, empty, a closing bracket, a
  // stack frame, a cause.
  kContinuation,
  // The same, and more of its kind hang on it: the head of a stack trace.
  kTraceHead,
};

// `line` comes without its terminator and without escape sequences.
LineShape ShapeOf(std::string_view line);

// An indented line of a trace whose last line, not indented, names the error
// (Python, Ruby; not Java, where the name comes first).
bool IsTraceBody(std::string_view line);
// `ValueError: text`, `package.mod.TimeoutException`: what ends such a trace.
bool NamesError(std::string_view line);

// What stands between the traces of errors that led to one another (Python).
bool ChainsErrors(std::string_view line);

inline bool IsIndented(std::string_view line) {
  return line.starts_with(' ') || line.starts_with('\t');
}

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_PARSE_LINE_SHAPE_H_
