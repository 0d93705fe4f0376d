#include "ui/text/template_text.h"

#include <gtest/gtest.h>

namespace taffrail::ui {
namespace {

TEST(TemplateText, IsWordsAndTheNamesOfWhatVaries) {
  const auto pieces =
      TemplatePieces("Took <*> for <*>:<*>", {"duration", "ip"});
  EXPECT_EQ(pieces, (std::vector<TemplatePiece>{{"Took ", false},
                                                {"duration", true},
                                                {" for ", false},
                                                {"ip", true},
                                                {":", false},
                                                {"text", true}}));
  EXPECT_EQ(TemplateLine(pieces), "Took ‹duration› for ‹ip›:‹text›");
}

TEST(TemplateText, WithoutParametersIsItself) {
  EXPECT_EQ(TemplateLine(TemplatePieces("ready", {})), "ready");
  EXPECT_TRUE(TemplatePieces("", {}).empty());
}

}  // namespace
}  // namespace taffrail::ui
