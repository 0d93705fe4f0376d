#include "core/sql/scan_builder.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

#include "core/base/ascii.h"
#include "core/query/query.h"
#include "core/sql/sql_time.h"

namespace taffrail {
namespace {

using Form = LogsColumn::Form;
using Op = v1::SqlFilter;

// Longer values are not looked up in the index.
constexpr size_t kMaxNarrowing = 500;
constexpr size_t kMaxNarrowingValues = 100;
constexpr size_t kTemplateDigits = 16;

constexpr int64_t kMinTime = std::numeric_limits<int64_t>::min();
constexpr int64_t kMaxTime = std::numeric_limits<int64_t>::max();

// The query language takes it for a field's name.
bool IsPlainName(std::string_view name) {
  return !name.empty() && IsLetter(name[0]) &&
         std::all_of(name.begin(), name.end(), [](char c) {
           return IsLetter(c) || IsDigit(c) || c == '_' || c == '.';
         });
}

std::string Quoted(std::string_view text) {
  std::string quoted = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + '"';
}

std::optional<int64_t> TimeOf(const Cell& value, bool as_text) {
  if (as_text) {
    if (value.kind != Cell::kText) return std::nullopt;
    return ParseSqlTime(value.text);
  }
  if (value.kind != Cell::kInteger) return std::nullopt;
  return value.number;
}

}  // namespace

void ScanBuilder::Read(const LogsColumn& column) {
  *scan_.add_columns() = column.scanned;
}

Status ScanBuilder::Match(std::string_view query) {
  const ParsedQuery parsed = ParseQuery(query);
  if (const auto* error = std::get_if<QueryError>(&parsed)) {
    return InvalidArgument("MATCH: " + error->message);
  }
  *scan_.mutable_query() += " (" + std::string(query) + ")";
  return {};
}

void ScanBuilder::NotBefore(int64_t ns) {
  if (!scan_.has_range()) scan_.set_to_ns(kMaxTime);
  scan_.set_from_ns(scan_.has_range() ? std::max(scan_.from_ns(), ns) : ns);
  scan_.set_has_range(true);
}

void ScanBuilder::Before(int64_t ns) {
  if (!scan_.has_range()) scan_.set_from_ns(kMinTime);
  scan_.set_to_ns(scan_.has_range() ? std::min(scan_.to_ns(), ns) : ns);
  scan_.set_has_range(true);
}

void ScanBuilder::CompareTime(v1::SqlFilter::Op op,
                              std::span<const Cell> values, bool as_text) {
  std::optional<int64_t> low;
  std::optional<int64_t> high;
  for (const Cell& value : values) {
    const std::optional<int64_t> time = TimeOf(value, as_text);
    if (!time) return;
    low = std::min(low.value_or(*time), *time);
    high = std::max(high.value_or(*time), *time);
  }
  // The next one, of the last there is none.
  const auto after = [](int64_t ns) { return ns == kMaxTime ? ns : ns + 1; };
  if (op == Op::OP_EQUAL || op == Op::OP_GREATER_EQUAL) NotBefore(*low);
  // A day's first moment is after the day, as texts are ordered.
  if (op == Op::OP_GREATER) {
    const bool whole = !as_text || SqlTimeText(*low) == values[0].text;
    NotBefore(whole ? after(*low) : *low);
  }
  if (op == Op::OP_EQUAL || op == Op::OP_LESS_EQUAL) Before(after(*high));
  if (op == Op::OP_LESS) Before(*high);
}

void ScanBuilder::CompareLevel(const LogsColumn& column,
                               std::span<const Cell> values) {
  v1::SqlFilter filter;
  *filter.mutable_column() = column.scanned;
  std::string names;
  for (const Cell& value : values) {
    const int64_t level =
        value.kind == Cell::kText ? LevelOf(value.text) : int64_t{0};
    if (level == 0) continue;
    PutCell(filter.mutable_values(), Cell::Integer(level));
    names += (names.empty() ? "" : " ") + std::string(value.text);
  }
  nothing_ = nothing_ || names.empty();
  *scan_.mutable_query() += " level:(" + names + ")";
  *scan_.add_filters() = std::move(filter);
}

void ScanBuilder::CompareTemplate(std::span<const Cell> values) {
  std::string any;
  for (const Cell& value : values) {
    const bool id = value.kind == Cell::kText &&
                    value.text.size() == kTemplateDigits &&
                    std::all_of(value.text.begin(), value.text.end(), IsHex);
    if (!id) continue;
    any +=
        (any.empty() ? "template:" : " OR template:") + std::string(value.text);
  }
  nothing_ = nothing_ || any.empty();
  *scan_.mutable_query() += " (" + any + ")";
}

void ScanBuilder::Narrow(const LogsColumn& column,
                         std::span<const Cell> values) {
  const v1::SqlColumn& scanned = column.scanned;
  const bool field = scanned.kind() == v1::SqlColumn::KIND_FIELD &&
                     IsPlainName(scanned.name());
  if (!field && scanned.kind() != v1::SqlColumn::KIND_SERVICE) return;
  if (values.size() > kMaxNarrowingValues) return;
  std::string quoted;
  for (const Cell& value : values) {
    if (value.kind != Cell::kText || value.text.empty() ||
        value.text.size() > kMaxNarrowing) {
      return;
    }
    quoted += (quoted.empty() ? "" : " ") + Quoted(value.text);
  }
  const std::string narrowing = " " + scanned.name() + ":(" + quoted + ")";
  // What the language cannot say is left to the filters.
  if (!std::holds_alternative<QueryNode>(ParseQuery(narrowing))) return;
  *scan_.mutable_query() += narrowing;
}

void ScanBuilder::Compare(const LogsColumn& column, v1::SqlFilter::Op op,
                          std::span<const Cell> values) {
  if (op != Op::OP_NOT_NULL) {
    // Nothing is equal to NULL, or less.
    const bool any = std::any_of(
        values.begin(), values.end(),
        [](const Cell& value) { return value.kind != Cell::kNull; });
    nothing_ = nothing_ || !any;
    if (nothing_) return;
  }
  if (column.scanned.kind() == v1::SqlColumn::KIND_TIME) {
    return CompareTime(op, values, column.form == Form::kTime);
  }
  if (column.form == Form::kLevel) return CompareLevel(column, values);
  if (column.form == Form::kTemplate) return CompareTemplate(values);
  if (op == Op::OP_EQUAL) Narrow(column, values);
  v1::SqlFilter* filter = scan_.add_filters();
  *filter->mutable_column() = column.scanned;
  filter->set_op(op);
  for (const Cell& value : values) PutCell(filter->mutable_values(), value);
}

v1::SqlScan ScanBuilder::Take() { return std::exchange(scan_, {}); }

bool IsExactTime(const LogsColumn& column, v1::SqlFilter::Op op,
                 const Cell& value) {
  return column.form == Form::kTime && op >= Op::OP_EQUAL &&
         op <= Op::OP_GREATER_EQUAL && TimeOf(value, true).has_value();
}

}  // namespace taffrail
