#ifndef TAFFRAIL_CORE_WIRE_RANDOM_RECORDS_H_
#define TAFFRAIL_CORE_WIRE_RANDOM_RECORDS_H_

#include <algorithm>
#include <bit>
#include <deque>
#include <random>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "core/wire/static_table.h"
#include "core/wire/wire_record.h"

namespace taffrail {

// Sorts attributes and labels by key and kind, so that records that mean the
// same are equal.
inline void Normalize(WireRecord* record) {
  const auto before = [](const WireAttribute& a, const WireAttribute& b) {
    return std::tie(a.key, a.value.kind) < std::tie(b.key, b.value.kind);
  };
  for (auto* list : {&record->attributes, &record->labels}) {
    for (auto at = list->begin(); at != list->end(); ++at) {
      std::rotate(std::upper_bound(list->begin(), at, *at, before), at, at + 1);
    }
  }
}

// Records of every shape for the tests: each field there or not, few and many
// distinct values, the extremes of every type. Owns the text of its records.
class RandomRecords {
 public:
  explicit RandomRecords(uint32_t seed) : random_(seed) {}

  WireRecord Next() {
    WireRecord record;
    record.time_ns = Chance(8) ? Integer() : time_ += Below(1 << 20);
    if (Chance(2)) record.observed_ns = Integer();
    if (!Chance(4)) record.severity = 1 + Below(24);
    if (!Chance(4)) record.log_id = static_cast<uint64_t>(Integer());
    record.source_type = static_cast<SourceType>(Below(7));
    if (Chance(2)) record.severity_text = Text();
    if (Chance(2)) record.source = Text();
    if (Chance(2)) record.service = Text();
    if (Chance(4)) record.name = Text();
    if (!Chance(8)) record.body = Text();
    if (Chance(2)) record.trace_id = Bytes(16);
    if (Chance(2)) record.span_id = Bytes(8);
    if (Chance(4)) record.parent_span_id = Bytes(8);
    if (Chance(4)) record.span_kind = Below(6);
    if (Chance(4)) record.span_status = Below(3);
    if (Chance(4)) record.duration_ns = Integer();
    if (Chance(2)) record.template_id = Below(100);
    for (uint32_t i = Below(4); i > 0; --i) {
      record.parameters.push_back(Text());
    }
    for (uint32_t i = Below(12); i > 0; --i) {
      record.attributes.push_back(Attribute());
    }
    for (uint32_t i = Below(3); i > 0; --i) {
      record.labels.push_back(Attribute());
    }
    return record;
  }

 private:
  uint32_t Below(uint32_t end) { return random_() % end; }
  bool Chance(uint32_t one_in) { return Below(one_in) == 0; }

  std::string_view Own(std::string text) {
    return texts_.emplace_back(std::move(text));
  }

  std::string_view Bytes(size_t size) {
    std::string bytes;
    while (bytes.size() < size) bytes.push_back(static_cast<char>(random_()));
    return Own(std::move(bytes));
  }

  std::string_view Text() {
    if (Chance(3)) return Own("text " + std::to_string(Below(5)));
    if (Chance(8)) return TextOfNumber(1 + Below(40));
    return Bytes(Below(Chance(16) ? 3000 : 40));
  }

  int64_t Integer() {
    const uint64_t bits = uint64_t{random_()} << 32 | random_();
    return static_cast<int64_t>(bits) >> Below(64);
  }

  double Double() {
    switch (Below(4)) {
      case 0:
        return Below(100000) / 100.0;
      case 1:
        return std::bit_cast<double>(Integer());
      case 2:
        return -0.0;
      default:
        return Below(1000);
    }
  }

  WireAttribute Attribute() {
    const std::string_view key = Chance(2)
                                     ? KeyName(1 + Below(60))
                                     : Own("k" + std::to_string(Below(9)));
    switch (const auto kind = static_cast<WireKind>(Below(10))) {
      case WireKind::kNull:
        return {key, {}};
      case WireKind::kInteger:
        return {key, IntegerValue(Integer())};
      case WireKind::kDouble:
        return {key, DoubleValue(Double())};
      case WireKind::kBool:
        return {key, BoolValue(Chance(2))};
      case WireKind::kUuid:
        return {key, TextValue(Bytes(16), kind)};
      case WireKind::kIpv4:
        return {key, TextValue(Bytes(4), kind)};
      default:
        return {key, TextValue(Text(), kind)};
    }
  }

  std::mt19937 random_;
  int64_t time_ = 1763800000 * int64_t{1000000000};
  std::deque<std::string> texts_;
};

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_WIRE_RANDOM_RECORDS_H_
