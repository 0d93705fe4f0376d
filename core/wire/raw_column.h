#ifndef TAFFRAIL_CORE_WIRE_RAW_COLUMN_H_
#define TAFFRAIL_CORE_WIRE_RAW_COLUMN_H_

#include <cstdint>
#include <string_view>

#include "core/wire/number_column.h"
#include "core/wire/record_fields.h"

namespace taffrail {

// A Column message as it was sent, before anything in it is believed. Views
// into the bytes of the batch.
struct RawColumn {
  uint64_t field = 0;
  uint64_t key = 0;
  uint64_t kind = 0;
  uint64_t scale = 0;
  uint64_t entries = 0;
  std::string_view name;
  std::string_view present;
  NumberColumn numbers;
  NumberColumn lengths;
  std::string_view data;

  // False if the bytes are no such message.
  bool Parse(std::string_view message);

  // Of a field and kind this version has.
  bool IsKnown() const;
};

inline bool IsListField(RecordField field) {
  return field == RecordField::kAttribute || field == RecordField::kLabel;
}

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_WIRE_RAW_COLUMN_H_
