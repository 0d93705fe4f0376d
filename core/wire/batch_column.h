#ifndef TAFFRAIL_CORE_WIRE_BATCH_COLUMN_H_
#define TAFFRAIL_CORE_WIRE_BATCH_COLUMN_H_

#include <bit>
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/wire/record_fields.h"
#include "core/wire/wire_record.h"

namespace taffrail {

// One field of the records of a batch: the values of those that have it, in
// `slots` from 0. Views into the RecordBatchReader it belongs to.
class BatchColumn {
 public:
  RecordField field() const { return field_; }
  WireKind kind() const { return kind_; }
  // Of an attribute or label.
  std::string_view key() const { return key_; }
  // Of a parameter.
  uint32_t place() const { return place_; }
  uint32_t slots() const { return slots_; }

  // By slot; each for its kinds only.
  int64_t Integer(uint32_t slot) const {
    return static_cast<int64_t>(numbers_[slot]);
  }
  double Double(uint32_t slot) const {
    return std::bit_cast<double>(numbers_[slot]);
  }
  std::string_view Text(uint32_t slot) const {
    const uint32_t entry = places_ == nullptr ? slot : places_[slot];
    const uint32_t begin = ends_[entry];
    return {data_ + begin, ends_[entry + 1] - begin};
  }
  WireValue Value(uint32_t slot) const;

  // Whether the record has the field.
  bool Has(uint32_t row) const {
    return present_ == nullptr || (present_[row / 64] >> (row % 64) & 1) != 0;
  }
  // The slot of a record that has it.
  uint32_t SlotOf(uint32_t row) const {
    if (present_ == nullptr) return row;
    const uint64_t before =
        present_[row / 64] & ((uint64_t{1} << row % 64) - 1);
    return ranks_[row / 64] + static_cast<uint32_t>(std::popcount(before));
  }

  // Calls f(row, slot) for each value, in ascending order.
  template <class F>
  void ForEach(F&& f) const {
    if (present_ == nullptr) {
      for (uint32_t row = 0; row < slots_; ++row) f(row, row);
      return;
    }
    uint32_t slot = 0;
    for (uint32_t word = 0; slot < slots_; ++word) {
      for (uint64_t bits = present_[word]; bits != 0; bits &= bits - 1) {
        const uint32_t bit = static_cast<uint32_t>(std::countr_zero(bits));
        f(word * 64 + bit, slot++);
      }
    }
  }

 private:
  friend class RecordBatchReader;

  // Gives the record the slot's value.
  void Put(uint32_t slot, WireRecord* record) const;
  void PutAttribute(uint32_t slot, std::vector<WireAttribute>* list) const;

  RecordField field_ = RecordField::kTime;
  WireKind kind_ = WireKind::kNull;
  uint32_t place_ = 0;
  uint32_t slots_ = 0;
  std::string_view key_;
  // Of records; null when all have the field. Ranks: slots before each word.
  const uint64_t* present_ = nullptr;
  const uint32_t* ranks_ = nullptr;
  // Of slots.
  const uint64_t* numbers_ = nullptr;
  // Of slots, null without a dictionary.
  const uint32_t* places_ = nullptr;
  // entries + 1 offsets into data.
  const uint32_t* ends_ = nullptr;
  const char* data_ = nullptr;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_WIRE_BATCH_COLUMN_H_
