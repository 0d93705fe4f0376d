#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/ansi.h"
#include "core/parse/record_splitter.h"

namespace {

using taffrail::RecordBoundaries;
using taffrail::RecordRules;

// Stands in for the formats: any rule will do, as long as it goes by the line.
bool HasHeader(std::string_view line) {
  return !line.empty() && line[0] >= '0' && line[0] <= '9';
}

struct Line {
  uint64_t offset;
  std::string_view text;
};

std::vector<Line> Lines(std::string_view text) {
  std::vector<Line> lines;
  taffrail::LineSplitter splitter;
  uint64_t offset = 0;
  const auto sink = [&](const taffrail::RawRecord& line) {
    lines.push_back({offset, text.substr(offset, line.bytes.size())});
    offset += line.bytes.size();
  };
  splitter.Feed(text, sink);
  splitter.Finish(sink);
  return lines;
}

std::vector<std::string> Split(const RecordRules& rules, std::string_view text,
                               size_t step) {
  std::vector<std::string> records;
  const auto sink = [&](const taffrail::RawRecord& record) {
    records.emplace_back(record.bytes);
  };
  taffrail::RecordSplitter splitter(rules, HasHeader);
  for (size_t at = 0; at < text.size(); at += step) {
    splitter.Feed(text.substr(at, step), sink);
  }
  splitter.Finish(sink);
  return records;
}

bool Begins(const Line& line, RecordBoundaries& boundaries) {
  std::string plain;
  const std::string_view text =
      taffrail::WithoutEscapes(taffrail::WithoutTerminator(line.text), &plain);
  return boundaries.Begins(text, line.offset, [&] { return HasHeader(text); });
}

}  // namespace

// The first byte is the rules, the second the size of the pieces. However the
// text is cut its records are the same, joined they are the text; and begun at
// any line, the boundaries are the same once they are said to be sure.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size < 2) return 0;
  RecordRules rules = {.line_per_record = (data[0] & 1) != 0,
                       .indented_headers = (data[0] & 2) != 0,
                       .loose_lines_stand_alone = (data[0] & 4) != 0};
  const std::string_view text(reinterpret_cast<const char*>(data) + 2,
                              size - 2);
  // Elements are marked by a part of the text, as in a sample.
  if (data[0] & 8) {
    const std::string_view half = text.substr(0, text.size() / 2 + 1);
    rules.elements = taffrail::MarkElements(half);
    taffrail::AddHeads(text.substr(half.size()), &rules.elements);
  }
  const std::vector<std::string> whole = Split(rules, text, size);
  if (Split(rules, text, size_t{data[1]} + 1) != whole) __builtin_trap();
  std::string joined;
  for (const std::string& record : whole) {
    if (record.empty()) __builtin_trap();
    joined += record;
  }
  if (joined != text) __builtin_trap();
  if (!rules.elements.empty()) {
    for (const std::string& record : whole) {
      (void)taffrail::ElementOf(record, rules.elements);
    }
    return 0;
  }

  const std::vector<Line> lines = Lines(text);
  std::vector<bool> begins;
  RecordBoundaries from_start(rules);
  for (const Line& line : lines) begins.push_back(Begins(line, from_start));
  // A few starts suffice, wherever they are.
  const size_t stride = lines.size() / 16 + 1;
  for (size_t start = 0; start < lines.size(); start += stride) {
    RecordBoundaries resumed(rules);
    bool sure = false;
    for (size_t i = start; i < lines.size(); ++i) {
      const bool begun = Begins(lines[i], resumed);
      sure = sure || resumed.sure();
      if (sure && begun != begins[i]) __builtin_trap();
    }
  }
  return 0;
}
