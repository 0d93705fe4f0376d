#include "core/parse/wrapped_line.h"

#include "core/parse/unescape.h"

namespace taffrail {
namespace {

// Docker cuts lines after so many bytes; one that lacks its end for another
// reason, such as the program's, is shorter.
constexpr size_t kDockerPieceBytes = 16 * 1024;
constexpr std::string_view kDockerHead = "{\"log\":\"";
constexpr std::string_view kDockerStream = ",\"stream\":\"std";

// `2026-11-22T13:24:07.418203177Z stdout F text`
std::optional<WrappedLine> UnwrapCri(std::string_view line) {
  constexpr size_t kShortestTime = 20;
  constexpr size_t kLongestTime = 35;
  if (line.size() < kShortestTime || line[4] != '-' || line[10] != 'T') {
    return std::nullopt;
  }
  const size_t time = line.substr(0, kLongestTime + 1).find(' ');
  if (time == line.npos) return std::nullopt;
  std::string_view rest = line.substr(time + 1);
  WrappedLine wrapped;
  if (rest.starts_with("stdout ")) {
    wrapped.stream = 'o';
  } else if (rest.starts_with("stderr ")) {
    wrapped.stream = 'e';
  } else {
    return std::nullopt;
  }
  rest.remove_prefix(7);
  // A tag may be followed by others after colons.
  const std::string_view tag = rest.substr(0, rest.find(' '));
  if (!tag.starts_with('F') && !tag.starts_with('P')) return std::nullopt;
  if (tag.size() > 1 && tag[1] != ':') return std::nullopt;
  wrapped.partial = tag[0] == 'P';
  if (rest.size() > tag.size()) wrapped.text = rest.substr(tag.size() + 1);
  return wrapped;
}

// `{"log":"text\n","stream":"stdout",…}`: the driver writes it in this order.
std::optional<WrappedLine> UnwrapDocker(std::string_view line,
                                        std::string* unescaped) {
  const size_t start = kDockerHead.size();
  size_t end = line.find_first_of("\"\\", start);
  bool escapes = false;
  while (end != line.npos && line[end] == '\\') {
    escapes |=
        end + 2 >= line.size() || line[end + 1] != 'n' || line[end + 2] != '"';
    end = line.find_first_of("\"\\", end + 2);
  }
  if (end == line.npos) return std::nullopt;
  const std::string_view after = line.substr(end + 1);
  if (!after.starts_with(kDockerStream)) return std::nullopt;
  const std::string_view stream = after.substr(kDockerStream.size());
  WrappedLine wrapped;
  if (stream.starts_with("out\"")) {
    wrapped.stream = 'o';
  } else if (stream.starts_with("err\"")) {
    wrapped.stream = 'e';
  } else {
    return std::nullopt;
  }
  wrapped.text = line.substr(start, end - start);
  if (wrapped.text.ends_with("\\n")) {
    wrapped.text.remove_suffix(2);
  } else {
    wrapped.partial = wrapped.text.size() >= kDockerPieceBytes;
  }
  if (escapes) {
    unescaped->clear();
    if (!AppendUnescaped(wrapped.text, unescaped)) return std::nullopt;
    wrapped.text = *unescaped;
  }
  if (wrapped.text.ends_with('\r')) wrapped.text.remove_suffix(1);
  return wrapped;
}

}  // namespace

std::optional<WrappedLine> UnwrapLine(std::string_view line,
                                      std::string* unescaped) {
  if (line.empty()) return std::nullopt;
  if (line[0] >= '0' && line[0] <= '9') return UnwrapCri(line);
  if (line.starts_with(kDockerHead)) return UnwrapDocker(line, unescaped);
  return std::nullopt;
}

}  // namespace taffrail
