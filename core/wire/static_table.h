#ifndef TAFFRAIL_CORE_WIRE_STATIC_TABLE_H_
#define TAFFRAIL_CORE_WIRE_STATIC_TABLE_H_

#include <cstdint>
#include <string_view>

namespace taffrail {

// Attribute keys and texts that have numbers, so that they need not be sent.
// Numbers are forever: new names go to the end, none is changed or taken out.

// The number of `key` from 1, or 0 when it has none.
uint32_t KeyNumber(std::string_view key);
// The key of that number; empty when there is none.
std::string_view KeyName(uint32_t number);

// The same for texts.
uint32_t TextNumber(std::string_view text);
std::string_view TextOfNumber(uint32_t number);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_WIRE_STATIC_TABLE_H_
