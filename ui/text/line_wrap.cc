#include "ui/text/line_wrap.h"

#include <algorithm>

namespace taffrail::ui {
namespace {

constexpr std::string_view kPunctuation = ",:;/=&?|";

size_t SkipBlanks(std::string_view text, size_t at) {
  return std::min(text.find_first_not_of(' ', at), text.size());
}

// The whole first character, whatever the room.
size_t FirstCharacter(std::string_view text) {
  size_t length = 1;
  while (length < text.size() && (text[length] & 0xC0) == 0x80) ++length;
  return length;
}

}  // namespace

size_t WrapLength(std::string_view text, size_t fitting) {
  if (fitting >= text.size()) return text.size();
  // Breaking before the first word would gain an empty line only.
  const size_t indent = SkipBlanks(text, 0);
  if (text[fitting] == ' ') return SkipBlanks(text, fitting);
  const std::string_view room = text.substr(0, fitting);
  const size_t blank = room.rfind(' ');
  const size_t word = blank == std::string_view::npos ? 0 : blank + 1;
  const size_t word_end = text.substr(0, word + fitting + 1).find(' ', word);
  const bool too_long =
      word_end == std::string_view::npos && text.size() - word > fitting;
  if (word > indent && !too_long) return word;
  const size_t mark = room.find_last_of(kPunctuation);
  if (mark != std::string_view::npos && mark > std::max(word, indent)) {
    return mark + 1;
  }
  if (word > indent) return word;
  return std::max(fitting, FirstCharacter(text));
}

}  // namespace taffrail::ui
