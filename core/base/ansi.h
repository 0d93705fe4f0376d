#ifndef TAFFRAIL_CORE_BASE_ANSI_H_
#define TAFFRAIL_CORE_BASE_ANSI_H_

#include <string>
#include <string_view>

// Terminal escape sequences (ECMA-48): colours and the like in the logs of
// programs that believed they wrote to a screen. They are kept in what is
// stored and taken out of what is parsed, indexed and matched.
namespace taffrail {

inline bool HasEscapes(std::string_view text) {
  return text.find('\x1b') != std::string_view::npos;
}

// Length of the whole sequence at the start of `text`, 0 when there is none: a
// control sequence (ESC [ … final byte) or an operating system command (ESC ]
// … BEL or ESC \). A lone ESC is no sequence.
size_t EscapeLength(std::string_view text);

// `text` without its sequences: itself when it has none, else `*buffer`, which
// is overwritten.
std::string_view WithoutEscapes(std::string_view text, std::string* buffer);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_BASE_ANSI_H_
