#ifndef TAFFRAIL_CORE_PARSE_JSON_KEYS_H_
#define TAFFRAIL_CORE_PARSE_JSON_KEYS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>

#include "core/parse/field_role.h"
#include "core/parse/format.h"

namespace taffrail {

// A key at its place in JSON lines, and what is known of it, which is looked up
// when it is first seen and not for every line.
class JsonKey {
 public:
  // `parent`, which may be null, is the key of the object that it is in.
  JsonKey(const JsonKey* parent, std::string_view key);
  JsonKey(const JsonKey&) = delete;
  JsonKey& operator=(const JsonKey&) = delete;

  // "http.status" for {"http":{"status":…}}.
  std::string_view path() const {
    return std::string_view(text_).substr(0, path_bytes_);
  }
  std::string_view key() const { return path().substr(key_at_); }
  const JsonKey* parent() const { return parent_; }
  // What everybody uses it for.
  KeyMeaning usual() const { return usual_; }

  // What one format makes of it.
  struct Use {
    const JsonDialect::Key* own = nullptr;
    std::string_view name;  // Of the field; the path unless it is renamed.
    int64_t unit_ns = 0;
    bool rules_severity = false;
  };
  // `format` may be null; the same pointer means the same format.
  const Use& UseIn(const Format* format) {
    if (!use_known_ || format != format_) FindUse(format);
    return use_;
  }

  // The length of the key and its closing quote, if `text` begins with just
  // them; else 0, also where it would take a closer look to tell.
  size_t MatchQuoted(const char* text, const char* end) const;

  // The key that came after this one when it was last seen.
  JsonKey* next = nullptr;

 private:
  void FindUse(const Format* format);

  const JsonKey* const parent_;
  std::string text_;  // The path, a quote and room to load lanes from.
  size_t key_at_;
  size_t path_bytes_;
  size_t quoted_bytes_;  // 0: it is written with escapes.
  KeyMeaning usual_;
  bool use_known_ = false;
  const Format* format_ = nullptr;
  Use use_;
};

// The keys that a source's lines have had. Bounded but for the keys of one
// line. What it holds changes how fast a line is read, never what is read.
// Single-threaded.
class JsonKeys {
 public:
  // Forgets them if they have become too many. Ends all pointers then, and says
  // so.
  bool Trim();

  JsonKey* Find(const JsonKey* parent, std::string_view key);

  size_t HeapBytes() const {
    return keys_.size() * sizeof(JsonKey) + text_bytes_;
  }

 private:
  std::deque<JsonKey> keys_;
  size_t text_bytes_ = 0;
  // By hash. A key that finds no slot takes one that is in use: the other will
  // be made again.
  std::array<JsonKey*, 512> slots_ = {};
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_PARSE_JSON_KEYS_H_
