#ifndef TAFFRAIL_CORE_BASE_FIELD_NAME_H_
#define TAFFRAIL_CORE_BASE_FIELD_NAME_H_

#include <algorithm>
#include <cstdint>
#include <string_view>

#include "core/base/ascii.h"

namespace taffrail {

inline bool MayBeginFieldName(char c) {
  return IsLetter(c) || c == '_' || c == '@' || static_cast<uint8_t>(c) >= 0x80;
}

inline bool MayBeInFieldName(char c) {
  return MayBeginFieldName(c) || IsDigit(c) || c == '.' || c == '-' ||
         c == '/' || c == '$' || c == '[' || c == ']';
}

// Whether a query can name a field so (docs/query-language.md): letters of any
// alphabet, digits, and what dotted names and those of headers have.
inline bool IsFieldName(std::string_view text) {
  return !text.empty() && MayBeginFieldName(text[0]) &&
         std::all_of(text.begin(), text.end(), MayBeInFieldName);
}

// Whether `rest` of a query, after a field's name, is its operator and not a
// part of a word (http://host, std::string).
inline bool BeginsFieldOperator(std::string_view rest) {
  return !rest.empty() &&
         std::string_view(":=<>").find(rest[0]) != std::string_view::npos &&
         !rest.starts_with("://") && !rest.starts_with("::");
}

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_BASE_FIELD_NAME_H_
