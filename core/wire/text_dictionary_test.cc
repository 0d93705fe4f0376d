#include "core/wire/text_dictionary.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>

#include "core/base/crc32c.h"

namespace taffrail {
namespace {

TEST(TextDictionary, BytesOfAVersionAreThoseOfTheDocuments) {
  std::ifstream file("docs/wire-format.md", std::ios::binary);
  const std::string page{std::istreambuf_iterator<char>(file), {}};
  ASSERT_FALSE(page.empty());
  for (uint32_t version = 1; version <= kTextDictionaryVersion; ++version) {
    const std::string_view bytes = TextDictionary(version);
    ASSERT_FALSE(bytes.empty());
    char row[64];
    snprintf(row, sizeof(row), "| %u | %zu | %08X |", version, bytes.size(),
             Crc32c(bytes));
    EXPECT_NE(page.find(row), std::string::npos) << row;
  }
}

TEST(TextDictionary, AnUnknownVersionHasNone) {
  EXPECT_TRUE(TextDictionary(0).empty());
  EXPECT_TRUE(TextDictionary(kTextDictionaryVersion + 1).empty());
}

}  // namespace
}  // namespace taffrail
