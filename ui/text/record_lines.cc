#include "ui/text/record_lines.h"

#include <algorithm>

namespace taffrail::ui {
namespace {

// Where the engine cuts the message of a row.
constexpr size_t kCutBytes = 4096;

// Whether a line reads like one of a stack of calls: Java, .NET and JavaScript
// say "at", Python "File", Go and Rust the place.
bool IsFrame(std::string_view line) {
  const size_t begin = line.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return false;
  const std::string_view text = line.substr(begin);
  for (const std::string_view start :
       {"at ", "File \"", "Caused by", "goroutine ", "Traceback ", "... ",
        "stack backtrace", "#"}) {
    if (text.starts_with(start)) return true;
  }
  // "\t/src/main.go:42 +0x1d", "main.run(0xc0000)"
  return begin > 0 && text[0] == '/' && text.find(':') != text.npos;
}

}  // namespace

std::string_view FirstLine(std::string_view text) {
  return text.substr(0, text.find_first_of("\r\n"));
}

FollowingLines LinesAfterFirst(std::string_view message,
                               std::span<const uint32_t> marks) {
  FollowingLines lines;
  const size_t first = message.find('\n');
  if (first == std::string_view::npos) return lines;
  std::string_view rest = message.substr(first + 1);
  while (!rest.empty() && (rest.back() == '\n' || rest.back() == '\r')) {
    rest.remove_suffix(1);
  }
  uint32_t frames = 0;
  for (size_t at = 0; at < rest.size();) {
    const size_t end = std::min(rest.find('\n', at), rest.size());
    ++lines.count;
    if (IsFrame(rest.substr(at, end - at))) ++frames;
    at = end + 1;
  }
  lines.more = message.size() >= kCutBytes;
  // Between the frames there may be source lines and messages.
  lines.stack = frames > 0 && frames * 3 >= lines.count;
  for (size_t i = 0; i + 1 < marks.size(); i += 2) {
    lines.marked |= lines.count > 0 && marks[i] + marks[i + 1] > first;
  }
  return lines;
}

std::string FollowingText(const FollowingLines& lines) {
  std::string text = std::to_string(lines.count);
  if (lines.more) text += '+';
  const char* noun = lines.count == 1 && !lines.more ? "line" : "lines";
  if (!lines.stack) return text + " more " + noun;
  return text + " " + noun + " of stack";
}

}  // namespace taffrail::ui
