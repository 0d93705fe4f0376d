#ifndef TAFFRAIL_CORE_BASE_VARINT_H_
#define TAFFRAIL_CORE_BASE_VARINT_H_

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace taffrail {

// Little-endian base-128 integers, as in protobuf.
inline void PutVarint(std::string* out, uint64_t value) {
  while (value >= 0x80) {
    out->push_back(static_cast<char>(value | 0x80));
    value >>= 7;
  }
  out->push_back(static_cast<char>(value));
}

// Small magnitudes of either sign as small numbers, and back.
inline uint64_t ZigZag(int64_t value) {
  return (static_cast<uint64_t>(value) << 1) ^
         static_cast<uint64_t>(value >> 63);
}
inline int64_t FromZigZag(uint64_t value) {
  return static_cast<int64_t>(value >> 1) ^ -static_cast<int64_t>(value & 1);
}

// Signed, small magnitudes short.
inline void PutSigned(std::string* out, int64_t value) {
  PutVarint(out, ZigZag(value));
}

// Reads what the above wrote. After bytes that end too early or make no sense,
// ok() is false and every further value is 0.
class VarintReader {
 public:
  explicit VarintReader(std::string_view bytes)
      : at_(bytes.data()), end_(bytes.data() + bytes.size()) {}

  bool ok() const { return ok_; }
  bool AtEnd() const { return at_ == end_; }
  // What was read cannot be: as if the bytes had ended.
  void Fail() {
    ok_ = false;
    at_ = end_;
  }

  uint64_t Varint() {
    uint64_t value = 0;
    for (int shift = 0; shift < 64 && at_ < end_; shift += 7) {
      uint8_t byte = static_cast<uint8_t>(*at_++);
      value |= static_cast<uint64_t>(byte & 0x7F) << shift;
      if (byte < 0x80) return value;
    }
    Fail();
    return 0;
  }

  int64_t Signed() { return FromZigZag(Varint()); }

  // Passes over `count` of either, without reading them.
  void Skip(size_t count) {
    while (count > 0 && end_ - at_ >= 8) {
      uint64_t word;
      memcpy(&word, at_, sizeof(word));
      const auto ends = static_cast<size_t>(
          std::popcount(~word & uint64_t{0x8080808080808080}));
      // The last one may end before the word does.
      if (ends >= count) break;
      count -= ends;
      at_ += sizeof(word);
    }
    for (; count > 0 && at_ < end_; ++at_) {
      count -= static_cast<uint8_t>(*at_) < 0x80;
    }
    if (count > 0) Fail();
  }

  // The next `size` bytes, which live as long as what is read.
  std::string_view Bytes(uint64_t size) {
    if (size > static_cast<size_t>(end_ - at_)) {
      Fail();
      return {};
    }
    std::string_view bytes(at_, size);
    at_ += size;
    return bytes;
  }

 private:
  const char* at_;
  const char* end_;
  bool ok_ = true;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_BASE_VARINT_H_
