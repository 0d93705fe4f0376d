#include "core/query/value.h"

#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <utility>

#include "core/parse/severity.h"
#include "core/parse/time_text.h"

namespace taffrail {
namespace {

// The digits of a fraction, no zeros at its end.
std::string Fraction(int64_t rest, int64_t unit) {
  if (rest == 0) return {};
  std::string digits = std::to_string(unit + rest);
  digits[0] = '.';
  digits.erase(digits.find_last_not_of('0') + 1);
  return digits;
}

std::string RealText(double value) {
  std::array<char, 32> text;  // The shortest that is read as the same.
  const auto end = std::to_chars(text.data(), text.data() + text.size(), value);
  return std::string(text.data(), end.ptr);
}

bool IsNumber(ValueKind kind) {
  return kind == ValueKind::kInt || kind == ValueKind::kDouble;
}

template <class T>
int Compare(const T& a, const T& b) {
  return a < b ? -1 : b < a ? 1 : 0;
}

}  // namespace

Value Value::Real(double number) {
  return {ValueKind::kDouble, std::bit_cast<int64_t>(number), {}};
}

double Value::real() const {
  return kind == ValueKind::kDouble ? std::bit_cast<double>(number)
                                    : static_cast<double>(number);
}

ValueKind KindOf(FieldKind kind) {
  switch (kind) {
    case FieldKind::kString:
      return ValueKind::kText;
    case FieldKind::kInt:
      return ValueKind::kInt;
    case FieldKind::kDouble:
      return ValueKind::kDouble;
    case FieldKind::kBool:
      return ValueKind::kBool;
    case FieldKind::kDuration:
      return ValueKind::kDuration;
  }
  return ValueKind::kNone;
}

std::string DurationText(int64_t ns) {
  constexpr std::pair<int64_t, std::string_view> kUnits[] = {
      {1'000'000'000, "s"}, {1'000'000, "ms"}, {1'000, "us"}};
  if (ns < 0 && ns != INT64_MIN) return '-' + DurationText(-ns);
  for (const auto& [unit_ns, unit] : kUnits) {
    if (ns >= unit_ns) {
      return std::to_string(ns / unit_ns) + Fraction(ns % unit_ns, unit_ns) +
             std::string(unit);
    }
  }
  return std::to_string(ns) + "ns";
}

std::string NumberText(ValueKind kind, int64_t number) {
  switch (kind) {
    case ValueKind::kInt:
      return std::to_string(number);
    case ValueKind::kDouble:
      return RealText(std::bit_cast<double>(number));
    case ValueKind::kDuration:
      return DurationText(number);
    case ValueKind::kTime:
      return TimeText(number);
    case ValueKind::kBool:
      return number != 0 ? "true" : "false";
    case ValueKind::kLevel:
      // The highest number of the class.
      return std::string(SeverityName(static_cast<uint8_t>(number * 4)));
    case ValueKind::kText:
    case ValueKind::kNone:
      break;
  }
  return {};
}

std::string ToText(const Value& value) {
  return value.kind == ValueKind::kText ? value.text
                                        : NumberText(value.kind, value.number);
}

int CompareValues(const Value& a, const Value& b) {
  if (IsNumber(a.kind) && IsNumber(b.kind)) {
    if (a.kind == b.kind && a.kind == ValueKind::kInt) {
      return Compare(a.number, b.number);
    }
    return Compare(a.real(), b.real());
  }
  if (a.kind != b.kind) return Compare(a.kind, b.kind);
  if (a.kind == ValueKind::kText) return Compare(a.text, b.text);
  return Compare(a.number, b.number);
}

void PutValue(std::string* out, const Value& value) {
  out->push_back(static_cast<char>(value.kind));
  if (value.kind == ValueKind::kText) {
    PutVarint(out, value.text.size());
    *out += value.text;
  } else if (!value.none()) {
    PutSigned(out, value.number);
  }
}

Value GetValue(VarintReader& reader) {
  const std::string_view kind = reader.Bytes(1);
  Value value;
  if (!reader.ok() ||
      static_cast<uint8_t>(kind[0]) > static_cast<uint8_t>(ValueKind::kNone)) {
    reader.Fail();
    return value;
  }
  value.kind = static_cast<ValueKind>(kind[0]);
  if (value.kind == ValueKind::kText) {
    value.text = reader.Bytes(reader.Varint());
  } else if (!value.none()) {
    value.number = reader.Signed();
  }
  return value;
}

}  // namespace taffrail
