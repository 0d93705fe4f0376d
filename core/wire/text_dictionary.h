#ifndef TAFFRAIL_CORE_WIRE_TEXT_DICTIONARY_H_
#define TAFFRAIL_CORE_WIRE_TEXT_DICTIONARY_H_

#include <cstdint>
#include <string_view>

namespace taffrail {

// What the texts of entries are compressed with: a zstd dictionary.
inline constexpr uint32_t kTextDictionaryVersion = 1;

// Empty when there is no such version.
std::string_view TextDictionary(uint32_t version);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_WIRE_TEXT_DICTIONARY_H_
