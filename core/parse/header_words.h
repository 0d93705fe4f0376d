#ifndef TAFFRAIL_CORE_PARSE_HEADER_WORDS_H_
#define TAFFRAIL_CORE_PARSE_HEADER_WORDS_H_

#include <cstddef>
#include <string_view>

#include "core/parse/text_header.h"
#include "core/parse/timestamp.h"

// The pieces that text headers are made of.
namespace taffrail {

inline constexpr size_t kMaxNameBytes = 96;

// How the time on a line was found, which says what may come after it.
struct TimePlace {
  bool bracketed = false;
  bool logcat = false;  // The severity is a single letter.
};

// The first index at or after `at` that is no blank.
size_t SkipBlanks(std::string_view line, size_t at);

// The word at `at`, up to the next blank.
std::string_view WordAt(std::string_view line, size_t at);

bool IsAllDigits(std::string_view word);

// Could be the name of a program, component or logger.
bool IsName(std::string_view word);

// The severity that a word is by its form as well as its letters: in capitals,
// in brackets, or before a colon. With `bare`, small letters will do.
uint8_t SeverityOfWord(std::string_view word, bool bare);

// Reads a syslog tag at `at`: `prog:`, `prog(part)[pid]:`, `prog 1.4:`,
// `Two Words[pid]:`, `prog[pid] (label):`. Sets service and process and returns
// where the message starts; 0, and nothing is set, when there is none.
size_t ReadTag(std::string_view line, size_t at, bool pid_required,
               TextHeader* header);

// Reads process id, thread, severity and component between a time and the
// message, in whatever order, and sets the body. What leads to neither a
// severity nor a component belongs to the message.
void ReadWords(std::string_view line, size_t at, TimePlace place,
               TextHeader* header);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_PARSE_HEADER_WORDS_H_
