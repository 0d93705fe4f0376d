#ifndef TAFFRAIL_CORE_PARSE_TOKEN_SHAPES_H_
#define TAFFRAIL_CORE_PARSE_TOKEN_SHAPES_H_

#include <cstddef>
#include <string_view>

#include "core/parse/lexer.h"

// The shapes of values inside text, each told from its first byte on. Text is
// given as a pointer to bytes that end with Lexer::kPadding zeros; each
// function returns how many bytes the shape takes, 0 when it is not there.
namespace taffrail {

// 8-4-4-4-12 hexadecimal digits with no word byte after them.
size_t MatchUuid(const char* text);

// 10.0.0.1 with an optional :port and /bits.
size_t MatchIpv4(const char* text);

// Groups of hexadecimal digits between colons: a MAC address or an IPv6
// address, as `kind` then says.
size_t MatchColonHex(const char* text, TokenKind* kind);

// "Sun Nov 22 13:24:07 UTC 2026", "22 Nov 2026", "Nov 22": month and day, what
// else people write beside them optional.
size_t MatchWordyDate(const char* text);

// 2026-11-22, 2026/11/22, with a time of day and a zone where they follow.
size_t MatchNumericDate(const char* text);

// The unit at the start of `text`, with what it measures as `kind`.
size_t MatchUnit(const char* text, TokenKind* kind);

// A path from its first slash on, with its query; C:\… from its letter on.
size_t MatchPath(const char* text);
size_t MatchWindowsPath(const char* text);

// What follows "://" until a byte that can be in no URL.
size_t MatchUrlRest(const char* text);

// "word" or 'word' with both quotes: what stands between them has no blanks.
size_t MatchQuotedWord(const char* text);

// How many hexadecimal digits `text` starts with.
size_t HexRun(const char* text);

// Whether there is a month's or weekday's name, perhaps, as MatchWordyDate()
// looks for.
bool MayBeDateName(const char* text);

// Whether all of `text` is hexadecimal digits.
bool IsAllHex(std::string_view text);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_PARSE_TOKEN_SHAPES_H_
