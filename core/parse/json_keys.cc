#include "core/parse/json_keys.h"

#include <algorithm>
#include <cstring>

#include "core/base/hash.h"

namespace taffrail {
namespace {

constexpr size_t kMaxKeys = 320;
constexpr size_t kMaxTextBytes = 24 << 10;
constexpr size_t kMaxProbes = 8;
constexpr size_t kLane = 16;

size_t RoundUp(size_t bytes) { return (bytes + kLane - 1) & ~(kLane - 1); }

// Whether sixteen bytes, or the first of them, are alike.
bool SameBytes(const char* a, const char* b, size_t count) {
  using Lane = int8_t __attribute__((vector_size(kLane)));
  constexpr Lane kIndex = {0, 1, 2,  3,  4,  5,  6,  7,
                           8, 9, 10, 11, 12, 13, 14, 15};
  Lane x;
  Lane y;
  memcpy(&x, a, kLane);
  memcpy(&y, b, kLane);
  const Lane differ = (x ^ y) & (kIndex < static_cast<int8_t>(count));
  using Words = uint64_t __attribute__((vector_size(kLane)));
  const Words words = __builtin_bit_cast(Words, differ);
  return (words[0] | words[1]) == 0;
}

}  // namespace

JsonKey::JsonKey(const JsonKey* parent, std::string_view key)
    : parent_(parent) {
  if (parent) text_.append(parent->path()) += '.';
  key_at_ = text_.size();
  text_ += key;
  path_bytes_ = text_.size();
  const bool escaped = key.find_first_of("\"\\") != key.npos;
  quoted_bytes_ = escaped ? 0 : key.size() + 1;
  text_ += '"';
  text_.resize(key_at_ + RoundUp(key.size() + 1));
  usual_ = MeaningOfKey(path());
}

size_t JsonKey::MatchQuoted(const char* text, const char* end) const {
  // Near the line's end, where a lane does not fit, is seldom a key.
  if (static_cast<size_t>(end - text) < RoundUp(quoted_bytes_)) return 0;
  const char* const mine = text_.data() + key_at_;
  for (size_t at = 0; at < quoted_bytes_; at += kLane) {
    const size_t count = std::min(quoted_bytes_ - at, kLane);
    if (!SameBytes(text + at, mine + at, count)) return 0;
  }
  return quoted_bytes_;
}

void JsonKey::FindUse(const Format* format) {
  use_ = {.name = path()};
  format_ = format;
  use_known_ = true;
  if (!format) return;
  if (format->json) use_.own = format->json->Find(path());
  if (use_.own && !use_.own->name.empty()) use_.name = use_.own->name;
  use_.unit_ns = format->UnitOf(use_.name);
  use_.rules_severity =
      format->severity_from && format->severity_from->field == use_.name;
}

bool JsonKeys::Trim() {
  if (keys_.size() <= kMaxKeys && text_bytes_ <= kMaxTextBytes) return false;
  keys_.clear();
  slots_.fill(nullptr);
  text_bytes_ = 0;
  return true;
}

JsonKey* JsonKeys::Find(const JsonKey* parent, std::string_view key) {
  const uint64_t hash =
      MixHash(HashText(key), reinterpret_cast<uintptr_t>(parent));
  JsonKey** slot = nullptr;
  for (size_t probe = 0; probe < kMaxProbes; ++probe) {
    slot = &slots_[(hash + probe) % slots_.size()];
    if (!*slot) break;
    if ((*slot)->parent() == parent && (*slot)->key() == key) return *slot;
  }
  *slot = &keys_.emplace_back(parent, key);
  text_bytes_ += RoundUp((*slot)->path().size() + 1);
  return *slot;
}

}  // namespace taffrail
