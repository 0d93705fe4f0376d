#include "core/parse/loose_severity.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "core/base/ascii.h"
#include "core/parse/script.h"
#include "core/parse/severity.h"

namespace taffrail {
namespace {

// What stands further in is a message.
constexpr size_t kReach = 160;
constexpr int kMaxWordsBefore = 3;
constexpr size_t kLongestKey = 16;

// Of a name or number, which is one word with its dots and dashes.
bool IsWordPart(char c) {
  return IsLetter(c) || IsDigit(c) || c == '_' || c == '.' || c == '-' ||
         static_cast<unsigned char>(c) >= 0x80;
}

bool IsSeverityKey(std::string_view word) {
  constexpr std::array<std::string_view, 6> kKeys = {
      "level", "lvl", "severity", "sev", "loglevel", "log_level"};
  return word.size() <= kLongestKey &&
         std::find(kKeys.begin(), kKeys.end(), FoldCase(word)) != kKeys.end();
}

}  // namespace

LooseSeverity FindLooseSeverity(std::string_view after_time) {
  const std::string_view text = after_time.substr(0, kReach);
  int words = 0;
  bool after_tag = false;   // The last word was `app:` or `app[31]:`.
  bool in_message = false;  // From here on only `level=…` is meant.
  size_t at = 0;
  while (at < text.size()) {
    if (!IsWordPart(text[at])) {
      ++at;
      continue;
    }
    size_t end = at;
    while (end < text.size() && IsWordPart(text[end])) ++end;
    const std::string_view word = text.substr(at, end - at);
    const char next = end < text.size() ? text[end] : '\0';
    if ((next == '=' || next == ':') && IsSeverityKey(word)) {
      size_t value = end + 1;
      while (value < text.size() &&
             (text[value] == '"' || text[value] == ' ')) {
        ++value;
      }
      size_t value_end = value;
      while (value_end < text.size() && IsLetter(text[value_end])) ++value_end;
      const uint8_t severity =
          ParseSeverity(text.substr(value, value_end - value));
      if (value_end < text.size() && text[value_end] == '"') ++value_end;
      return {severity, at, value_end};
    }
    const bool capitals =
        word.size() > 2 && IsUpper(word.front()) && IsUpper(word.back());
    if (!in_message && (capitals || (after_tag && next == ':'))) {
      if (const uint8_t severity = ParseSeverity(word)) {
        return {severity, at, end};
      }
    }
    if (after_tag || ++words > kMaxWordsBefore) in_message = true;
    // A process id belongs to the tag.
    size_t tag_end = end;
    if (next == '[') {
      const size_t close = text.find(']', end);
      if (close != text.npos) tag_end = close + 1;
    }
    after_tag = text.substr(tag_end).starts_with(": ");
    at = tag_end;
  }
  return {};
}

size_t SkipSeverity(std::string_view text, size_t end) {
  constexpr std::string_view kClosing = "])}>*\"'";
  constexpr std::string_view kSeparators = ":;|,/-";
  while (end < text.size() && kClosing.find(text[end]) != kClosing.npos) ++end;
  const size_t next = std::min(text.find_first_not_of(" \t", end), text.size());
  if (next >= text.size()) return next;
  // After blanks a slash or dash may be of the message.
  const bool separates =
      kSeparators.find(text[next]) != kSeparators.npos &&
      (next == end || next + 1 == text.size() || IsBlank(text[next + 1]));
  return separates
             ? std::min(text.find_first_not_of(" \t", next + 1), text.size())
             : next;
}

}  // namespace taffrail
