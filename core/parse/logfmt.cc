#include "core/parse/logfmt.h"

#include <algorithm>

#include "core/base/ascii.h"
#include "core/parse/quotes.h"
#include "core/parse/token.h"
#include "core/parse/unescape.h"

namespace taffrail {
namespace {

constexpr size_t kMaxKeyBytes = 128;

bool IsKeyStart(char c) {
  return c == '_' || c == '@' || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

bool IsKeyByte(char c) {
  return IsWordByte(static_cast<unsigned char>(c)) || c == '_' || c == '.' ||
         c == '-' || c == '/' || c == '@';
}

// The length of the key that `text` starts with, 0 when no `key=` is there.
size_t KeyLength(std::string_view text) {
  if (text.empty() || !IsKeyStart(text.front())) return 0;
  const size_t limit = std::min(text.size(), kMaxKeyBytes + 1);
  size_t length = 1;
  while (length < limit && IsKeyByte(text[length])) ++length;
  return length < limit && text[length] == '=' ? length : 0;
}

}  // namespace

LogfmtScanner::LogfmtScanner(std::string_view text, std::string* unescaped)
    : rest_(text), text_bytes_(text.size()), unescaped_(unescaped) {
  unescaped_->clear();
}

bool LogfmtScanner::LooksLikeLogfmt(std::string_view text) {
  return KeyLength(text) != 0;
}

bool LogfmtScanner::Next(LogfmtPair* pair) {
  while (!rest_.empty()) {
    if (const size_t key = KeyLength(rest_); key != 0) {
      pair->key = rest_.substr(0, key);
      rest_.remove_prefix(key + 1);
      if (rest_.starts_with('"') && ReadQuoted(&pair->value)) return true;
      const auto stop = std::find_if(rest_.begin(), rest_.end(), IsSpace);
      pair->value = rest_.substr(0, static_cast<size_t>(stop - rest_.begin()));
      rest_.remove_prefix(pair->value.size());
      return true;
    }
    // On to the next place where a pair may start. Brackets and commas are
    // passed too: "(id=7, name=x)" in a message has pairs.
    const auto stop = std::find_if_not(rest_.begin(), rest_.end(), IsKeyByte);
    const size_t word = static_cast<size_t>(stop - rest_.begin());
    rest_.remove_prefix(std::min(rest_.size(), word + 1));
  }
  return false;
}

// Reads the quoted value at the front; false, and nothing is taken, when the
// quotes do not close.
bool LogfmtScanner::ReadQuoted(std::string_view* value) {
  bool escapes = false;
  const char* const end = rest_.data() + rest_.size();
  const char* const close = FindClosingQuote(rest_.data() + 1, end, &escapes);
  if (close == end) return false;
  const size_t stop = static_cast<size_t>(close - rest_.data());
  *value = rest_.substr(1, stop - 1);
  if (escapes) {
    // Unescaping never lengthens, so this never moves what was yielded before.
    unescaped_->reserve(text_bytes_);
    const size_t from = unescaped_->size();
    if (!AppendUnescaped(*value, unescaped_)) {
      unescaped_->resize(from);
      return false;
    }
    *value = std::string_view(*unescaped_).substr(from);
  }
  rest_.remove_prefix(stop + 1);
  return true;
}

}  // namespace taffrail
