#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/parse/format_detector.h"
#include "core/parse/record_parser.h"

namespace taffrail {
namespace {

constexpr TimeContext kContext = {.reference_ns = 1'795'353'847'000'000'000};

bool Same(const ParsedRecord& a, const ParsedRecord& b) {
  return a.time_ns == b.time_ns && a.severity == b.severity &&
         a.service == b.service && a.host == b.host && a.body == b.body &&
         a.trace.trace == b.trace.trace && a.trace.span == b.trace.span &&
         a.has_header == b.has_header;
}

// Both ways of parsing must agree, with a fresh parser and a used one.
void Check(std::string_view line, RecordParser& fresh, RecordParser& used) {
  std::vector<ParsedField> fields;
  const ParsedRecord a = fresh.Parse(line);
  const ParsedRecord b = used.ParseWithFields(line, &fields);
  if (!Same(a, b) || a.severity > 24 || a.body.size() > line.size() ||
      a.host.size() > line.size()) {
    __builtin_trap();
  }
  for (const ParsedField& field : fields) {
    if (field.value.empty() || field.value.size() > line.size()) {
      __builtin_trap();
    }
  }
}

}  // namespace
}  // namespace taffrail

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace taffrail;
  static const FormatRegistry registry = FormatRegistry::WithBuiltIns();
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  std::vector<std::string_view> lines;
  for (size_t at = 0; at <= text.size();) {
    const size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  const Detection detection = DetectFormat(registry, lines, kContext);
  if (detection.candidates.empty()) __builtin_trap();
  const StatusOr<SourceFormat> source =
      SourceFormat::Parse(detection.source.Serialize());
  if (!source.ok()) __builtin_trap();
  RecordParser plain(kContext);
  RecordParser used(registry, detection.source, kContext);
  // The whole text is also a record of many lines.
  lines.push_back(text);
  for (std::string_view line : lines) {
    RecordParser plain_fresh(kContext);
    Check(line, plain_fresh, plain);
    RecordParser fresh(registry, *source, kContext);
    Check(line, fresh, used);
  }
  return 0;
}
