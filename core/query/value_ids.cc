#include "core/query/value_ids.h"

namespace taffrail {

uint32_t ValueIds::OfText(std::string_view text) {
  const auto at = texts_.find(text);
  if (at != texts_.end()) return at->second;
  const uint32_t id = static_cast<uint32_t>(values_.size());
  texts_.emplace(text, id);
  values_.push_back(Value::Text(text));
  return id;
}

uint32_t ValueIds::FindNumber(ValueKind kind, int64_t number) {
  last_kind_ = kind;
  last_number_ = number;
  const auto [at, added] = numbers_[kind].try_emplace(number, 0);
  if (added) {
    at->second = OfText(NumberText(kind, number));
    Value& value = values_[at->second];
    if (value.kind > kind) value = {kind, number, {}};
  }
  return last_id_ = at->second;
}

}  // namespace taffrail
