#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/parse/format.h"
#include "core/parse/format_pattern.h"
#include "core/parse/record_parser.h"
#include "core/parse/source_format.h"

// The first line is a pattern, or a format file if it starts with a brace and a
// quote; the others are lines. Whatever they are, compiling and matching end in
// bounded time, and what is captured lies in the line, in order.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace taffrail;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const size_t end = text.find('\n');
  if (end == text.npos) return 0;
  const std::string_view first = text.substr(0, end);
  const std::string_view rest = text.substr(end + 1);
  const TimeContext context = {.reference_ns = 1'795'353'847'000'000'000};
  if (first.starts_with("{\"")) {
    const SourceFormat source = {.formats = {},
                                 .table_header = std::string(rest),
                                 .user_format = std::string(first)};
    const StatusOr<SourceFormat> back = SourceFormat::Parse(source.Serialize());
    if (!back.ok()) __builtin_trap();
    const FormatRegistry registry;
    RecordParser parser(registry, source, context);
    std::vector<ParsedField> fields;
    const ParsedRecord record = parser.ParseWithFields(rest, &fields);
    if (record.severity > 24) __builtin_trap();
    return 0;
  }
  const StatusOr<FormatPattern> pattern = FormatPattern::Compile(first);
  if (!pattern.ok()) return 0;
  LineTimes times(rest, context);
  PatternMatch match;
  if (!pattern->Match(times, SeverityMap(), &match)) return 0;
  size_t last = 0;
  for (size_t i = 0; i < match.count; ++i) {
    const PatternCapture& capture = match.captures[i];
    if (capture.field >= pattern->fields().size() || capture.begin < last ||
        capture.end < capture.begin || capture.end > rest.size()) {
      __builtin_trap();
    }
    last = capture.begin;
  }
  return 0;
}
