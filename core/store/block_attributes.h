#ifndef TAFFRAIL_CORE_STORE_BLOCK_ATTRIBUTES_H_
#define TAFFRAIL_CORE_STORE_BLOCK_ATTRIBUTES_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/parse/field_value.h"
#include "core/store/attribute_column.h"
#include "core/store/attribute_set.h"

namespace taffrail {

// Gathers the attributes of a block's records: those of the record that is open
// first, since another reading of it may replace them. Owned by a BlockBuilder.
class BlockAttributes {
 public:
  void Clear();

  // What the open record says, instead of what it said before. `record` is the
  // text it has so far, as it stands in the block.
  void Describe(AttributeSet& set, std::span<const ParsedField> fields,
                std::string_view record);
  // The open record is the block's record `index`.
  void Close(uint32_t index);

  // Every attribute of every record was kept.
  bool complete() const { return complete_; }
  // Calls f(attribute, column) for each that a record has.
  template <class F>
  void ForEach(F&& f) const {
    for (size_t i = 0; i < used_; ++i) f(columns_[i].first, columns_[i].second);
  }

 private:
  struct Value {
    uint32_t attribute;
    int64_t number;
    // Of a text that is no entry of the dictionary: in the record, in made_.
    enum { kNoText, kInRecord, kMade } text = kNoText;
    AttributeColumn::Place place = {};
  };
  void AddText(AttributeSet& set, uint32_t attribute, std::string_view text,
               std::string_view record);
  AttributeColumn& ColumnOf(uint32_t attribute);

  std::vector<Value> open_;
  std::string made_;
  // The attributes of the last record, by the places of its fields.
  std::vector<uint32_t> hints_;
  bool complete_ = true;
  // The first `used_` are of this block, the others kept for their memory.
  std::vector<std::pair<uint32_t, AttributeColumn>> columns_;
  size_t used_ = 0;
  // 1 + the place of an attribute's column; 0 where it has none.
  std::vector<uint32_t> slots_;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_STORE_BLOCK_ATTRIBUTES_H_
