// memcpy() and its kin for WebAssembly. Emscripten's are compiled to be small
// and go by single bytes wherever two places are not aligned alike, as pieces
// of text never are. Being defined here they take the place of the library's
// in whatever is linked with this, third-party code included.
#include <wasm_simd128.h>

#include <bit>
#include <cstddef>
#include <cstdint>

namespace {

// Any address will do.
template <class T>
struct [[gnu::packed, gnu::may_alias]] Unaligned {
  T value;
};

template <class T>
T Load(const void* at) {
  return static_cast<const Unaligned<T>*>(at)->value;
}
template <class T>
void Store(T value, void* at) {
  static_cast<Unaligned<T>*>(at)->value = value;
}

// The first and the last T of `n` bytes, which are all of them; both are read
// before either is written, so that the places may overlap.
template <class T>
void CopyEnds(char* to, const char* from, size_t n) {
  const T first = Load<T>(from);
  const T last = Load<T>(from + n - sizeof(T));
  Store(first, to);
  Store(last, to + n - sizeof(T));
}

// Whether that was all.
bool CopyFew(char* to, const char* from, size_t n) {
  if (n > 32) return false;
  if (n > 16) {
    CopyEnds<v128_t>(to, from, n);
  } else if (n >= 8) {
    CopyEnds<uint64_t>(to, from, n);
  } else if (n >= 4) {
    CopyEnds<uint32_t>(to, from, n);
  } else if (n >= 2) {
    CopyEnds<uint16_t>(to, from, n);
  } else if (n == 1) {
    *to = *from;
  }
  return true;
}

// More than 32 bytes, to where none of them is overwritten before it is read
// if that is done from the first on.
void CopyUp(char* to, const char* from, size_t n) {
  const v128_t last = Load<v128_t>(from + n - 16);
  char* const last_to = to + n - 16;
  for (; n > 64; n -= 64, to += 64, from += 64) {
    const v128_t a = Load<v128_t>(from);
    const v128_t b = Load<v128_t>(from + 16);
    const v128_t c = Load<v128_t>(from + 32);
    const v128_t d = Load<v128_t>(from + 48);
    Store(a, to);
    Store(b, to + 16);
    Store(c, to + 32);
    Store(d, to + 48);
  }
  for (; n > 16; n -= 16, to += 16, from += 16) {
    Store(Load<v128_t>(from), to);
  }
  Store(last, last_to);
}

// The same from the last on.
void CopyDown(char* to, const char* from, size_t n) {
  const v128_t first = Load<v128_t>(from);
  for (; n > 16; n -= 16) Store(Load<v128_t>(from + n - 16), to + n - 16);
  Store(first, to);
}

// The order of two words as bytes in memory; they differ.
int Order(uint64_t a, uint64_t b) {
  return __builtin_bswap64(a) < __builtin_bswap64(b) ? -1 : 1;
}

}  // namespace

extern "C" {

void* memcpy(void* to, const void* from, size_t n) {
  if (!CopyFew(static_cast<char*>(to), static_cast<const char*>(from), n)) {
    CopyUp(static_cast<char*>(to), static_cast<const char*>(from), n);
  }
  return to;
}

void* memmove(void* to, const void* from, size_t n) {
  char* const t = static_cast<char*>(to);
  const char* const f = static_cast<const char*>(from);
  if (CopyFew(t, f, n)) return to;
  if (reinterpret_cast<uintptr_t>(t) - reinterpret_cast<uintptr_t>(f) >= n) {
    CopyUp(t, f, n);
  } else {
    CopyDown(t, f, n);
  }
  return to;
}

void* memset(void* at, int byte, size_t n) {
  char* to = static_cast<char*>(at);
  if (n < 16) {
    for (; n > 0; --n) *to++ = static_cast<char>(byte);
    return at;
  }
  const v128_t bytes = wasm_i8x16_splat(static_cast<int8_t>(byte));
  char* const last = to + n - 16;
  for (; to < last; to += 16) Store(bytes, to);
  Store(bytes, last);
  return at;
}

int memcmp(const void* left, const void* right, size_t n) {
  const char* a = static_cast<const char*>(left);
  const char* b = static_cast<const char*>(right);
  for (; n >= 8; a += 8, b += 8, n -= 8) {
    const auto x = Load<uint64_t>(a);
    const auto y = Load<uint64_t>(b);
    if (x != y) return Order(x, y);
  }
  for (; n > 0; ++a, ++b, --n) {
    const int difference =
        static_cast<unsigned char>(*a) - static_cast<unsigned char>(*b);
    if (difference != 0) return difference;
  }
  return 0;
}

void* memchr(const void* text, int byte, size_t n) {
  const char* at = static_cast<const char*>(text);
  const v128_t wanted = wasm_i8x16_splat(static_cast<int8_t>(byte));
  const auto found = [&](const char* from) {
    return wasm_i8x16_bitmask(wasm_i8x16_eq(Load<v128_t>(from), wanted));
  };
  const char* const end = at + n;
  if (n >= 16) {
    for (; end - at >= 16; at += 16) {
      const uint32_t bits = found(at);
      if (bits != 0) return const_cast<char*>(at) + std::countr_zero(bits);
    }
    // None of those looked at twice is it.
    const uint32_t bits = found(end - 16);
    if (bits == 0) return nullptr;
    return const_cast<char*>(end) - 16 + std::countr_zero(bits);
  }
  for (; at < end; ++at) {
    if (*at == static_cast<char>(byte)) return const_cast<char*>(at);
  }
  return nullptr;
}

}  // extern "C"
