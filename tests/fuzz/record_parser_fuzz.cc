#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/parse/record_parser.h"

// Both ways of parsing must agree, with a fresh parser and a used one.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const taffrail::TimeContext context = {1'795'353'847'000'000'000};
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  taffrail::RecordParser used(context);
  std::vector<taffrail::ParsedField> fields;
  for (size_t at = 0; at <= text.size();) {
    const size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    at = end + 1;
    taffrail::RecordParser fresh(context);
    const taffrail::ParsedRecord a = fresh.Parse(line);
    const taffrail::ParsedRecord b = used.ParseWithFields(line, &fields);
    if (a.time_ns != b.time_ns || a.severity != b.severity ||
        a.service != b.service || a.body != b.body || a.severity > 24 ||
        a.body.size() > line.size() || a.service.size() > line.size()) {
      __builtin_trap();
    }
  }
  return 0;
}
