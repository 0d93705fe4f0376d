#ifndef TAFFRAIL_CORE_BASE_HASH_H_
#define TAFFRAIL_CORE_BASE_HASH_H_

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace taffrail {

// Bytes that HashBytes may read past the last one it is given.
inline constexpr size_t kHashPadding = 8;

inline uint64_t MixHash(uint64_t hash, uint64_t value) {
  hash = (hash ^ value) * 0xFF51AFD7ED558CCD;
  return hash ^ (hash >> 32);
}

// Hashes `size` > 0 bytes, eight at a time. At least kHashPadding bytes must be
// readable from the last one on; what they are does not matter. Not for input
// that someone may choose to make collide. On disk and between processes
// (template ids): it never changes.
inline uint64_t HashBytes(const char* bytes, size_t size) {
  const auto load = [](const char* at) {
    uint64_t word;
    memcpy(&word, at, sizeof(word));
    return word;
  };
  uint64_t hash = size * 0x9E3779B97F4A7C15;
  for (; size > 8; bytes += 8, size -= 8) hash = MixHash(hash, load(bytes));
  return MixHash(hash, load(bytes) & (~uint64_t{0} >> (64 - 8 * size)));
}

// The same of bytes that nothing readable need follow; 0 of none.
inline uint64_t HashText(std::string_view text) {
  if (text.empty()) return 0;
  uint64_t hash = text.size() * 0x9E3779B97F4A7C15;
  while (true) {
    uint64_t word = 0;
    const size_t size = text.size() < sizeof(word) ? text.size() : sizeof(word);
    memcpy(&word, text.data(), size);
    hash = MixHash(hash, word);
    text.remove_prefix(size);
    if (text.empty()) return hash;
  }
}

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_BASE_HASH_H_
