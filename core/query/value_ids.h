#ifndef TAFFRAIL_CORE_QUERY_VALUE_IDS_H_
#define TAFFRAIL_CORE_QUERY_VALUE_IDS_H_

#include <cstdint>
#include <deque>
#include <map>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/base/text_hash.h"
#include "core/query/value.h"

namespace taffrail {

// Numbers the different values of a field, from 1; 0 is none. Values that are
// the same as text are one, a number if any of them is.
class ValueIds {
 public:
  uint32_t Of(const Value& value) {
    return value.none() ? 0
           : value.kind == ValueKind::kText
               ? OfText(value.text)
               : OfNumber(value.kind, value.number);
  }
  uint32_t OfNumber(ValueKind kind, int64_t number) {
    if (kind == last_kind_ && number == last_number_) return last_id_;
    return FindNumber(kind, number);
  }
  uint32_t OfText(std::string_view text);

  const Value& at(uint32_t id) const { return values_[id]; }
  size_t size() const { return values_.size(); }

 private:
  uint32_t FindNumber(ValueKind kind, int64_t number);

  std::deque<Value> values_{Value()};
  TextMap<uint32_t> texts_;
  std::map<ValueKind, std::unordered_map<int64_t, uint32_t>> numbers_;
  ValueKind last_kind_ = ValueKind::kNone;
  int64_t last_number_ = 0;
  uint32_t last_id_ = 0;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_QUERY_VALUE_IDS_H_
