#ifndef TAFFRAIL_CORE_PARSE_SCRIPT_H_
#define TAFFRAIL_CORE_PARSE_SCRIPT_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/utf8.h"

// What searching has to know of characters: which are in words, how words are
// told apart, and which letters are the same in another case.
namespace taffrail {

enum class Script : uint8_t {
  kSeparator,  // Punctuation, symbols, spaces.
  kSpaced,     // Words have spaces around them: Latin, Greek, Cyrillic, …
  kUnspaced,   // They need not: Han, Kana, Hangul, Thai, Lao, Khmer, Burmese.
};

inline bool IsAscii(std::string_view text) {
  for (char c : text) {
    if (c & '\x80') return false;
  }
  return true;
}

// Of the character that `text` starts with. Bytes in no well-formed character
// are kSpaced.
Script ScriptAt(std::string_view text);

// Of the character that ends where `text` does.
Script ScriptBefore(std::string_view text);

// How many bytes the first character has; 1 in what is no UTF-8.
inline size_t CharacterLength(std::string_view text) {
  const size_t length = Utf8SequenceLength(text);
  return length == 0 ? 1 : length;
}

// Whether a word goes on across byte `at` of `text`.
bool WordGoesOn(std::string_view text, size_t at);

// Calls f(part, script) for the maximal parts of one script, in order. All of
// ASCII is kSpaced here: the text has been cut at what else it may be.
template <class F>
void ForEachScriptRun(std::string_view text, F&& f) {
  const auto script_at = [](std::string_view rest) {
    return static_cast<unsigned char>(rest[0]) < 0x80 ? Script::kSpaced
                                                      : ScriptAt(rest);
  };
  while (!text.empty()) {
    const Script script = script_at(text);
    size_t length = CharacterLength(text);
    while (length < text.size() && script_at(text.substr(length)) == script) {
      length += CharacterLength(text.substr(length));
    }
    f(text.substr(0, length), script);
    text.remove_prefix(length);
  }
}

// Writes `text` in lower case to `to`, each character as many bytes long as it
// was (letters whose lower case is of another length stay), so that places in
// both are the same; kLaneBytes more must have room there. Diacritics stay.
// Returns whether it is more than ASCII.
bool FoldCaseInto(std::string_view text, char* to);

std::string FoldCase(std::string_view text);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_PARSE_SCRIPT_H_
