#include "core/parse/json_scanner.h"

#include <bit>
#include <cstddef>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#elif defined(__wasm_simd128__)
#include <wasm_simd128.h>
#endif

#include "core/parse/unescape.h"

namespace taffrail {
namespace {

bool IsNumberByte(char c) {
  return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' ||
         c == 'e' || c == 'E';
}

// The first quote or backslash; `end` when there is none.
const char* FindQuoteOrSlash(const char* at, const char* end) {
#if defined(__SSE2__) || defined(__wasm_simd128__)
  constexpr std::ptrdiff_t kLane = 16;
  for (; end - at >= kLane; at += kLane) {
#if defined(__SSE2__)
    const __m128i lane = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
    const auto mask = static_cast<unsigned>(_mm_movemask_epi8(
        _mm_or_si128(_mm_cmpeq_epi8(lane, _mm_set1_epi8('"')),
                     _mm_cmpeq_epi8(lane, _mm_set1_epi8('\\')))));
#else
    const v128_t lane = wasm_v128_load(at);
    const unsigned mask = wasm_i8x16_bitmask(
        wasm_v128_or(wasm_i8x16_eq(lane, wasm_i8x16_splat('"')),
                     wasm_i8x16_eq(lane, wasm_i8x16_splat('\\'))));
#endif
    if (mask != 0) return at + std::countr_zero(mask);
  }
#endif
  while (at != end && *at != '"' && *at != '\\') ++at;
  return at;
}

}  // namespace

void JsonScanner::Start(std::string_view text) {
  at_ = text.data();
  end_ = at_ + text.size();
  text_bytes_ = text.size();
  ok_ = false;
  first_ = true;
  path_bytes_[1] = 0;
  unescaped_.clear();
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
    if (!Take('"') || !ReadString(&member->key)) return Fail();
    SkipSpace();
    if (!Take(':')) return Fail();
    SkipSpace();
    if (at_ != end_ && *at_ == '{' && Enter(member->key)) continue;
    if (!ReadValue(member)) return Fail();
    if (path_bytes_[depth_] != 0) member->key = Dotted(member->key);
    return true;
  }
  SkipSpace();
  // Only an object that was closed leaves depth 0 with a member or a brace
  // read; a text that never opened one has first_ still set.
  ok_ = !first_ && at_ == end_;
  return false;
}

bool JsonScanner::Fail() {
  depth_ = 0;
  first_ = true;
  return false;
}

void JsonScanner::SkipSpace() {
  while (at_ != end_ &&
         (*at_ == ' ' || *at_ == '\t' || *at_ == '\r' || *at_ == '\n')) {
    ++at_;
  }
}

bool JsonScanner::Take(char c) {
  if (at_ == end_ || *at_ != c) return false;
  ++at_;
  return true;
}

// Reads up to the closing quote; the opening one has been taken.
bool JsonScanner::ReadString(std::string_view* value) {
  const char* const start = at_;
  bool escapes = false;
  for (;;) {
    at_ = FindQuoteOrSlash(at_, end_);
    if (at_ == end_) return false;
    if (*at_ == '"') break;
    escapes = true;
    // The byte after a backslash is never the closing quote.
    if (++at_ == end_) return false;
    ++at_;
  }
  *value = {start, static_cast<size_t>(at_ - start)};
  ++at_;
  if (!escapes) return true;
  // Unescaping never lengthens, so this never moves what was yielded before.
  unescaped_.reserve(text_bytes_);
  const size_t from = unescaped_.size();
  if (!AppendUnescaped(*value, &unescaped_)) return false;
  *value = std::string_view(unescaped_).substr(from);
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
      if (at_ == start) return false;
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
bool JsonScanner::Enter(std::string_view key) {
  const size_t bytes = path_bytes_[depth_];
  if (depth_ == kMaxDepth || bytes + key.size() >= kMaxPathBytes) return false;
  ++at_;
  memcpy(path_.data() + bytes, key.data(), key.size());
  path_[bytes + key.size()] = '.';
  path_bytes_[++depth_] = bytes + key.size() + 1;
  first_ = true;
  return true;
}

// The key behind the path of the object that it is in.
std::string_view JsonScanner::Dotted(std::string_view key) {
  const size_t bytes = path_bytes_[depth_];
  if (bytes + key.size() > path_.size()) {
    long_key_.assign(path_.data(), bytes);
    long_key_ += key;
    return long_key_;
  }
  memcpy(path_.data() + bytes, key.data(), key.size());
  return {path_.data(), bytes + key.size()};
}

}  // namespace taffrail
