#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/parse/format.h"
#include "core/parse/table_reader.h"

// The first byte is the separator and whether there are quotes; the first line
// names the columns and the others are rows. A row has as many cells as the
// table columns, and none is longer than the row.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  constexpr char kSeparators[] = {0, ',', '\t', ';', ' ', '|', '"', ':'};
  taffrail::Format format;
  format.table.emplace();
  format.table->separator = kSeparators[data[0] % 8];
  format.table->quotes = (data[0] & 8) != 0;
  if ((data[0] & 16) != 0) format.table->comment = "#";
  std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto next_line = [&] {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    return line;
  };
  const std::string_view header = next_line();
  (void)taffrail::TableReader::IsHeader(*format.table, header);
  const taffrail::TableReader reader(format, header);
  std::string unescaped;
  std::vector<std::string_view> cells;
  while (!text.empty()) {
    const std::string_view row = next_line();
    (void)reader.IsComment(row);
    if (!reader.Split(row, &unescaped, &cells)) continue;
    if (cells.size() != reader.names().size()) __builtin_trap();
    // Reading every byte is what lets the sanitizer see a dangling view.
    size_t sum = 0;
    for (std::string_view cell : cells) {
      for (const char c : cell) sum += static_cast<unsigned char>(c);
    }
    if (sum > 255 * row.size()) __builtin_trap();
  }
  return 0;
}
