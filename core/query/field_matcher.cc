#include "core/query/field_matcher.h"

#include <algorithm>
#include <bit>

#include "core/parse/script.h"

namespace taffrail {
namespace {

bool TextMatches(const Literal& wanted, std::string_view lower) {
  const std::string& text = wanted.lower;
  if (wanted.whole_start) {
    return wanted.whole_end ? lower == text : lower.starts_with(text);
  }
  return wanted.whole_end ? lower.ends_with(text)
                          : lower.find(text) != std::string_view::npos;
}

bool IsOrder(FieldIs::Op op) {
  return op != FieldIs::Op::kExists && op != FieldIs::Op::kEqual;
}

template <class Number>
bool Compare(FieldIs::Op op, Number value, Number wanted) {
  switch (op) {
    case FieldIs::Op::kExists:
      return true;
    case FieldIs::Op::kEqual:
      return value == wanted;
    case FieldIs::Op::kLess:
      return value < wanted;
    case FieldIs::Op::kLessEqual:
      return value <= wanted;
    case FieldIs::Op::kGreater:
      return value > wanted;
    case FieldIs::Op::kGreaterEqual:
      return value >= wanted;
  }
  return false;
}

bool TextMatches(const FieldIs& wanted, std::string_view text) {
  if (wanted.op == FieldIs::Op::kExists) return true;
  if (wanted.regex) return wanted.regex->Matches(text);
  return wanted.op == FieldIs::Op::kEqual &&
         TextMatches(wanted.text, FoldCase(text));
}

bool IntegerMatches(const FieldIs& wanted, int64_t value) {
  if (wanted.integer) return Compare(wanted.op, value, *wanted.integer);
  if (wanted.number) {
    return Compare(wanted.op, static_cast<double>(value), *wanted.number);
  }
  return !IsOrder(wanted.op) && TextMatches(wanted, std::to_string(value));
}

// A number without a unit counts what the field's name says it does, else
// seconds.
bool DurationMatches(const FieldIs& wanted, int64_t ns) {
  if (wanted.duration_ns) return Compare(wanted.op, ns, *wanted.duration_ns);
  if (wanted.number) {
    return Compare(
        wanted.op, static_cast<double>(ns),
        *wanted.number * static_cast<double>(NsPerUnitOfField(wanted.name)));
  }
  return wanted.op == FieldIs::Op::kExists;
}

bool DoubleMatches(const FieldIs& wanted, double value) {
  if (wanted.number) return Compare(wanted.op, value, *wanted.number);
  return wanted.op == FieldIs::Op::kExists;
}

// Of all kinds but text, by what a column has.
bool NumberMatches(const FieldIs& wanted, FieldKind kind, int64_t number) {
  switch (kind) {
    case FieldKind::kString:
      break;
    case FieldKind::kInt:
      return IntegerMatches(wanted, number);
    case FieldKind::kDouble:
      return DoubleMatches(wanted, std::bit_cast<double>(number));
    case FieldKind::kBool:
      return TextMatches(wanted, number != 0 ? "true" : "false");
    case FieldKind::kDuration:
      return DurationMatches(wanted, number);
  }
  return false;
}

// A field as a record's parser has it; its name is not looked at.
bool FieldMatches(const FieldIs& wanted, const ParsedField& field) {
  return field.kind == FieldKind::kString
             ? TextMatches(wanted, field.value)
             : NumberMatches(wanted, field.kind, NumberInColumn(field));
}

}  // namespace

void FieldMatcher::Update(const Partition& partition) {
  attributes_.Update(name_, partition);
}

bool FieldMatcher::Literal(const Partition& partition) const {
  // 5e2 is 500, but not as it is written.
  if (wanted_.number && !wanted_.integer) return false;
  return partition.blocks_without_attributes() == 0 &&
         std::all_of(attributes_.all().begin(), attributes_.all().end(),
                     [&](uint32_t attribute) {
                       return partition.attributes().all()[attribute].literal;
                     });
}

StatusOr<BlockBits> FieldMatcher::Evaluate(BlockReader& block) {
  BlockBits bits;
  if (!block.head().has_attributes) {
    TAFFRAIL_RETURN_IF_ERROR(EvaluateParsed(block, &bits));
    return bits;
  }
  // Records whose field of the name is found already.
  BlockBits decided;
  for (uint32_t attribute : attributes_.all()) {
    StatusOr<const AttributeColumn*> column = block.Attribute(attribute);
    if (!column.ok()) return column.status();
    BlockBits matching;
    TAFFRAIL_RETURN_IF_ERROR(
        EvaluateAttribute(attribute, **column, block, &matching));
    bits |= decided.AndNot(matching);
    decided |= (*column)->present;
  }
  return bits;
}

Status FieldMatcher::EvaluateAttribute(uint32_t number,
                                       const AttributeColumn& column,
                                       BlockReader& block, BlockBits* bits) {
  if (wanted_.op == FieldIs::Op::kExists) {
    *bits = column.present;
    return {};
  }
  Partition& partition = block.partition();
  const Attribute& attribute = partition.attributes().all()[number];
  if (attribute.kind != FieldKind::kString) {
    size_t at = 0;
    column.present.ForEach([&](uint32_t i) {
      if (NumberMatches(wanted_, attribute.kind, column.numbers[at++])) {
        bits->Set(i);
      }
    });
    return {};
  }
  if (wanted_.op != FieldIs::Op::kEqual || !column.present.Any()) return {};
  TAFFRAIL_RETURN_IF_ERROR(partition.LoadValues(number));
  const size_t entries = partition.attributes().committed_values(number);
  std::vector<bool>& matches = entries_[number];
  for (size_t i = matches.size(); i < entries; ++i) {
    matches.push_back(TextMatches(wanted_, attribute.values[i]));
  }
  return block.ForEachText(
      column, [&](uint32_t i, int64_t entry, std::string_view text) {
        const bool found = entry < 0 ? TextMatches(wanted_, text)
                                     : entry < static_cast<int64_t>(entries) &&
                                           matches[static_cast<size_t>(entry)];
        if (found) bits->Set(i);
      });
}

Status FieldMatcher::EvaluateParsed(BlockReader& block, BlockBits* bits) {
  for (uint32_t i = 0; i < block.head().count; ++i) {
    StatusOr<const std::vector<ParsedField>*> fields = block.Fields(i);
    if (!fields.ok()) return fields.status();
    const ParsedField* field = NearestField(name_, **fields);
    if (field != nullptr && FieldMatches(wanted_, *field)) bits->Set(i);
  }
  return {};
}

}  // namespace taffrail
