#include "core/store/block_attributes.h"

#include <bit>

#include "core/base/ascii.h"
#include "core/parse/byte_lanes.h"

namespace taffrail {
namespace {

// What is made up may stand in the record after all (an id that was read as a
// number and written again). Shorter ones stand anywhere.
constexpr size_t kMinSearchedBytes = 8;

bool MayBeInWord(char c) {
  return IsLetter(c) || IsDigit(c) || static_cast<uint8_t>(c) >= 0x80;
}

// Between what no word has.
bool StandsAlone(std::string_view record, size_t start, size_t size) {
  return (start == 0 || !MayBeInWord(record[start - 1])) &&
         (start + size == record.size() || !MayBeInWord(record[start + size]));
}

// record.find(text), sixteen places at a time: ids are made of few characters,
// so that the first one alone is found all over a record.
size_t Search(std::string_view record, std::string_view text) {
  if (text.size() > record.size()) return record.npos;
  const size_t last = text.size() - 1;
  const size_t places = record.size() - last;
  size_t at = 0;
  for (; at + kLaneBytes <= places; at += kLaneBytes) {
    const char* const from = record.data() + at;
    const LaneMask begins = LoadLane(from) == static_cast<uint8_t>(text[0]);
    const LaneMask ends =
        LoadLane(from + last) == static_cast<uint8_t>(text[last]);
    for (uint32_t left = ToBits(begins & ends); left != 0; left &= left - 1) {
      const size_t place = at + static_cast<size_t>(std::countr_zero(left));
      if (record.substr(place, text.size()) == text) return place;
    }
  }
  return record.find(text, at);
}

// Where `text`, which may be a part of `record`, is in it; npos if nowhere.
size_t FindIn(std::string_view record, std::string_view text) {
  const auto at = reinterpret_cast<uintptr_t>(text.data());
  const auto begin = reinterpret_cast<uintptr_t>(record.data());
  if (at >= begin && at + text.size() <= begin + record.size()) {
    return at - begin;
  }
  return text.size() < kMinSearchedBytes ? std::string_view::npos
                                         : Search(record, text);
}

// Whether a query for a number would be written as it was.
bool WrittenAsAsked(const ParsedField& field) {
  return field.kind == FieldKind::kInt && !field.value.starts_with('+') &&
         field.value != "-0";
}

}  // namespace

void BlockAttributes::Clear() {
  for (size_t i = 0; i < used_; ++i) slots_[columns_[i].first] = 0;
  used_ = 0;
  complete_ = true;
  open_.clear();
}

void BlockAttributes::Describe(AttributeSet& set,
                               std::span<const ParsedField> fields,
                               std::string_view record) {
  open_.clear();
  made_.clear();
  for (size_t i = 0; i < fields.size(); ++i) {
    const ParsedField& field = fields[i];
    if (i == hints_.size()) hints_.push_back(0);
    const std::optional<uint32_t> attribute =
        set.Number(field.name, field.kind, hints_[i]);
    if (!attribute) {
      complete_ = false;
      continue;
    }
    hints_[i] = *attribute;
    if (field.kind == FieldKind::kString) {
      AddText(set, *attribute, field.value, record);
      continue;
    }
    const size_t at = FindIn(record, field.value);
    if (!WrittenAsAsked(field) || at == std::string_view::npos ||
        !StandsAlone(record, at, field.value.size())) {
      set.MarkNotLiteral(*attribute);
    }
    open_.push_back({*attribute, NumberInColumn(field)});
  }
}

void BlockAttributes::AddText(AttributeSet& set, uint32_t attribute,
                              std::string_view text, std::string_view record) {
  const size_t at = FindIn(record, text);
  const bool in_record = at != std::string_view::npos;
  if (!in_record || !StandsAlone(record, at, text.size())) {
    set.MarkNotLiteral(attribute);
  }
  const std::optional<uint32_t> entry = set.Entry(attribute, text);
  const uint32_t size = static_cast<uint32_t>(text.size());
  if (entry) {
    open_.push_back({attribute, AttributeColumn::kFirstEntry + *entry});
  } else if (in_record) {
    open_.push_back({attribute,
                     AttributeColumn::kInRecord,
                     Value::kInRecord,
                     {static_cast<uint32_t>(at), size}});
  } else {
    open_.push_back({attribute,
                     AttributeColumn::kMade,
                     Value::kMade,
                     {static_cast<uint32_t>(made_.size()), size}});
    made_ += text;
  }
}

void BlockAttributes::Close(uint32_t index) {
  for (const Value& value : open_) {
    AttributeColumn& column = ColumnOf(value.attribute);
    // Of a key that the record has twice the first is meant.
    if (column.present.Test(index)) continue;
    column.present.Set(index);
    column.numbers.push_back(value.number);
    if (value.text == Value::kInRecord) {
      column.places.push_back(value.place);
    } else if (value.text == Value::kMade) {
      column.made.push_back(made_.substr(value.place.start, value.place.size));
    }
  }
  open_.clear();
}

AttributeColumn& BlockAttributes::ColumnOf(uint32_t attribute) {
  if (attribute >= slots_.size()) slots_.resize(attribute + 1);
  uint32_t& slot = slots_[attribute];
  if (slot == 0) {
    if (used_ == columns_.size()) columns_.emplace_back();
    columns_[used_].first = attribute;
    columns_[used_].second.Clear();
    slot = static_cast<uint32_t>(++used_);
  }
  return columns_[slot - 1].second;
}

}  // namespace taffrail
