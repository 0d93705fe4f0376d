#include "core/store/block_attributes.h"

#include <gtest/gtest.h>

#include <string>

namespace taffrail {
namespace {

// A value that is no part of the record's memory, as ids are that were read as
// numbers.
ParsedField FieldOf(const std::string& value) {
  ParsedField field;
  field.name = "id";
  field.value = value;
  return field;
}

// Much that begins and ends as the value does.
std::string RecordWith(const std::string& value, size_t before, size_t after) {
  return std::string(before, 'a') + " " + value + " " + std::string(after, 'a');
}

TEST(BlockAttributes, AValueWrittenAgainIsFoundWhereverItStands) {
  for (size_t size : {8u, 15u, 16u, 17u, 32u, 200u}) {
    const std::string value = "a" + std::string(size - 2, 'b') + "a";
    const ParsedField field = FieldOf(value);
    for (size_t before = 0; before < 40; ++before) {
      for (size_t after : {0u, 1u, 14u, 15u, 16u, 40u}) {
        AttributeSet set;
        BlockAttributes block;
        block.Describe(set, {&field, 1}, RecordWith(value, before, after));
        EXPECT_TRUE(set.all()[0].literal) << size << " at " << before;
        block.Close(0);
        block.ForEach([&](uint32_t, const AttributeColumn& column) {
          // The dictionary has no longer ones.
          if (size <= AttributeSet::kMaxValueBytes) return;
          ASSERT_EQ(1u, column.places.size());
          EXPECT_EQ(before + 1, column.places[0].start);
          EXPECT_EQ(size, column.places[0].size);
        });
      }
    }
  }
}

TEST(BlockAttributes, AValueThatIsNowhereIsNotFound) {
  for (size_t size : {8u, 16u, 40u, 200u}) {
    const std::string value = "a" + std::string(size - 2, 'b') + "a";
    std::string other = value;
    other[size / 2] = 'c';
    const ParsedField field = FieldOf(value);
    for (size_t before = 0; before < 20; ++before) {
      AttributeSet set;
      BlockAttributes block;
      block.Describe(set, {&field, 1}, RecordWith(other, before, 3));
      EXPECT_FALSE(set.all()[0].literal);
    }
  }
}

}  // namespace
}  // namespace taffrail
