#include "core/parse/line_shape.h"

#include <algorithm>

#include "core/base/ascii.h"

namespace taffrail {
namespace {

bool IsNameByte(char c) {
  return IsDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         c == '_' || c == '.';
}

// Java, JavaScript: `at com.shop.Cart.add(Cart.java:17)`, written by programs
// that trim their lines.
bool IsFrame(std::string_view line) {
  return line.starts_with("at ") && line.ends_with(')') &&
         line.find('(') != std::string_view::npos;
}

// Go: `main.(*Cart).Add(0xc000012120, 0x2)` above the line with its file.
bool IsGoFrame(std::string_view line) {
  if (!line.ends_with(')') && !line.ends_with("...)")) return false;
  const size_t open = line.find('(');
  if (open == std::string_view::npos || open == 0) return false;
  const std::string_view name = line.substr(0, open);
  const auto is_path = [](char c) {
    return IsNameByte(c) || c == '/' || c == '-' || c == '[' || c == ']';
  };
  return name.find('.') != std::string_view::npos &&
         std::all_of(name.begin(), name.end(), is_path);
}

// `... 12 more`, `... 3 common frames omitted`
bool IsOmission(std::string_view line) {
  return line.size() > 4 && line.starts_with("... ") && IsDigit(line[4]);
}

bool IsGoroutine(std::string_view line) {
  constexpr std::string_view kHead = "goroutine ";
  return line.starts_with(kHead) && line.size() > kHead.size() &&
         IsDigit(line[kHead.size()]) &&
         line.find('[') != std::string_view::npos;
}

// ` 9:05:07 text`: the hour of a time of day, padded.
bool IsPaddedClock(std::string_view line) {
  return line.size() > 8 && IsDigit(line[1]) && line[2] == ':' &&
         IsDigit(line[3]) && IsDigit(line[4]) && line[5] == ':' &&
         IsDigit(line[6]) && IsDigit(line[7]) && !IsDigit(line[8]);
}

LineShape If(bool continues) {
  return continues ? LineShape::kContinuation : LineShape::kPlain;
}

LineShape IfHead(bool heads) {
  return heads ? LineShape::kTraceHead : LineShape::kPlain;
}

}  // namespace

LineShape ShapeOf(std::string_view line) {
  if (line.empty()) return LineShape::kContinuation;
  switch (line[0]) {
    case ' ':
      return IsPaddedClock(line) ? LineShape::kPlain : LineShape::kContinuation;
    case '\t':
    case '}':
    case ']':
    case ')':
      return LineShape::kContinuation;
    case '.':
      return If(IsOmission(line));
    case '-':
      // .NET
      return If(line.starts_with("--- End of ") || line.starts_with("---> "));
    case 'C':
      return If(line.starts_with("Caused by: "));
    case 'D':
      return If(ChainsErrors(line));
    case 'S':
      return If(line.starts_with("Suppressed: "));
    case 'T':
      if (ChainsErrors(line)) return LineShape::kContinuation;
      return IfHead(line.starts_with("Traceback (most recent call "));
    case 'a':
      if (IsFrame(line)) return LineShape::kContinuation;
      break;
    case 'c':
      if (line.starts_with("created by ")) return LineShape::kContinuation;
      break;
    case 'e':
      if (line.starts_with("exit status ")) return LineShape::kContinuation;
      break;
    case 'g':
      if (IsGoroutine(line)) return LineShape::kTraceHead;
      break;
    case 'n':
      // Rust
      if (line.starts_with("note: run with `RUST_BACKTRACE") ||
          line.starts_with("note: Some details are omitted")) {
        return LineShape::kContinuation;
      }
      break;
    case 's':
      if (line == "stack backtrace:") return LineShape::kTraceHead;
      break;
    default:
      break;
  }
  return If(IsGoFrame(line));
}

bool IsTraceBody(std::string_view line) {
  if (!IsIndented(line)) return false;
  line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
  return !line.empty() && !line.starts_with("at ") &&
         !line.starts_with("... ") && !line.starts_with('}');
}

bool ChainsErrors(std::string_view line) {
  return line.starts_with("During handling of the above exception") ||
         line.starts_with("The above exception was ");
}

bool NamesError(std::string_view line) {
  const size_t end = static_cast<size_t>(
      std::find_if_not(line.begin(), line.end(), IsNameByte) - line.begin());
  if (end < line.size() && line[end] != ':') return false;
  const std::string_view name = line.substr(0, end);
  for (const std::string_view tail :
       {"Error", "Exception", "Warning", "Interrupt", "Exit", "Failure"}) {
    if (name.ends_with(tail)) return true;
  }
  return false;
}

}  // namespace taffrail
