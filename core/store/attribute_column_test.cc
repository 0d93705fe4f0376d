#include "core/store/attribute_column.h"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <random>

namespace taffrail {
namespace {

constexpr FieldKind kKinds[] = {FieldKind::kString, FieldKind::kInt,
                                FieldKind::kDouble, FieldKind::kBool,
                                FieldKind::kDuration};

AttributeColumn RandomColumn(FieldKind kind, uint32_t records,
                             std::mt19937_64& random) {
  AttributeColumn column;
  const uint64_t one_in = 1 + random() % 5;
  for (uint32_t i = 0; i < records; ++i) {
    if (random() % one_in != 0) continue;
    column.present.Set(i);
    if (kind == FieldKind::kString) {
      column.numbers.push_back(static_cast<int64_t>(random() % 9));
      if (column.numbers.back() == AttributeColumn::kInRecord) {
        column.places.push_back({static_cast<uint32_t>(random() % 300),
                                 static_cast<uint32_t>(random() % 40)});
      } else if (column.numbers.back() == AttributeColumn::kMade) {
        column.made.push_back(std::string(random() % 5, 'm'));
      }
    } else if (kind == FieldKind::kDouble) {
      const double values[] = {0.25, -0.0, 1e300, 1 / 3.0,
                               std::numeric_limits<double>::infinity()};
      column.numbers.push_back(std::bit_cast<int64_t>(
          one_in == 1 ? static_cast<double>(random() % 1000) / 100
                      : values[random() % std::size(values)]));
    } else {
      column.numbers.push_back(static_cast<int64_t>(random() >> 40));
    }
  }
  return column;
}

TEST(AttributeColumn, ComesBackAsItWas) {
  std::mt19937_64 random(1);
  for (int round = 0; round < 2000; ++round) {
    const FieldKind kind = kKinds[random() % std::size(kKinds)];
    const auto records = static_cast<uint32_t>(1 + random() % kMaxBlockRecords);
    const AttributeColumn column = RandomColumn(kind, records, random);
    AttributeColumn back;
    ASSERT_TRUE(
        DecodeAttributeColumn(
            kind, EncodeAttributeColumn(kind, column, records), records, &back)
            .ok());
    EXPECT_EQ(back.present, column.present);
    EXPECT_EQ(back.numbers, column.numbers);
    EXPECT_EQ(back.made, column.made);
    ASSERT_EQ(back.places.size(), column.places.size());
    for (size_t i = 0; i < back.places.size(); ++i) {
      EXPECT_EQ(back.places[i].start, column.places[i].start);
      EXPECT_EQ(back.places[i].size, column.places[i].size);
    }
  }
}

TEST(AttributeColumn, BytesThatEndTooEarlyAreRefused) {
  std::mt19937_64 random(2);
  for (FieldKind kind : kKinds) {
    const AttributeColumn column = RandomColumn(kind, 200, random);
    const std::string bytes = EncodeAttributeColumn(kind, column, 200);
    AttributeColumn back;
    for (size_t cut = 0; cut < bytes.size(); ++cut) {
      EXPECT_FALSE(
          DecodeAttributeColumn(kind, bytes.substr(0, cut), 200, &back).ok());
    }
  }
}

}  // namespace
}  // namespace taffrail
