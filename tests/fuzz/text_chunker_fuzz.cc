#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>

#include "core/engine/text_chunker.h"

namespace {

using taffrail::RecordRules;

bool HasHeader(std::string_view line) {
  return !line.empty() && line[0] >= '0' && line[0] <= '9';
}

}  // namespace

// The first byte is the rules, the second how large a chunk is to be, the third
// the size of the pieces. Chunks follow each other and are the text, and a
// record begins where one does.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size < 3) return 0;
  const RecordRules rules = {.line_per_record = (data[0] & 1) != 0,
                             .indented_headers = (data[0] & 2) != 0,
                             .loose_lines_stand_alone = (data[0] & 4) != 0};
  const uint64_t chunk_bytes = uint64_t{data[1]} + 1;
  const size_t step = size_t{data[2]} + 1;
  const std::string_view text(reinterpret_cast<const char*>(data) + 3,
                              size - 3);
  taffrail::TextChunker chunker(
      {{0, UINT64_MAX}}, rules, [&] { return chunk_bytes; }, HasHeader,
      [](std::string_view, uint64_t) {});
  std::string joined;
  std::deque<uint64_t> starts;
  const auto take = [&] {
    while (auto chunk = chunker.Next()) {
      if (chunk->start != joined.size() || chunk->text.empty()) {
        __builtin_trap();
      }
      starts.push_back(chunk->start);
      joined += chunk->text;
    }
  };
  for (size_t at = 0; at < text.size(); at += step) {
    chunker.Add(text.substr(at, step));
    take();
  }
  chunker.End();
  take();
  if (joined != text) __builtin_trap();

  uint64_t offset = 0;
  taffrail::RecordSplitter splitter(rules, HasHeader);
  const auto sink = [&](const taffrail::RawRecord& record) {
    if (!starts.empty() && starts.front() == offset) starts.pop_front();
    offset += record.bytes.size();
  };
  splitter.Feed(text, sink);
  splitter.Finish(sink);
  if (!starts.empty()) __builtin_trap();
  return 0;
}
