#ifndef TAFFRAIL_CORE_PARSE_JSON_SCANNER_H_
#define TAFFRAIL_CORE_PARSE_JSON_SCANNER_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include "core/parse/json_keys.h"

namespace taffrail {

enum class JsonKind : uint8_t {
  kString,  // Unescaped.
  kNumber,
  kBool,
  kNull,
  kRaw,  // An array, or an object nested too deep: its JSON text.
};

struct JsonMember {
  JsonKey* key = nullptr;
  std::string_view value;  // Without the quotes, unescaped.
  JsonKind kind = JsonKind::kNull;
};

// Walks the members of one JSON object as if it were flat. Not a DOM and not a
// validator of everything: raw control characters in strings and any UTF-8,
// broken or not, pass. Copies only what has escapes, into a buffer it keeps. As
// the lines of a source mostly have the same keys in the same order, it guesses
// each key and compares, and looks up only what differs. Single-threaded.
//
//   scanner.Start(line);
//   while (scanner.Next(&member)) …
//   if (!scanner.ok()) …  // What was yielded came from broken JSON.
//
// Of broken JSON it yields what stands before the damage. Behind a comma too
// many, an escape that is none or a number that is no JSON (NaN) it goes on.
class JsonScanner {
 public:
  static constexpr size_t kMaxDepth = 16;
  static constexpr size_t kMaxPathBytes = 512;

  // `text` must outlive the members. Ends those of the text before.
  void Start(std::string_view text);

  // What it gives is valid until the next Start().
  bool Next(JsonMember* member);

  // After Next() said false: the text was one whole object and nothing else.
  bool ok() const { return ok_; }
  // The same: the text ended before the object did.
  bool cut_off() const { return !ok_ && at_ == end_; }

  size_t HeapBytes() const { return keys_.HeapBytes() + unescaped_room_; }

 private:
  bool Fail();
  void SkipSpace();
  bool Take(char c);
  bool ReadKey();
  bool ReadString(std::string_view* value);
  bool ReadEscaped(const char* start, std::string_view* value);
  bool ReadValue(JsonMember* member);
  bool ReadLiteral(std::string_view word);
  bool ReadNonNumber();
  bool SkipContainer();
  bool Enter();

  const char* at_ = nullptr;
  const char* end_ = nullptr;
  size_t text_bytes_ = 0;
  bool ok_ = false;
  bool damaged_ = false;
  bool first_ = false;  // No member of the innermost object has been read.
  size_t depth_ = 0;
  JsonKeys keys_;
  JsonKey root_{nullptr, {}};  // Before the first of a line.
  JsonKey* last_ = &root_;     // The key read last.
  // Of the object being read and those around it, by depth.
  std::array<JsonKey*, kMaxDepth + 1> objects_ = {};
  std::unique_ptr<char[]> unescaped_;
  size_t unescaped_room_ = 0;
  char* unescaped_end_ = nullptr;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_PARSE_JSON_SCANNER_H_
