#ifndef TAFFRAIL_TESTS_BENCH_SUPPORT_JSON_RECORDS_H_
#define TAFFRAIL_TESTS_BENCH_SUPPORT_JSON_RECORDS_H_

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "core/wire/wire_record.h"

namespace taffrail {

// The records of JSON lines, with every field of theirs: those that records
// have of their own, and the rest as attributes under dotted names. Owns the
// text that its records view.
class JsonRecords {
 public:
  // False when a line is not JSON.
  bool Add(std::string_view line);

  const std::vector<WireRecord>& records() const { return records_; }
  // In the lines so far, scalars and empty arrays and objects.
  size_t fields() const { return fields_; }

 private:
  template <class Element>
  void Flatten(const std::string& name, Element element, WireRecord* record);
  // Whether the field is one that records have.
  bool TakeMember(std::string_view name, std::string_view text,
                  WireRecord* record);
  std::string_view Own(std::string_view text) {
    return texts_.emplace_back(text);
  }

  std::deque<std::string> texts_;
  std::vector<WireRecord> records_;
  size_t fields_ = 0;
};

}  // namespace taffrail

#endif  // TAFFRAIL_TESTS_BENCH_SUPPORT_JSON_RECORDS_H_
