#ifndef TAFFRAIL_CORE_STORE_ATTRIBUTE_COLUMN_H_
#define TAFFRAIL_CORE_STORE_ATTRIBUTE_COLUMN_H_

#include <bit>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/status.h"
#include "core/parse/field_value.h"
#include "core/store/block_bits.h"

namespace taffrail {

// What one attribute is in the records of one block. An attribute is a name
// and a kind: where a name has numbers in some records and text in others,
// those are two columns. Bytes: docs/storage-format.md.
struct AttributeColumn {
  // A text that is no entry of the attribute's dictionary.
  static constexpr int64_t kInRecord = 0;  // It stands in the record: `places`.
  static constexpr int64_t kMade = 1;      // It does not: `made`.
  static constexpr int64_t kFirstEntry = 2;

  struct Place {
    uint32_t start;  // From the record's first byte.
    uint32_t size;
  };

  // The records that have it.
  BlockBits present;
  // Of each of them: kInt, kBool and kDuration (ns) the number, kDouble its
  // bits, kString kFirstEntry + the entry in the dictionary, or one of the
  // above.
  std::vector<int64_t> numbers;
  // In the order of those that are kInRecord, kMade.
  std::vector<Place> places;
  std::vector<std::string> made;

  // Empties it, keeping its memory.
  void Clear();
};

// What a column has of a field that is no text.
inline int64_t NumberInColumn(const ParsedField& field) {
  return field.kind == FieldKind::kDouble ? std::bit_cast<int64_t>(field.real)
                                          : field.integer;
}

std::string EncodeAttributeColumn(FieldKind kind, const AttributeColumn& column,
                                  uint32_t block_records);
// Replaces `column`.
Status DecodeAttributeColumn(FieldKind kind, std::string_view bytes,
                             uint32_t block_records, AttributeColumn* column);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_STORE_ATTRIBUTE_COLUMN_H_
