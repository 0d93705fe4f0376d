#include "core/store/attribute_column.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "core/base/varint.h"
#include "core/store/packed_numbers.h"

namespace taffrail {
namespace {

enum Presence : char { kAll = 0, kRuns = 1, kBitmap = 2 };

// Lengths of runs that are absent, present, absent … until the last that is
// present.
std::string PresenceRuns(const BlockBits& present, uint32_t records) {
  std::string runs;
  for (uint32_t i = 0; i < records;) {
    const uint32_t absent = i;
    while (i < records && !present.Test(i)) ++i;
    if (i == records) break;
    PutVarint(&runs, i - absent);
    const uint32_t first = i;
    while (i < records && present.Test(i)) ++i;
    PutVarint(&runs, i - first);
  }
  PutVarint(&runs, 0);
  PutVarint(&runs, 0);
  return runs;
}

void PutPresence(std::string* out, const BlockBits& present, uint32_t records) {
  if (present.Count() == records) {
    out->push_back(kAll);
    return;
  }
  const std::string runs = PresenceRuns(present, records);
  const uint32_t bitmap_bytes = (records + 7) / 8;
  if (runs.size() <= bitmap_bytes) {
    out->push_back(kRuns);
    *out += runs;
    return;
  }
  out->push_back(kBitmap);
  for (uint32_t byte = 0; byte < bitmap_bytes; ++byte) {
    uint32_t bits = 0;
    for (uint32_t i = 0; i < 8 && byte * 8 + i < records; ++i) {
      bits |= static_cast<uint32_t>(present.Test(byte * 8 + i)) << i;
    }
    out->push_back(static_cast<char>(bits));
  }
}

bool GetPresence(VarintReader& reader, uint32_t records, BlockBits* present) {
  *present = {};
  const std::string_view mode = reader.Bytes(1);
  if (!reader.ok()) return false;
  if (mode[0] == kAll) {
    *present = BlockBits::All(records);
  } else if (mode[0] == kRuns) {
    for (uint64_t at = 0;;) {
      const uint64_t absent = reader.Varint();
      const uint64_t run = reader.Varint();
      if (run == 0) return reader.ok() && absent == 0;
      if (absent > records - at || run > records - at - absent) return false;
      at += absent;
      for (const uint64_t end = at + run; at < end; ++at) {
        present->Set(static_cast<uint32_t>(at));
      }
    }
  } else if (mode[0] == kBitmap) {
    const std::string_view bits = reader.Bytes((records + 7) / 8);
    if (!reader.ok()) return false;
    for (uint32_t i = 0; i < records; ++i) {
      if (bits[i / 8] >> (i % 8) & 1) present->Set(i);
    }
  } else {
    return false;
  }
  return true;
}

// Doubles that were written with few digits are whole numbers of a power of
// ten.
constexpr int kMaxDecimals = 9;
constexpr double kPowersOfTen[kMaxDecimals + 1] = {1,   1e1, 1e2, 1e3, 1e4,
                                                   1e5, 1e6, 1e7, 1e8, 1e9};
constexpr double kMaxExactInteger = 9007199254740992;  // 2^53.
constexpr char kRawDoubles = kMaxDecimals + 1;

// The digits of `value` as a whole number of 10^-decimals, if that is just it.
bool ToDecimal(double value, int decimals, int64_t* digits) {
  const double scaled = std::nearbyint(value * kPowersOfTen[decimals]);
  if (!(std::abs(scaled) <= kMaxExactInteger)) return false;
  *digits = static_cast<int64_t>(scaled);
  // To the bit: a negative zero is not.
  return std::bit_cast<int64_t>(static_cast<double>(*digits) /
                                kPowersOfTen[decimals]) ==
         std::bit_cast<int64_t>(value);
}

void PutDoubles(std::string* out, const std::vector<int64_t>& numbers) {
  std::vector<int64_t> digits(numbers.size());
  int decimals = 0;
  for (size_t i = 0; i < numbers.size() && decimals <= kMaxDecimals;) {
    if (ToDecimal(std::bit_cast<double>(numbers[i]), decimals, &digits[i])) {
      ++i;
    } else {
      ++decimals;
      i = 0;
    }
  }
  out->push_back(static_cast<char>(decimals));
  PutPacked(out, decimals <= kMaxDecimals ? digits : numbers);
}

bool GetDoubles(VarintReader& reader, size_t count,
                std::vector<int64_t>* numbers) {
  const std::string_view decimals = reader.Bytes(1);
  if (!reader.ok() || static_cast<uint8_t>(decimals[0]) > kRawDoubles) {
    return false;
  }
  if (!GetPacked(reader, count, numbers)) return false;
  if (decimals[0] == kRawDoubles) return true;
  const double unit = kPowersOfTen[static_cast<int>(decimals[0])];
  for (int64_t& number : *numbers) {
    number = std::bit_cast<int64_t>(static_cast<double>(number) / unit);
  }
  return true;
}

void PutTexts(std::string* out, const AttributeColumn& column) {
  PutPacked(out, column.numbers);
  std::vector<int64_t> numbers;
  for (const auto& place : column.places) numbers.push_back(place.start);
  PutPacked(out, numbers);
  numbers.clear();
  for (const auto& place : column.places) numbers.push_back(place.size);
  PutPacked(out, numbers);
  for (const std::string& text : column.made) {
    PutVarint(out, text.size());
    *out += text;
  }
}

bool GetTexts(VarintReader& reader, size_t count, AttributeColumn* column) {
  if (!GetPacked(reader, count, &column->numbers)) return false;
  size_t in_record = 0;
  size_t made = 0;
  for (int64_t number : column->numbers) {
    in_record += number == AttributeColumn::kInRecord;
    made += number == AttributeColumn::kMade;
    if (number < 0) return false;
  }
  std::vector<int64_t> starts;
  std::vector<int64_t> sizes;
  if (!GetPacked(reader, in_record, &starts) ||
      !GetPacked(reader, in_record, &sizes)) {
    return false;
  }
  for (size_t i = 0; i < in_record; ++i) {
    if (starts[i] < 0 || starts[i] > UINT32_MAX || sizes[i] < 0 ||
        sizes[i] > UINT32_MAX) {
      return false;
    }
    column->places.push_back(
        {static_cast<uint32_t>(starts[i]), static_cast<uint32_t>(sizes[i])});
  }
  for (; made > 0 && reader.ok(); --made) {
    column->made.emplace_back(reader.Bytes(reader.Varint()));
  }
  return reader.ok();
}

}  // namespace

void AttributeColumn::Clear() {
  present = {};
  numbers.clear();
  places.clear();
  made.clear();
}

std::string EncodeAttributeColumn(FieldKind kind, const AttributeColumn& column,
                                  uint32_t block_records) {
  std::string out;
  PutPresence(&out, column.present, block_records);
  if (kind == FieldKind::kString) {
    PutTexts(&out, column);
  } else if (kind == FieldKind::kDouble) {
    PutDoubles(&out, column.numbers);
  } else {
    PutPacked(&out, column.numbers);
  }
  return out;
}

Status DecodeAttributeColumn(FieldKind kind, std::string_view bytes,
                             uint32_t block_records, AttributeColumn* column) {
  column->Clear();
  VarintReader reader(bytes);
  bool sound = GetPresence(reader, block_records, &column->present);
  if (sound) {
    const size_t count = column->present.Count();
    sound = kind == FieldKind::kString ? GetTexts(reader, count, column)
            : kind == FieldKind::kDouble
                ? GetDoubles(reader, count, &column->numbers)
                : GetPacked(reader, count, &column->numbers);
  }
  return sound && reader.ok() && reader.AtEnd()
             ? Status()
             : DataLoss("An attribute of a block is damaged");
}

}  // namespace taffrail
