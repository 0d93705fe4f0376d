#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/parse/line_splitter.h"

namespace {

std::vector<std::string> Split(std::string_view text, size_t step,
                               std::string_view element_head) {
  std::vector<std::string> records;
  const auto sink = [&](const taffrail::RawRecord& record) {
    records.emplace_back(record.bytes);
  };
  taffrail::LineSplitter splitter(element_head);
  for (size_t at = 0; at < text.size(); at += step) {
    splitter.Feed(text.substr(at, step), sink);
  }
  splitter.Finish(sink);
  return records;
}

}  // namespace

// The first byte is the size of the pieces, the second the longest line in
// units of 8 KiB, so that lines beyond the limit come about.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size < 2) return 0;
  const size_t step = size_t{data[0]} * 97 + 1;
  std::string text(reinterpret_cast<const char*>(data) + 2, size - 2);
  text.append(size_t{data[1]} * 8192, '\xA9').append("tail\n");
  for (const std::string_view head : {"", "{\"a\":"}) {
    const std::vector<std::string> whole = Split(text, text.size(), head);
    if (Split(text, step, head) != whole) __builtin_trap();
    std::string joined;
    for (const std::string& record : whole) {
      if (record.empty() || record.size() > taffrail::kMaxRecordBytes) {
        __builtin_trap();
      }
      joined += record;
    }
    if (joined != text) __builtin_trap();
  }
  return 0;
}
