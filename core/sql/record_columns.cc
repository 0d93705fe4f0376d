#include "core/sql/record_columns.h"

#include <bit>
#include <string_view>

#include "core/base/json_text.h"
#include "core/parse/line_splitter.h"
#include "core/query/value.h"

namespace taffrail {
namespace {

// Offsets take the lower bits of a record's number.
constexpr int kOffsetBits = 40;

Cell CellOf(ValueKind kind, int64_t number) {
  if (kind == ValueKind::kDouble) {
    return Cell::Real(std::bit_cast<double>(number));
  }
  return Cell::Integer(number);
}

class CellTaker final : public FieldVisitor {
 public:
  CellTaker(std::deque<std::string>* texts, std::vector<Cell>* cells)
      : texts_(*texts), cells_(*cells) {}

  void Number(uint32_t i, ValueKind kind, int64_t number) override {
    cells_[i] = CellOf(kind, number);
  }
  void Entry(uint32_t i, size_t, std::string_view text) override {
    cells_[i] = Cell::Text(text);
  }
  void Text(uint32_t i, std::string_view text) override {
    cells_[i] = Cell::Text(texts_.emplace_back(text));
  }

 private:
  std::deque<std::string>& texts_;
  std::vector<Cell>& cells_;
};

// Writes a field into the objects of the records that have it.
class ObjectWriter final : public FieldVisitor {
 public:
  explicit ObjectWriter(std::vector<std::string>* objects)
      : objects_(*objects) {}

  void SetName(std::string_view name) { name_ = JsonString(name) + ":"; }

  void Number(uint32_t i, ValueKind kind, int64_t number) override {
    // A duration is ns here too.
    const std::string text = NumberText(
        kind == ValueKind::kDuration ? ValueKind::kInt : kind, number);
    Begin(i);
    if (kind == ValueKind::kBool || IsJsonNumber(text)) {
      objects_[i] += text;
    } else {
      AppendJsonString(text, &objects_[i]);
    }
  }
  void Text(uint32_t i, std::string_view text) override {
    Begin(i);
    AppendJsonString(text, &objects_[i]);
  }

 private:
  void Begin(uint32_t i) {
    objects_[i] += objects_[i].empty() ? '{' : ',';
    objects_[i] += name_;
  }

  std::vector<std::string>& objects_;
  std::string name_;
};

Status ReadObjects(BlockReader& block, const BlockBits& of,
                   std::deque<std::string>* texts, std::vector<Cell>* cells) {
  std::vector<std::string> objects(block.head().count);
  ObjectWriter writer(&objects);
  if (block.head().has_attributes) {
    const AttributeSet& set = block.partition().attributes();
    for (uint32_t i = 0; i < set.committed(); ++i) {
      writer.SetName(set.all()[i].name);
      TAFFRAIL_RETURN_IF_ERROR(VisitColumn(i, block, of, writer));
    }
  } else {
    for (uint32_t i = 0; i < block.head().count; ++i) {
      if (!of.Test(i)) continue;
      StatusOr<const std::vector<ParsedField>*> fields = block.Fields(i);
      if (!fields.ok()) return fields.status();
      for (const ParsedField& field : **fields) {
        writer.SetName(field.name);
        if (field.kind == FieldKind::kString) {
          writer.Text(i, field.value);
        } else {
          writer.Number(i, KindOf(field.kind), NumberInColumn(field));
        }
      }
    }
  }
  of.ForEach([&](uint32_t i) {
    std::string& object = objects[i];
    object += object.empty() ? "{}" : "}";
    (*cells)[i] = Cell::Text(texts->emplace_back(std::move(object)));
  });
  return {};
}

Status ReadRecordNumbers(BlockReader& block, const BlockBits& of,
                         std::vector<Cell>* cells) {
  StatusOr<const BlockColumns*> columns = block.Columns();
  if (!columns.ok()) return columns.status();
  uint64_t offset = block.head().first_offset;
  const uint64_t source = uint64_t{block.head().source_id} << kOffsetBits;
  for (uint32_t i = 0; i < block.head().count; ++i) {
    if (of.Test(i)) {
      (*cells)[i] = Cell::Integer(static_cast<int64_t>(source + offset));
    }
    offset += (*columns)->lengths[i];
  }
  return {};
}

// Of one record after the other what `text_of` says of it.
template <class TextOf>
Status ReadTexts(BlockReader& block, const BlockBits& of, TextOf&& text_of,
                 std::deque<std::string>* texts, std::vector<Cell>* cells) {
  for (uint32_t i = 0; i < block.head().count; ++i) {
    if (!of.Test(i)) continue;
    StatusOr<std::string_view> text = text_of(i);
    if (!text.ok()) return text.status();
    (*cells)[i] = Cell::Text(texts->emplace_back(*text));
  }
  return {};
}

}  // namespace

Status ReadCells(const v1::SqlColumn& column, FieldReader& field,
                 BlockReader& block, const BlockBits& of,
                 std::deque<std::string>* texts, std::vector<Cell>* cells) {
  switch (column.kind()) {
    case v1::SqlColumn::KIND_SEVERITY: {
      StatusOr<const BlockLabels*> labels = block.Labels();
      if (!labels.ok()) return labels.status();
      of.ForEach([&](uint32_t i) {
        const uint8_t severity = (*labels)->severities[i];
        if (severity != 0) (*cells)[i] = Cell::Integer(severity);
      });
      return {};
    }
    case v1::SqlColumn::KIND_MESSAGE:
      return ReadTexts(
          block, of, [&](uint32_t i) { return block.Message(i); }, texts,
          cells);
    case v1::SqlColumn::KIND_RAW:
      return ReadTexts(
          block, of,
          [&](uint32_t i) -> StatusOr<std::string_view> {
            StatusOr<std::string_view> record = block.Record(i);
            if (record.ok()) return WithoutTerminator(*record);
            return record;
          },
          texts, cells);
    case v1::SqlColumn::KIND_FIELDS:
      return ReadObjects(block, of, texts, cells);
    case v1::SqlColumn::KIND_LEAF: {
      StatusOr<const BlockLeaves*> leaves = block.Leaves();
      if (!leaves.ok()) return leaves.status();
      of.ForEach([&](uint32_t i) {
        const auto index = static_cast<size_t>((*leaves)->indices[i]);
        (*cells)[i] =
            Cell::Integer(static_cast<int64_t>((*leaves)->ids[index]));
      });
      return {};
    }
    case v1::SqlColumn::KIND_RECORD:
      return ReadRecordNumbers(block, of, cells);
    default:
      return field.Visit(block, of, CellTaker(texts, cells));
  }
}

}  // namespace taffrail
