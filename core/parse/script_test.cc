#include "core/parse/script.h"

#include <gtest/gtest.h>

namespace taffrail {
namespace {

TEST(Script, CaseIsFoldedWhereTheLengthStays) {
  EXPECT_EQ(FoldCase("Straße ÄÖÜ Ÿ"), "straße äöü ÿ");
  EXPECT_EQ(FoldCase("ŁÓDŹ ŽIŽKOV ĐẮK"), "łódź žižkov đắk");
  EXPECT_EQ(FoldCase("ΟΔΟΣ οδος"), "οδοσ οδοσ");
  EXPECT_EQ(FoldCase("ЁЖ Їжак Ўсё"), "ёж їжак ўсё");
  EXPECT_EQ(FoldCase("ＡＢＣ Ա"), "ａｂｃ ա");
  // These would take another number of bytes.
  EXPECT_EQ(FoldCase("İ ẞ"), "İ ẞ");
}

TEST(Script, FoldingKeepsEveryPlaceAndWhatIsNoUtf8) {
  std::string bytes;
  for (int i = 0; i < 4096; ++i) {
    bytes += static_cast<char>(i * 2654435761u >> 13);
  }
  const std::string folded = FoldCase(bytes);
  ASSERT_EQ(folded.size(), bytes.size());
  EXPECT_EQ(FoldCase(folded), folded);
  EXPECT_EQ(FoldCase("A\xFF\xC3Z"), "a\xFF\xC3z");
}

TEST(Script, WordsEndAtOtherScriptsAndPunctuation) {
  const std::string text = "ab超时é—x";
  //                        01 2 5 8 10 13
  const bool goes_on[] = {false, true, false};
  for (size_t at = 0; at < 3; ++at) {
    EXPECT_EQ(WordGoesOn(text, at), goes_on[at]) << at;
  }
  EXPECT_FALSE(WordGoesOn(text, 5));
  EXPECT_FALSE(WordGoesOn(text, 8));
  EXPECT_FALSE(WordGoesOn(text, 10));
  EXPECT_FALSE(WordGoesOn(text, 13));
  EXPECT_TRUE(WordGoesOn("éa", 2));
}

}  // namespace
}  // namespace taffrail
