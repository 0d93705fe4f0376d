#ifndef TAFFRAIL_CORE_PARSE_FIELDS_H_
#define TAFFRAIL_CORE_PARSE_FIELDS_H_

#include <cstddef>
#include <string_view>
#include <vector>

#include "core/parse/field_value.h"

namespace taffrail {

// Fills a vector of fields anew. What the names and values point into has to
// outlive the fields.
class Fields {
 public:
  explicit Fields(std::vector<ParsedField>* out) : out_(*out) { out_.clear(); }
  Fields(const Fields&) = delete;
  Fields& operator=(const Fields&) = delete;

  ParsedField& Add(std::string_view name, std::string_view value) {
    ParsedField& field = out_.emplace_back();
    field.name = name;
    field.value = value;
    return field;
  }

  size_t size() const { return out_.size(); }
  auto begin() const { return out_.cbegin(); }
  auto end() const { return out_.cend(); }

 private:
  std::vector<ParsedField>& out_;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_PARSE_FIELDS_H_
