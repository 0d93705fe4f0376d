#ifndef TAFFRAIL_CORE_QUERY_VALUE_H_
#define TAFFRAIL_CORE_QUERY_VALUE_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/varint.h"
#include "core/parse/field_value.h"

namespace taffrail {

// In the order in which values of different kinds are sorted.
enum class ValueKind : uint8_t {
  kInt,
  kDouble,
  kDuration,  // ns.
  kTime,      // ns since 1970.
  kBool,
  kLevel,  // A class of severities, from 1.
  kText,
  kNone,
};

// One cell of a table.
struct Value {
  ValueKind kind = ValueKind::kNone;
  int64_t number = 0;  // Of kDouble its bits.
  std::string text;    // kText.

  static Value Int(int64_t number) { return {ValueKind::kInt, number, {}}; }
  static Value Real(double number);
  static Value Text(std::string_view text) {
    return {ValueKind::kText, 0, std::string(text)};
  }
  double real() const;
  bool none() const { return kind == ValueKind::kNone; }
  friend bool operator==(const Value&, const Value&) = default;
};

// Of all kinds but text.
ValueKind KindOf(FieldKind kind);

// As a query has it: a duration with its unit, a time as RFC 3339 has it; two
// values with the same text are one value. Nothing of what is none.
std::string NumberText(ValueKind kind, int64_t number);
std::string ToText(const Value& value);

// 1500000 as "1.5ms": exact, and read as the same again.
std::string DurationText(int64_t ns);

// Negative, 0 or positive: numbers of whatever kind by what they are, then the
// other kinds, text by its bytes; none comes last.
int CompareValues(const Value& a, const Value& b);

void PutValue(std::string* out, const Value& value);
Value GetValue(VarintReader& reader);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_QUERY_VALUE_H_
