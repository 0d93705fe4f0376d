#ifndef TAFFRAIL_CORE_PARSE_FIELD_VALUE_H_
#define TAFFRAIL_CORE_PARSE_FIELD_VALUE_H_

#include <cstdint>
#include <optional>
#include <string_view>

namespace taffrail {

enum class FieldKind : uint8_t {
  kString,
  kInt,
  kDouble,
  kBool,
  kDuration,  // ns, in `integer`.
};

// One thing that a record says of itself. `value` is the text as it stands in
// the line (unescaped); `integer` and `real` hold what it means. What the views
// point into belongs to who made the field.
struct ParsedField {
  std::string_view name;
  std::string_view value;
  FieldKind kind = FieldKind::kString;
  int64_t integer = 0;  // kInt, kBool (0 or 1), kDuration.
  double real = 0;      // kDouble.

  void SetInt(int64_t number) { kind = FieldKind::kInt, integer = number; }
  void SetDuration(int64_t ns) { kind = FieldKind::kDuration, integer = ns; }
};

// ns in a unit of time as it is written: ns, us, µs, ms, s, sec, min, m, h, d
// and their long forms; 0 when it is none.
int64_t NsPerUnit(std::string_view unit);

// The whole of `text` as a decimal number, by the rules of JSON but for leading
// zeros and a plus sign, which logs have. Nothing is refused for its size:
// beyond what a double holds it is infinite.
std::optional<double> ParseReal(std::string_view text);

// "1.5ms", "2m3.5s", "250 ms": ns. Nothing for a bare number.
std::optional<int64_t> ParseDuration(std::string_view text);

// A number of `ns_per_unit` as ns; nothing when it is no number or too large.
std::optional<int64_t> ScaleDuration(std::string_view number,
                                     int64_t ns_per_unit);

// Sets the kind that the field's text has by its look: a whole number that
// int64 holds, a number with a fraction, true or false, a number with a unit of
// time. "007" and "1e5" stay text: they are more often names than numbers.
void GuessKind(ParsedField* field);

// The same for a text known to be a number.
void SetNumber(ParsedField* field);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_PARSE_FIELD_VALUE_H_
