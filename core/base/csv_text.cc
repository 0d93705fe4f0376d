#include "core/base/csv_text.h"

namespace taffrail {

std::string CsvField(std::string_view bytes) {
  if (bytes.find_first_of(",\"\r\n") == bytes.npos) return std::string(bytes);
  std::string out = "\"";
  for (const char c : bytes) out.append(c == '"' ? 2 : 1, c);
  return out += '"';
}

}  // namespace taffrail
