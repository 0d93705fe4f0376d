#include "core/sql/cell.h"

#include <sqlite3.h>

#include <algorithm>
#include <bit>
#include <functional>

#include "core/query/value.h"

namespace taffrail {
namespace {

template <class T>
int Compare(const T& a, const T& b) {
  return a < b ? -1 : b < a ? 1 : 0;
}

// 2^63, the first that no whole number reaches.
constexpr double kTooGreat = 9223372036854775808.0;

// As exact as SQLite does it.
int CompareToReal(int64_t a, double b) {
  if (b >= kTooGreat) return -1;
  if (b < -kTooGreat) return 1;
  const auto whole = static_cast<int64_t>(b);
  if (a != whole) return Compare(a, whole);
  return Compare(static_cast<double>(a), b);
}

// What LIKE and GLOB look at.
std::string TextOf(const Cell& cell) {
  switch (cell.kind) {
    case Cell::kNull:
      return {};
    case Cell::kInteger:
      return NumberText(ValueKind::kInt, cell.number);
    case Cell::kReal:
      return NumberText(ValueKind::kDouble, cell.number);
    case Cell::kText:
      return std::string(cell.text);
  }
  return {};
}

}  // namespace

Cell Cell::Real(double number) {
  // SQLite knows no others.
  if (number != number) return {};
  return {kReal, std::bit_cast<int64_t>(number)};
}

double Cell::real() const { return std::bit_cast<double>(number); }

Cell CellOf(sqlite3_value* value) {
  switch (sqlite3_value_type(value)) {
    case SQLITE_INTEGER:
      return Cell::Integer(sqlite3_value_int64(value));
    case SQLITE_FLOAT:
      return Cell::Real(sqlite3_value_double(value));
    case SQLITE_TEXT: {
      const auto* text =
          reinterpret_cast<const char*>(sqlite3_value_text(value));
      return Cell::Text(std::string_view(
          text, static_cast<size_t>(sqlite3_value_bytes(value))));
    }
    default:
      return {};
  }
}

int CompareCells(const Cell& a, const Cell& b) {
  if (a.kind == Cell::kText || b.kind == Cell::kText) {
    if (a.kind != b.kind) return a.kind == Cell::kText ? 1 : -1;
    return a.text.compare(b.text);
  }
  if (a.kind == Cell::kInteger) {
    return b.kind == Cell::kInteger ? Compare(a.number, b.number)
                                    : CompareToReal(a.number, b.real());
  }
  return b.kind == Cell::kInteger ? -CompareToReal(b.number, a.real())
                                  : Compare(a.real(), b.real());
}

uint64_t HashOf(const Cell& cell) {
  switch (cell.kind) {
    case Cell::kNull:
      return 0;
    case Cell::kInteger:
      return std::hash<double>()(static_cast<double>(cell.number));
    case Cell::kReal:
      return std::hash<double>()(cell.real());
    case Cell::kText:
      return std::hash<std::string_view>()(cell.text);
  }
  return 0;
}

void PutCell(std::string* out, const Cell& cell) {
  out->push_back(static_cast<char>(cell.kind));
  if (cell.kind == Cell::kText) {
    PutVarint(out, cell.text.size());
    out->append(cell.text);
  } else if (cell.kind != Cell::kNull) {
    PutSigned(out, cell.number);
  }
}

Cell GetCell(VarintReader& reader) {
  const std::string_view kind = reader.Bytes(1);
  if (kind.empty()) return {};
  switch (kind[0]) {
    case Cell::kNull:
      return {};
    case Cell::kInteger:
    case Cell::kReal:
      return {static_cast<Cell::Kind>(kind[0]), reader.Signed()};
    case Cell::kText:
      return Cell::Text(reader.Bytes(reader.Varint()));
    default:
      reader.Fail();
      return {};
  }
}

CellFilter::CellFilter(const v1::SqlFilter& filter)
    : op_(filter.op()), bytes_(filter.values()) {
  VarintReader reader(bytes_);
  while (!reader.AtEnd()) values_.push_back(GetCell(reader));
  std::erase_if(values_, [](const Cell& cell) { return cell.kind == 0; });
  std::sort(values_.begin(), values_.end(), [](const Cell& a, const Cell& b) {
    return CompareCells(a, b) < 0;
  });
  if (!values_.empty()) pattern_ = TextOf(values_[0]);
}

bool CellFilter::Holds(const Cell& cell) const {
  if (cell.kind == Cell::kNull) return false;
  if (op_ == v1::SqlFilter::OP_NOT_NULL) return true;
  // Compared to NULL.
  if (values_.empty()) return false;
  const Cell& value = values_[0];
  switch (op_) {
    case v1::SqlFilter::OP_EQUAL:
      return std::binary_search(
          values_.begin(), values_.end(), cell,
          [](const Cell& a, const Cell& b) { return CompareCells(a, b) < 0; });
    case v1::SqlFilter::OP_LESS:
      return CompareCells(cell, value) < 0;
    case v1::SqlFilter::OP_LESS_EQUAL:
      return CompareCells(cell, value) <= 0;
    case v1::SqlFilter::OP_GREATER:
      return CompareCells(cell, value) > 0;
    case v1::SqlFilter::OP_GREATER_EQUAL:
      return CompareCells(cell, value) >= 0;
    // How SQLite writes a fraction is its own affair.
    case v1::SqlFilter::OP_LIKE:
      return cell.kind == Cell::kReal ||
             sqlite3_strlike(pattern_.c_str(), TextOf(cell).c_str(), 0) == 0;
    case v1::SqlFilter::OP_GLOB:
      return cell.kind == Cell::kReal ||
             sqlite3_strglob(pattern_.c_str(), TextOf(cell).c_str()) == 0;
    default:
      // SQLite looks at it again.
      return true;
  }
}

}  // namespace taffrail
