#include "core/parse/json_scanner.h"

#include <bit>
#include <cstddef>
#include <cstring>

#include "core/parse/quotes.h"
#include "core/parse/unescape.h"

namespace taffrail {
namespace {

bool IsNumberByte(char c) {
  return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' ||
         c == 'e' || c == 'E';
}

}  // namespace

void JsonScanner::Start(std::string_view text) {
  at_ = text.data();
  end_ = at_ + text.size();
  text_bytes_ = text.size();
  ok_ = damaged_ = false;
  first_ = true;
  if (keys_.Trim()) root_.next = nullptr;
  last_ = &root_;
  unescaped_end_ = nullptr;
  SkipSpace();
  depth_ = Take('{') ? 1 : 0;
}

bool JsonScanner::Next(JsonMember* member) {
  while (depth_ > 0) {
    SkipSpace();
    if (Take('}')) {
      first_ = false;
      --depth_;
      continue;
    }
    if (!first_) {
      if (!Take(',')) return Fail();
      SkipSpace();
    }
    first_ = false;
    if (!Take('"')) {
      // A comma too many.
      if (at_ == end_ || *at_ != '}') return Fail();
      damaged_ = true;
      continue;
    }
    if (!ReadKey()) return Fail();
    SkipSpace();
    if (!Take(':')) return Fail();
    SkipSpace();
    if (at_ != end_ && *at_ == '{' && Enter()) continue;
    member->key = last_;
    return ReadValue(member) || Fail();
  }
  SkipSpace();
  // Only an object that was closed leaves depth 0 with a member or a brace
  // read; a text that never opened one has first_ still set.
  ok_ = !first_ && !damaged_ && at_ == end_;
  return false;
}

bool JsonScanner::Fail() {
  depth_ = 0;
  first_ = true;
  return false;
}

void JsonScanner::SkipSpace() {
  while (at_ != end_ && *at_ <= ' ' &&
         (*at_ == ' ' || *at_ == '\n' || *at_ == '\r' || *at_ == '\t')) {
    ++at_;
  }
}

bool JsonScanner::Take(char c) {
  if (at_ == end_ || *at_ != c) return false;
  ++at_;
  return true;
}

// Reads a key up to its closing quote into last_.
bool JsonScanner::ReadKey() {
  JsonKey* key = last_->next;
  const JsonKey* const object = objects_[depth_];
  if (key && key->parent() == object) {
    if (const size_t bytes = key->MatchQuoted(at_, end_)) {
      at_ += bytes;
      last_ = key;
      return true;
    }
  }
  std::string_view text;
  if (!ReadString(&text)) return false;
  key = keys_.Find(object, text);
  last_->next = key;
  last_ = key;
  return true;
}

// Reads up to the closing quote; the opening one has been taken.
bool JsonScanner::ReadString(std::string_view* value) {
  const char* const start = at_;
  at_ = FindQuoteOrSlash(at_, end_);
  if (at_ == end_) return false;
  if (*at_ != '"') return ReadEscaped(start, value);
  *value = {start, static_cast<size_t>(at_ - start)};
  ++at_;
  return true;
}

// The same of a string that has escapes, the first of them at the cursor.
bool JsonScanner::ReadEscaped(const char* start, std::string_view* value) {
  if (!unescaped_end_) {
    // Unescaping never lengthens, so that all of the text's strings fit, and
    // views of those before stay good.
    const size_t room = text_bytes_ + kLaneBytes;
    if (unescaped_room_ < room) {
      unescaped_ = std::make_unique_for_overwrite<char[]>(room);
      unescaped_room_ = room;
    }
    unescaped_end_ = unescaped_.get();
  }
  char* const first = unescaped_end_;
  char* out = first + (at_ - start);
  memcpy(first, start, static_cast<size_t>(at_ - start));
  while (at_ != end_ && *at_ != '"') {
    if (*at_ == '\\') {
      if (!UnescapeOne(&at_, end_, &out)) {
        // No escape, but a backslash.
        damaged_ = true;
        *out++ = *at_++;
      }
      continue;
    }
    const auto room = [&] { return static_cast<size_t>(end_ - at_); };
    while (room() >= kLaneBytes) {
      // What is copied beyond the first of them is overwritten.
      const uint32_t bits = QuotesAndSlashes(at_);
      StoreLane(LoadLane(at_), out);
      const size_t plain =
          bits != 0 ? static_cast<size_t>(std::countr_zero(bits)) : kLaneBytes;
      at_ += plain;
      out += plain;
      if (bits != 0) break;
    }
    if (room() < kLaneBytes) {
      while (at_ != end_ && *at_ != '"' && *at_ != '\\') *out++ = *at_++;
    }
  }
  if (at_ == end_) return false;
  ++at_;
  *value = {first, static_cast<size_t>(out - first)};
  unescaped_end_ = out;
  return true;
}

bool JsonScanner::ReadValue(JsonMember* member) {
  if (at_ == end_) return false;
  const char* const start = at_;
  switch (*at_) {
    case '"':
      ++at_;
      member->kind = JsonKind::kString;
      return ReadString(&member->value);
    case '{':
    case '[':
      member->kind = JsonKind::kRaw;
      if (!SkipContainer()) return false;
      break;
    case 't':
      member->kind = JsonKind::kBool;
      if (!ReadLiteral("true")) return false;
      break;
    case 'f':
      member->kind = JsonKind::kBool;
      if (!ReadLiteral("false")) return false;
      break;
    case 'n':
      member->kind = JsonKind::kNull;
      if (!ReadLiteral("null")) return false;
      break;
    default:
      member->kind = JsonKind::kNumber;
      while (at_ != end_ && IsNumberByte(*at_)) ++at_;
      if ((at_ == start || (at_ - start == 1 && *start == '-')) &&
          !ReadNonNumber()) {
        return false;
      }
  }
  member->value = {start, static_cast<size_t>(at_ - start)};
  return true;
}

bool JsonScanner::ReadLiteral(std::string_view word) {
  if (!std::string_view(at_, static_cast<size_t>(end_ - at_))
           .starts_with(word)) {
    return false;
  }
  at_ += word.size();
  return true;
}

// What some write where JSON has no number.
bool JsonScanner::ReadNonNumber() {
  damaged_ = true;
  return ReadLiteral("NaN") || ReadLiteral("Infinity");
}

// Passes over an array or object by matching brackets outside strings.
bool JsonScanner::SkipContainer() {
  size_t open = 0;
  bool quoted = false;
  while (at_ != end_) {
    const char c = *at_++;
    if (quoted) {
      if (c == '"') quoted = false;
      if (c == '\\' && at_ != end_) ++at_;
    } else if (c == '"') {
      quoted = true;
    } else if (c == '[' || c == '{') {
      ++open;
    } else if ((c == ']' || c == '}') && --open == 0) {
      return true;
    }
  }
  return false;
}

// Steps into the object at the cursor; false when it is too deep to.
bool JsonScanner::Enter() {
  if (depth_ == kMaxDepth || last_->path().size() >= kMaxPathBytes) {
    return false;
  }
  ++at_;
  objects_[++depth_] = last_;
  first_ = true;
  return true;
}

}  // namespace taffrail
