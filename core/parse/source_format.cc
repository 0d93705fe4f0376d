#include "core/parse/source_format.h"

#include "core/base/varint.h"

namespace taffrail {
namespace {

constexpr uint64_t kSeveritiesBegin = 1;
constexpr uint64_t kOtlpElements = 2;

void PutText(std::string* out, std::string_view text) {
  PutVarint(out, text.size());
  out->append(text);
}

}  // namespace

// Lines of a source are in it, and those need not be UTF-8: each text is its
// bytes after their number.
std::string SourceFormat::Serialize() const {
  std::string bytes;
  PutVarint(&bytes, formats.size());
  for (const std::string& name : formats) PutText(&bytes, name);
  PutText(&bytes, table_header);
  PutText(&bytes, user_format);
  PutText(&bytes, elements.head);
  PutText(&bytes, elements.line);
  const uint64_t flags = (severities_begin ? kSeveritiesBegin : 0) |
                         (elements.otlp ? kOtlpElements : 0);
  if (flags != 0) PutVarint(&bytes, flags);
  return bytes;
}

StatusOr<SourceFormat> SourceFormat::Parse(std::string_view bytes) {
  VarintReader reader(bytes);
  const auto take = [&] { return std::string(reader.Bytes(reader.Varint())); };
  SourceFormat source;
  for (uint64_t count = reader.Varint(); count > 0 && reader.ok(); --count) {
    source.formats.push_back(take());
  }
  source.table_header = take();
  source.user_format = take();
  source.elements.head = take();
  source.elements.line = take();
  const uint64_t flags = reader.AtEnd() ? 0 : reader.Varint();
  source.severities_begin = (flags & kSeveritiesBegin) != 0;
  source.elements.otlp = (flags & kOtlpElements) != 0;
  if (!reader.ok() || !reader.AtEnd()) {
    return InvalidArgument("This is not how a source is read");
  }
  return source;
}

}  // namespace taffrail
