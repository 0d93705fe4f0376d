#include "core/wire/static_table.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "core/wire/static_keys.h"
#include "core/wire/static_texts.h"

namespace taffrail {
namespace {

// Sorted pairs of name and number, for looking up.
template <size_t kSize>
constexpr auto Sorted(const std::string_view (&names)[kSize]) {
  struct Entry {
    std::string_view name;
    uint32_t number = 0;
  };
  std::array<Entry, kSize> entries;
  for (size_t i = 0; i < kSize; ++i) {
    entries[i] = {names[i], static_cast<uint32_t>(i + 1)};
  }
  std::ranges::sort(entries, {}, &Entry::name);
  return entries;
}

constexpr auto kSortedKeys = Sorted(kStaticKeys);
constexpr auto kSortedTexts = Sorted(kStaticTexts);

template <class Entries>
uint32_t Find(const Entries& entries, std::string_view name) {
  const auto at = std::ranges::lower_bound(
      entries, name, {}, [](const auto& entry) { return entry.name; });
  return at != entries.end() && at->name == name ? at->number : 0;
}

}  // namespace

uint32_t KeyNumber(std::string_view key) { return Find(kSortedKeys, key); }

std::string_view KeyName(uint32_t number) {
  return number - 1 < std::size(kStaticKeys) ? kStaticKeys[number - 1] : "";
}

uint32_t TextNumber(std::string_view text) { return Find(kSortedTexts, text); }

std::string_view TextOfNumber(uint32_t number) {
  return number - 1 < std::size(kStaticTexts) ? kStaticTexts[number - 1] : "";
}

}  // namespace taffrail
