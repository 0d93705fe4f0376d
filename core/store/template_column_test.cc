#include "core/store/template_column.h"

#include <gtest/gtest.h>

#include <random>

#include "core/store/block_bits.h"
#include "core/store/template_set.h"
#include "core/template/leaf.h"

namespace taffrail {
namespace {

std::vector<uint32_t> Decoded(std::string_view bytes, size_t count) {
  TemplateColumn column;
  const Status status =
      DecodeTemplateColumn(bytes, static_cast<uint32_t>(count), &column);
  EXPECT_TRUE(status.ok()) << status.message();
  std::vector<uint32_t> leaves;
  for (int64_t index : column.indices) {
    leaves.push_back(column.leaves[static_cast<size_t>(index)]);
  }
  return leaves;
}

TEST(TemplateColumn, AnyLeavesComeBack) {
  std::mt19937 random(7);
  for (int round = 0; round < 200; ++round) {
    std::vector<uint32_t> leaves(1 + random() % kMaxBlockRecords);
    const uint32_t among = 1 + random() % (round % 2 ? 20 : 16384);
    for (uint32_t& leaf : leaves) leaf = random() % among;
    EXPECT_EQ(Decoded(EncodeTemplateColumn(leaves), leaves.size()), leaves);
  }
}

TEST(TemplateColumn, OneTemplateTakesAFewBytesForAWholeBlock) {
  const std::vector<uint32_t> leaves(kMaxBlockRecords, 12'345);
  EXPECT_LE(EncodeTemplateColumn(leaves).size(), 4u);
}

TEST(TemplateColumn, WhatIsDamagedIsRefused) {
  std::vector<uint32_t> leaves(100);
  for (uint32_t i = 0; i < leaves.size(); ++i) leaves[i] = i * 7 % 13;
  const std::string bytes = EncodeTemplateColumn(leaves);
  TemplateColumn column;
  for (size_t cut = 0; cut < bytes.size(); ++cut) {
    EXPECT_FALSE(DecodeTemplateColumn(bytes.substr(0, cut), 100, &column).ok());
  }
  EXPECT_FALSE(DecodeTemplateColumn(bytes + "x", 100, &column).ok());
  std::mt19937 random(9);
  for (int round = 0; round < 2000; ++round) {
    std::string broken = bytes;
    broken[random() % broken.size()] = static_cast<char>(random());
    if (!DecodeTemplateColumn(broken, 100, &column).ok()) continue;
    for (int64_t index : column.indices) {
      EXPECT_LT(static_cast<size_t>(index), column.leaves.size());
    }
  }
}

TEST(TemplateSet, WhatHasNoRoomIsCountedTogether) {
  TemplateSet set;
  Masker masker;
  const auto number = [&](const std::string& line) {
    const auto pieces = masker.Mask(line);
    return set.Number(masker, pieces);
  };
  const auto name = [](size_t i) {
    std::string word;
    for (; i > 0; i /= 26) word += static_cast<char>('a' + i % 26);
    return "call " + word + " now";
  };
  for (size_t i = 0; i < 2 * TemplateSet::kMaxLeaves; ++i) {
    const uint32_t leaf = number(name(i));
    if (i + 2 < TemplateSet::kMaxLeaves) {
      EXPECT_EQ(leaf, i + 2);
    } else {
      EXPECT_EQ(leaf, TemplateSet::kOther);
    }
  }
  EXPECT_EQ(number(name(17)), 19u);
}

TEST(TemplateSet, WhatIsRevertedWasNeverThere) {
  TemplateSet set;
  Masker masker;
  const auto number = [&](const std::string& line) {
    const auto pieces = masker.Mask(line);
    return set.Number(masker, pieces);
  };
  set.Count(1, number("opened"), {3, 40});
  set.Commit();
  set.Count(1, number("opened"), {2, 10});
  set.Count(1, number("closed"), {1, 90});
  set.Revert();
  EXPECT_EQ(set.leaves().size(), 3u);
  EXPECT_EQ(set.uses().size(), 1u);
  EXPECT_EQ(set.uses().begin()->second, (TemplateSet::Use{3, 40}));
  EXPECT_EQ(number("lost"), 3u);
  set.Count(1, number("opened"), {2, 10});
  set.Commit();
  EXPECT_EQ(set.uses().begin()->second, (TemplateSet::Use{5, 10}));
}

}  // namespace
}  // namespace taffrail
