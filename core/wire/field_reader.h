#ifndef TAFFRAIL_CORE_WIRE_FIELD_READER_H_
#define TAFFRAIL_CORE_WIRE_FIELD_READER_H_

#include <cstdint>
#include <cstring>
#include <string_view>

#include "core/base/varint.h"

namespace taffrail {

// Walks the fields of a protobuf message in place: what generated code would
// copy stays a view. For messages that are large or many; the tests hold it
// against generated code.
class FieldReader {
 public:
  explicit FieldReader(std::string_view message) : reader_(message) {}

  // Moves to the next field. False at the end, and when the bytes are no
  // message: then ok() is false.
  bool Next() {
    if (!ok() || reader_.AtEnd()) return false;
    const uint64_t tag = reader_.Varint();
    number_ = static_cast<uint32_t>(tag >> 3);
    bytes_ = {};
    value_ = 0;
    switch (tag & 7) {
      case 0:
        value_ = reader_.Varint();
        break;
      case 1:
        value_ = Fixed(8);
        break;
      case 2:
        bytes_ = reader_.Bytes(reader_.Varint());
        break;
      case 5:
        value_ = Fixed(4);
        break;
      default:
        sound_ = false;
    }
    sound_ = sound_ && number_ != 0 && tag >> 32 == 0;
    return ok();
  }

  bool ok() const { return sound_ && reader_.ok(); }
  uint32_t number() const { return number_; }
  // Of a varint or fixed field.
  uint64_t value() const { return value_; }
  int64_t zigzag() const { return FromZigZag(value_); }
  // Of a bytes or message field.
  std::string_view bytes() const { return bytes_; }

 private:
  // Little-endian, as every platform this is built for.
  uint64_t Fixed(size_t size) {
    uint64_t value = 0;
    const std::string_view bytes = reader_.Bytes(size);
    if (!bytes.empty()) std::memcpy(&value, bytes.data(), size);
    return value;
  }

  VarintReader reader_;
  bool sound_ = true;
  uint32_t number_ = 0;
  uint64_t value_ = 0;
  std::string_view bytes_;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_WIRE_FIELD_READER_H_
