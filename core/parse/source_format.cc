#include "core/parse/source_format.h"

#include "core/base/varint.h"

namespace taffrail {
namespace {

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
  if (severities_begin) PutVarint(&bytes, 1);
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
  if (!reader.AtEnd()) source.severities_begin = reader.Varint() != 0;
  if (!reader.ok() || !reader.AtEnd()) {
    return InvalidArgument("This is not how a source is read");
  }
  return source;
}

}  // namespace taffrail
