#include "core/parse/structured_data.h"

#include <gtest/gtest.h>

#include <string>

namespace taffrail {
namespace {

std::string Flat(std::string_view text) {
  std::string unescaped;
  std::string flat;
  StructuredDataScanner scanner(text, &unescaped);
  StructuredDataParam param;
  while (scanner.Next(&param)) {
    flat += std::string(param.id) + "." + std::string(param.name) + "=" +
            std::string(param.value) + ";";
  }
  return flat;
}

TEST(StructuredData, EveryParameterOfEveryElementIsFound) {
  EXPECT_EQ(Flat(R"([ex@1 iut="3" src="App"][b@2 k="v"] text [c d="e"])"),
            "ex@1.iut=3;ex@1.src=App;b@2.k=v;");
  EXPECT_EQ(Flat(R"([mark][b@2 k=""])"), "b@2.k=;");
}

TEST(StructuredData, ThreeCharactersAreEscapedAndOtherBackslashesStay) {
  EXPECT_EQ(Flat(R"([a x="\"q\" [\] \\" y="C:\dir"])"),
            R"(a.x="q" [] \;a.y=C:\dir;)");
}

TEST(StructuredData, EndsBehindTheLastElement) {
  EXPECT_EQ(StructuredDataLength(R"([a x="]"][b] [c])"), 12u);
  EXPECT_EQ(StructuredDataLength("[a x=1]"), 7u);
}

TEST(StructuredData, OtherBracketsAreNone) {
  for (const char* text : {"", "-", "a", "[]", "[a x]", "[a x=\"1]", "[a",
                           "[a x=\"1\"", "[two words]", "[a \"b\"]"}) {
    EXPECT_EQ(StructuredDataLength(text), std::string_view::npos) << text;
    EXPECT_EQ(Flat(text), "") << text;
  }
}

}  // namespace
}  // namespace taffrail
