#include "core/parse/byte_lanes.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <memory>
#include <string>

namespace taffrail {
namespace {

std::string AllBytes() {
  std::string bytes;
  for (int c = 0; c < 256; ++c) bytes += static_cast<char>(c);
  return bytes;
}

TEST(ByteLanes, MasksTellTheBytesOfASet) {
  const std::string bytes = AllBytes();
  for (size_t at = 0; at < bytes.size(); at += kLaneBytes) {
    const Lane lane = LoadLane(bytes.data() + at);
    for (size_t i = 0; i < kLaneBytes; ++i) {
      const auto c = static_cast<unsigned char>(at + i);
      const auto in = [&](LaneMask mask) {
        return (ToBits(mask) >> i & 1) != 0;
      };
      EXPECT_EQ(in(InRange(lane, 0x00, 0x7F)), c <= 0x7F);
      EXPECT_EQ(in(InRange(lane, '$', 0xF0)), c >= '$' && c <= 0xF0);
      EXPECT_EQ(in(LetterMask(lane)), isalpha(c) != 0);
      EXPECT_EQ(in(DigitMask(lane)), isdigit(c) != 0);
      EXPECT_EQ(in(MultibyteMask(lane)), c >= 0x80);
      EXPECT_EQ(in(AnyOfMask(lane, "a~\xFF")),
                c == 'a' || c == '~' || c == 0xFF);
    }
  }
}

TEST(ByteLanes, MappingReadsAndWritesNoByteTooMany) {
  for (size_t size = 0; size < 70; ++size) {
    const std::string text(size, 'x');
    // Exactly as long as it has to be, so that sanitizers see a byte beyond.
    const std::unique_ptr<char[]> from(new char[size]);
    const std::unique_ptr<char[]> to(new char[size + kLaneBytes]);
    std::copy(text.begin(), text.end(), from.get());
    MapLanes({from.get(), size}, to.get(), [](Lane lane) { return lane + 1; });
    EXPECT_EQ(std::string_view(to.get(), size), std::string(size, 'y'));
  }
}

TEST(ByteLanes, ARunEndsAtTheFirstOtherByte) {
  for (size_t size = 0; size < 50; ++size) {
    const std::string text = std::string(size, '7') + std::string(17, '\0');
    EXPECT_EQ(RunLength(text.data(), DigitMask), size);
  }
}

}  // namespace
}  // namespace taffrail
