#include "core/parse/json_keys.h"

#include <algorithm>
#include <bit>

#include "core/base/hash.h"
#include "core/parse/byte_lanes.h"

namespace taffrail {
namespace {

constexpr size_t kMaxKeys = 320;
constexpr size_t kMaxTextBytes = 24 << 10;
constexpr size_t kMaxProbes = 8;

size_t RoundUp(size_t bytes) {
  return (bytes + kLaneBytes - 1) & ~(kLaneBytes - 1);
}

// Whether the first `count` bytes of two lanes are alike.
bool SameBytes(const char* a, const char* b, size_t count) {
  const uint32_t same = ToBits(LoadLane(a) == LoadLane(b));
  return static_cast<size_t>(std::countr_one(same)) >= count;
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
  for (size_t at = 0; at < quoted_bytes_; at += kLaneBytes) {
    const size_t count = std::min(quoted_bytes_ - at, kLaneBytes);
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
