#include "core/sql/statement_names.h"

#include <algorithm>

#include "core/base/ascii.h"
#include "core/parse/token.h"

namespace taffrail {
namespace {

bool Begins(char c) {
  return IsLetter(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

std::string Lower(std::string_view name) {
  std::string lower(name);
  for (char& c : lower) c = AsciiLower(c);
  return lower;
}

// From behind an opening mark at `*at` on; a closing mark twice is one of it.
std::string TakeQuoted(std::string_view text, char close, size_t* at) {
  std::string taken;
  for (++*at; *at < text.size(); ++*at) {
    if (text[*at] == close) {
      if (close == ']' || *at + 1 == text.size() || text[*at + 1] != close) {
        ++*at;
        break;
      }
      ++*at;
    }
    taken += text[*at];
  }
  return taken;
}

}  // namespace

std::set<std::string> NamesIn(std::string_view statement) {
  std::set<std::string> names;
  for (size_t at = 0; at < statement.size();) {
    const char c = statement[at];
    const std::string_view rest = statement.substr(at);
    if (rest.starts_with("--")) {
      at = std::min(statement.find('\n', at), statement.size());
    } else if (rest.starts_with("/*")) {
      const size_t end = statement.find("*/", at + 2);
      at = end == std::string_view::npos ? statement.size() : end + 2;
    } else if (c == '\'') {
      TakeQuoted(statement, c, &at);
    } else if (c == '"' || c == '`' || c == '[') {
      names.insert(Lower(TakeQuoted(statement, c == '[' ? ']' : c, &at)));
    } else if (Begins(c)) {
      size_t end = at + 1;
      while (end < statement.size() &&
             (Begins(statement[end]) || IsDigit(statement[end]) ||
              statement[end] == '$')) {
        ++end;
      }
      names.insert(Lower(statement.substr(at, end - at)));
      at = end;
    } else {
      ++at;
    }
  }
  return names;
}

}  // namespace taffrail
