#ifndef TAFFRAIL_CORE_PARSE_JSON_DOCUMENT_H_
#define TAFFRAIL_CORE_PARSE_JSON_DOCUMENT_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/status.h"

namespace taffrail {

// One value of a JSON text that a person wrote, held whole: what a format file
// is read from. For lines of logs there is JsonScanner, which holds nothing.
struct JsonValue {
  struct Member;
  enum class Kind : uint8_t { kNull, kBool, kNumber, kString, kArray, kObject };

  // The member's value, or null when there is none (or this is no object).
  const JsonValue* Find(std::string_view key) const;
  bool is(Kind wanted) const { return kind == wanted; }
  // In words: "a string".
  std::string_view KindName() const;

  Kind kind = Kind::kNull;
  std::string text;  // A string unescaped; a number or bool as it is written.
  std::vector<JsonValue> items;
  std::vector<Member> members;
  size_t offset = 0;  // Where it starts in the text.
};

struct JsonValue::Member {
  std::string key;
  JsonValue value;
};

// The whole of `text` as one value. An error says the line and column, and what
// was expected there.
StatusOr<JsonValue> ParseJsonDocument(std::string_view text);

// "line 3, column 7" of a place in a text.
std::string LineAndColumn(std::string_view text, size_t offset);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_PARSE_JSON_DOCUMENT_H_
