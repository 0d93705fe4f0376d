#ifndef TAFFRAIL_CORE_CLI_DEMO_TEXT_H_
#define TAFFRAIL_CORE_CLI_DEMO_TEXT_H_

#include <cstdint>
#include <string>
#include <string_view>

// The small pieces of text that demo lines are made of.
namespace taffrail {

void AppendNumber(uint64_t number, std::string* out);

// At least `width` digits, with zeros before.
void AppendPadded(uint64_t number, int width, std::string* out);

// 16 hexadecimal digits.
void AppendHex(uint64_t word, std::string* out);

struct TimeStyle {
  char date_separator;    // '-' or '/'
  char date_end;          // 'T' or ' '
  char fraction_mark;     // '.' or ','
  bool microseconds;      // Else milliseconds.
  std::string_view zone;  // "Z", " UTC", …
};

inline constexpr TimeStyle kIsoMicroseconds = {'-', 'T', '.', true, "Z"};

// `time_us` since 1970, in UTC.
void AppendTime(int64_t time_us, const TimeStyle& style, std::string* out);

// 22/Nov/2026:13:24:07.418 +0000
void AppendClfTime(int64_t time_us, std::string* out);

// The inside of a JSON string.
void AppendJsonEscaped(std::string_view text, std::string* out);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_CLI_DEMO_TEXT_H_
