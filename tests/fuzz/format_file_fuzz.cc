#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/parse/format.h"
#include "core/parse/format_registry.h"
#include "core/parse/record_parser.h"
#include "core/parse/source_format.h"

// Any bytes as a format file, as a user may write one. What is refused is told
// why; what is read reads its samples, whatever they are, and itself.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace taffrail;
  const std::string_view json(reinterpret_cast<const char*>(data), size);
  StatusOr<FormatFile> file = ReadFormat(json);
  if (!file.ok()) {
    if (file.status().message().empty()) __builtin_trap();
    return 0;
  }
  std::vector<FormatSample> samples = std::move(file->samples);
  samples.push_back({.line = std::string(json), .header = "", .expect = {}});
  const TimeContext context = {.reference_ns = 1'795'353'847'000'000'000};
  const FormatRegistry registry;
  for (const FormatSample& sample : samples) {
    const SourceFormat source = {.formats = {},
                                 .table_header = sample.header,
                                 .user_format = std::string(json)};
    RecordParser parser(registry, source, context);
    std::vector<ParsedField> fields;
    const ParsedRecord record = parser.ParseWithFields(sample.line, &fields);
    if (record.severity > 24) __builtin_trap();
    for (const ParsedField& field : fields) {
      size_t sum = 0;
      for (const char c : field.value) sum += static_cast<unsigned char>(c);
      if (sum > 255 * field.value.size()) __builtin_trap();
    }
  }
  return 0;
}
