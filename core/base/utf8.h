#ifndef TAFFRAIL_CORE_BASE_UTF8_H_
#define TAFFRAIL_CORE_BASE_UTF8_H_

#include <cstddef>
#include <string>
#include <string_view>

namespace taffrail {

// The length of the well-formed UTF-8 sequence (Unicode 15, table 3-7) that
// `text` begins with; 0 when it begins with none.
size_t Utf8SequenceLength(std::string_view text);

// `text` with each byte that is in no well-formed sequence as U+FFFD.
std::string ToValidUtf8(std::string_view text);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_BASE_UTF8_H_
