#include "core/wire/wire_record.h"

#include <gtest/gtest.h>

#include <string>

namespace taffrail {
namespace {

WireKind KindOf(std::string_view text) {
  std::string bytes;
  const WireValue value = PackedText(text, &bytes);
  std::string back;
  AppendText(value, &back);
  EXPECT_EQ(back, text);
  return value.kind;
}

TEST(PackedText, PacksOnlyWhatReadsBackTheSame) {
  EXPECT_EQ(KindOf("4bf92f3577b34da6a3ce929d0e0e4736"), WireKind::kHex);
  EXPECT_EQ(KindOf("4BF92F3577B34DA6A3CE929D0E0E4736"), WireKind::kText);
  EXPECT_EQ(KindOf("4bf92f357"), WireKind::kText);
  EXPECT_EQ(KindOf("beef"), WireKind::kText);
  EXPECT_EQ(KindOf(""), WireKind::kText);
  EXPECT_EQ(KindOf("123e4567-e89b-12d3-a456-426614174000"), WireKind::kUuid);
  EXPECT_EQ(KindOf("123E4567-e89b-12d3-a456-426614174000"), WireKind::kText);
  EXPECT_EQ(KindOf("123e4567e-89b-12d3-a456-426614174000"), WireKind::kText);
  EXPECT_EQ(KindOf("10.0.255.1"), WireKind::kIpv4);
  EXPECT_EQ(KindOf("10.0.256.1"), WireKind::kText);
  EXPECT_EQ(KindOf("10.0.00.1"), WireKind::kText);
  EXPECT_EQ(KindOf("10.0.1"), WireKind::kText);
  EXPECT_EQ(KindOf("10.0.0.1."), WireKind::kText);
  EXPECT_EQ(KindOf("1.2.3.1234"), WireKind::kText);
}

}  // namespace
}  // namespace taffrail
