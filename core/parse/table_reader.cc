#include "core/parse/table_reader.h"

#include <algorithm>
#include <optional>

namespace taffrail {
namespace {

constexpr size_t kMaxColumns = 256;
constexpr std::string_view kSeparators = "\t,;|";

// Takes one cell and the separator after it off `row`. Nothing when its quotes
// do not close.
std::optional<std::string_view> TakeCell(char separator, bool quotes,
                                         std::string_view* row, bool* last,
                                         std::string* unescaped) {
  std::string_view cell;
  if (quotes && row->starts_with('"')) {
    size_t close = 1;
    bool doubled = false;
    for (;; close += 2) {
      close = row->find('"', close);
      if (close == row->npos) return std::nullopt;
      if (!row->substr(close + 1).starts_with('"')) break;
      doubled = true;
    }
    cell = row->substr(1, close - 1);
    row->remove_prefix(close + 1);
    if (doubled) {
      const size_t from = unescaped->size();
      for (size_t i = 0; i < cell.size(); ++i) {
        *unescaped += cell[i];
        if (cell[i] == '"') ++i;
      }
      cell = std::string_view(*unescaped).substr(from);
    }
    if (!row->empty() && row->front() != separator) return std::nullopt;
  } else {
    cell = row->substr(0, row->find(separator));
    row->remove_prefix(cell.size());
  }
  *last = row->empty();
  if (!*last) row->remove_prefix(1);
  return cell;
}

bool SplitCells(std::string_view row, char separator, bool quotes,
                std::string* unescaped, std::vector<std::string_view>* cells) {
  cells->clear();
  unescaped->clear();
  unescaped->reserve(row.size());  // So that views into it stay good.
  for (bool last = false; !last;) {
    const auto cell = TakeCell(separator, quotes, &row, &last, unescaped);
    if (!cell || cells->size() == kMaxColumns) return false;
    cells->push_back(*cell);
  }
  return true;
}

char FindSeparator(std::string_view header) {
  char best = ',';
  std::ptrdiff_t most = 0;
  for (char separator : kSeparators) {
    const auto count = std::count(header.begin(), header.end(), separator);
    if (count > most) {
      most = count;
      best = separator;
    }
  }
  return best;
}

std::string_view WithoutEnd(std::string_view line) {
  while (!line.empty() && (line.back() == ' ' || line.back() == '\r')) {
    line.remove_suffix(1);
  }
  return line;
}

// Names that people give columns start with a letter and are no sentences.
bool IsColumnName(std::string_view name) {
  while (name.starts_with(' ')) name.remove_prefix(1);
  if (name.empty() || name.size() > 64) return false;
  const char first = static_cast<char>(name[0] | 0x20);
  const bool letter =
      (first >= 'a' && first <= 'z') || name[0] == '_' || name[0] == '@';
  return letter && name.find_first_of("\"=[]{}<>;\\") == name.npos;
}

}  // namespace

TableReader::TableReader(const Format& format, std::string_view header)
    : table_(*format.table),
      header_(WithoutEnd(header)),
      separator_(format.table->separator) {
  // A mark before the names; else the header starts with the first of them.
  if (table_.header.starts_with('#') && header.starts_with(table_.header)) {
    header.remove_prefix(table_.header.size());
  }
  header = WithoutEnd(header);
  if (separator_ == 0) separator_ = FindSeparator(header);
  std::string unescaped;
  std::vector<std::string_view> names;
  // Some write tabs between values and blanks between their names.
  const bool blanks = header.find(separator_) == header.npos;
  SplitCells(header, blanks ? ' ' : separator_, table_.quotes, &unescaped,
             &names);
  for (std::string_view name : names) {
    Column column{std::string(name), FieldRole::kNone};
    for (const NamedSource& field : table_.fields) {
      if (std::find(field.from.begin(), field.from.end(), name) !=
          field.from.end()) {
        column = {field.name, field.role};
        break;
      }
    }
    columns_.push_back(std::move(column));
    names_.emplace_back(name);
  }
  if (!table_.unnamed.empty()) {
    columns_.push_back({table_.unnamed, RoleOfName(table_.unnamed)});
    names_.push_back(table_.unnamed);
  }
}

bool TableReader::IsHeader(const TableShape& table, std::string_view line) {
  if (!table.header.empty()) return line.starts_with(table.header);
  line = WithoutEnd(line);
  std::string unescaped;
  std::vector<std::string_view> names;
  const char separator =
      table.separator != 0 ? table.separator : FindSeparator(line);
  return SplitCells(line, separator, table.quotes, &unescaped, &names) &&
         names.size() >= 2 &&
         std::all_of(names.begin(), names.end(), IsColumnName);
}

bool TableReader::Split(std::string_view row, std::string* unescaped,
                        std::vector<std::string_view>* cells) const {
  return SplitCells(row, separator_, table_.quotes, unescaped, cells) &&
         cells->size() == columns_.size();
}

bool TableReader::IsOpen(std::string_view line) const {
  if (!table_.quotes) return false;
  std::string unescaped;
  unescaped.reserve(line.size());
  for (size_t cells = 0; cells < columns_.size(); ++cells) {
    const bool quoted = line.starts_with('"');
    bool last = false;
    const auto cell =
        TakeCell(separator_, table_.quotes, &line, &last, &unescaped);
    // Quotes that close before anything else are not open.
    if (!cell) return line.starts_with('"');
    if (!quoted && cell->find('"') != cell->npos) return false;
    if (last) return false;
  }
  return false;
}

bool TableReader::IsComment(std::string_view line) const {
  if (!table_.comment.empty() && line.starts_with(table_.comment)) return true;
  return table_.header.empty() ? line == header_
                               : line.starts_with(table_.header);
}

}  // namespace taffrail
