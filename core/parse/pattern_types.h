#ifndef TAFFRAIL_CORE_PARSE_PATTERN_TYPES_H_
#define TAFFRAIL_CORE_PARSE_PATTERN_TYPES_H_

#include <cstddef>
#include <string_view>

// How far a value of each type of a format's pattern reaches. Every function
// takes the text from where the value would start and gives its length, or
// kNoValue when there is none.
namespace taffrail {

inline constexpr size_t kNoValue = std::string_view::npos;

size_t IntLength(std::string_view text);
size_t IndexLength(std::string_view text);  // Six digits at most.
size_t NumberLength(std::string_view text);
// Of seconds since a machine was started: fewer than those since 1970 that a
// log may state.
size_t UptimeLength(std::string_view text);
size_t HexLength(std::string_view text);
size_t IpLength(std::string_view text);
size_t HostLength(std::string_view text);
size_t UuidLength(std::string_view text);
size_t QuotedLength(std::string_view text);  // With both quotes.
size_t DurationLength(std::string_view text);
size_t EpochLength(std::string_view text);

// Letters, digits and `_ . $ / : @ -`: programs, components, loggers.
bool IsPatternNameByte(char c);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_PARSE_PATTERN_TYPES_H_
