#ifndef TAFFRAIL_CORE_WIRE_NUMBER_COLUMN_H_
#define TAFFRAIL_CORE_WIRE_NUMBER_COLUMN_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace taffrail {

// The Numbers message (core/proto/record.proto) as it is in a buffer: numbers
// as byte planes of what they, their differences or those's differences exceed
// a base by. Planes rather than varints, so that decoding is a few loops
// without branches and each plane compresses by itself.
struct NumberColumn {
  uint32_t order = 0;
  uint32_t width = 0;
  uint64_t base = 0;
  uint64_t first = 0;
  uint64_t first_difference = 0;
  std::string_view planes;
};

// Chooses the order with the fewest planes. `planes` receives what the result
// views.
NumberColumn EncodeNumbers(std::span<const uint64_t> values,
                           std::string* planes);

// Whether the header makes sense and there are planes for `count` numbers.
bool IsSound(const NumberColumn& column, size_t count);

// Requires IsSound(column, out.size()).
void DecodeNumbers(const NumberColumn& column, std::span<uint64_t> out);
// The same modulo 2^32, for lengths and places.
void DecodeNumbers(const NumberColumn& column, std::span<uint32_t> out);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_WIRE_NUMBER_COLUMN_H_
