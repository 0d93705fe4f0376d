#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/store/block.h"

// What a damaged or hostile store can hold: zones, columns and text of any
// bytes. What decodes must be of the size its head says.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size < 2) return 0;
  const uint32_t count = data[0] + 1;
  const std::string_view bytes(reinterpret_cast<const char*>(data + 1),
                               size - 1);
  taffrail::BlockHead head;
  (void)taffrail::DecodeZone(bytes, &head).ok();
  auto columns = taffrail::DecodeColumns(bytes, count);
  if (columns.ok() &&
      (columns->times_ns.size() != count || columns->services.size() != count ||
       columns->lengths.size() != count)) {
    __builtin_trap();
  }
  static taffrail::TextCodec codec;
  std::string text;
  (void)codec.Decompress(bytes, &text).ok();
  return 0;
}
