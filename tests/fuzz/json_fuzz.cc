#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/parse/json_scanner.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  taffrail::JsonScanner scanner;
  scanner.Start(text);
  taffrail::JsonMember member;
  while (scanner.Next(&member)) {
    // Reading every byte is what lets the sanitizer see a dangling view.
    size_t sum = 0;
    for (char c : member.key->path()) sum += static_cast<unsigned char>(c);
    for (char c : member.value) sum += static_cast<unsigned char>(c);
    if (sum > 255 * (member.key->path().size() + member.value.size()) ||
        member.value.size() > size ||
        member.key->path().size() >
            size + taffrail::JsonScanner::kMaxPathBytes) {
      __builtin_trap();
    }
  }
  if (scanner.ok() &&
      (text.find('{') == text.npos || text.find('}') == text.npos)) {
    __builtin_trap();
  }
  return 0;
}
