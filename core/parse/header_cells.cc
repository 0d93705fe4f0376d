#include "core/parse/header_cells.h"

#include "core/base/ascii.h"
#include "core/parse/header_words.h"

namespace taffrail {
namespace {

constexpr int kMaxCells = 8;

std::string_view Trimmed(std::string_view text) {
  while (!text.empty() && IsBlank(text.front())) text.remove_prefix(1);
  while (!text.empty() && IsBlank(text.back())) text.remove_suffix(1);
  return text;
}

// A pair, such as `mod:PUMP`, is part of the message.
bool IsPlainName(std::string_view text) {
  return IsName(text) && text.find(':') == text.npos;
}

}  // namespace

bool ReadCells(std::string_view line, size_t at, TextHeader* header) {
  const char separator = line[at];
  TextHeader read = *header;
  size_t body = 0;
  std::string_view name;
  for (int cells = 0; cells < kMaxCells; ++cells) {
    const size_t start = at + 1;
    const size_t end =
        line.substr(0, start + kMaxNameBytes).find(separator, start);
    // What no other cell follows is the message.
    if (end == line.npos) break;
    const std::string_view cell = Trimmed(line.substr(start, end - start));
    const uint8_t severity =
        read.severity == 0 ? SeverityOfWord(cell, /*bare=*/true) : uint8_t{0};
    if (severity != 0) {
      read.severity = severity;
    } else if (IsAllDigits(cell)) {
      (read.process.empty() ? read.process : read.thread) = cell;
    } else if (IsPlainName(cell) && name.empty() && read.service.empty()) {
      name = cell;
    } else if (!cell.empty()) {
      break;
    }
    at = end;
    if (read.severity != 0) body = end + 1;
  }
  if (body == 0) return false;
  if (read.service.empty()) read.service = name;
  read.body = line.substr(SkipBlanks(line, body));
  *header = read;
  return true;
}

}  // namespace taffrail
