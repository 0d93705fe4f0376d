#ifndef TAFFRAIL_CORE_PARSE_FIELDS_H_
#define TAFFRAIL_CORE_PARSE_FIELDS_H_

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/parse/field_value.h"

namespace taffrail {

// Fills a vector of fields anew, taking over what its elements hold of memory:
// record after record that is most of what reading fields would cost.
class Fields {
 public:
  explicit Fields(std::vector<ParsedField>* out) : out_(*out) {}
  Fields(const Fields&) = delete;
  Fields& operator=(const Fields&) = delete;
  // What was not filled goes.
  ~Fields() { out_.resize(count_); }

  ParsedField& Add(std::string_view name, std::string_view value) {
    if (count_ == out_.size()) out_.emplace_back();
    ParsedField& field = out_[count_++];
    Set(name, &field.name);
    Set(value, &field.value);
    field.kind = FieldKind::kString;
    return field;
  }

  size_t size() const { return count_; }
  ParsedField& operator[](size_t i) { return out_[i]; }
  void Shrink(size_t count) { count_ = count; }

 private:
  // Records of a source mostly have the same names in the same order, and
  // values of the same length: copying in place is much cheaper than assign(),
  // which wasm's library does not inline.
  static void Set(std::string_view from, std::string* to) {
    if (to->size() == from.size()) {
      std::copy(from.begin(), from.end(), to->data());
    } else {
      to->assign(from);
    }
  }

  std::vector<ParsedField>& out_;
  size_t count_ = 0;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_PARSE_FIELDS_H_
