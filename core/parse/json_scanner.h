#ifndef TAFFRAIL_CORE_PARSE_JSON_SCANNER_H_
#define TAFFRAIL_CORE_PARSE_JSON_SCANNER_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace taffrail {

enum class JsonKind : uint8_t {
  kString,  // Unescaped.
  kNumber,
  kBool,
  kNull,
  kRaw,  // An array, or an object nested too deep: its JSON text.
};

struct JsonMember {
  std::string_view key;    // "http.status" for {"http":{"status":…}}.
  std::string_view value;  // Without the quotes, unescaped.
  JsonKind kind = JsonKind::kNull;
};

// Walks the members of one JSON object as if it were flat. Not a DOM and not a
// validator of everything: raw control characters in strings and any UTF-8,
// broken or not, pass. Copies only what has escapes or a nested key, into
// buffers it keeps. Single-threaded.
//
//   scanner.Start(line);
//   while (scanner.Next(&member)) …
//   if (!scanner.ok()) …  // What was yielded came from broken JSON.
class JsonScanner {
 public:
  static constexpr size_t kMaxDepth = 16;
  static constexpr size_t kMaxPathBytes = 512;

  // `text` must outlive the members. Ends those of the text before.
  void Start(std::string_view text);

  // The key is valid until the next call, the value until the next Start().
  bool Next(JsonMember* member);

  // After Next() said false: the text was one whole object and nothing else.
  bool ok() const { return ok_; }

  size_t HeapBytes() const {
    return long_key_.capacity() + unescaped_.capacity();
  }

 private:
  bool Fail();
  void SkipSpace();
  bool Take(char c);
  bool ReadString(std::string_view* value);
  bool ReadValue(JsonMember* member);
  bool ReadLiteral(std::string_view word);
  bool SkipContainer();
  bool Enter(std::string_view key);
  std::string_view Dotted(std::string_view key);

  const char* at_ = nullptr;
  const char* end_ = nullptr;
  size_t text_bytes_ = 0;
  bool ok_ = false;
  bool first_ = false;  // No member of the innermost object has been read.
  size_t depth_ = 0;
  // The dotted path of the object being read, with room for a member's key, and
  // its length per depth. A key that is too long for it goes to long_key_.
  std::array<char, 2 * kMaxPathBytes> path_;
  std::array<size_t, kMaxDepth + 1> path_bytes_ = {};
  std::string long_key_;
  std::string unescaped_;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_PARSE_JSON_SCANNER_H_
