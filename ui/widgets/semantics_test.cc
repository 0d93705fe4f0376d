#include "ui/widgets/semantics.h"

#include <gtest/gtest.h>

namespace taffrail::ui {
namespace {

TEST(SemanticTree, NestsInTheOrderOfReading) {
  SemanticTree tree;
  tree.Open({.id = 1, .role = Role::kBanner});
  tree.Add({.id = 2, .role = Role::kButton, .name = "Open", .focusable = true});
  tree.Close();
  tree.Add({.id = 3, .role = Role::kMain});
  EXPECT_EQ(tree.ToJson(),
            R"([{"id":1,"parent":0,"role":"banner","bounds":[0,0,0,0]},)"
            R"({"id":2,"parent":1,"role":"button","name":"Open",)"
            R"("bounds":[0,0,0,0],"focusable":true},)"
            R"({"id":3,"parent":0,"role":"main","bounds":[0,0,0,0]}])");
  EXPECT_TRUE(tree.Contains(2));
  EXPECT_FALSE(tree.Contains(4));
}

TEST(SemanticTree, TextIsEscaped) {
  SemanticTree tree;
  tree.Add({.id = 1, .role = Role::kText, .name = "a\"b\\c\n"});
  EXPECT_NE(tree.ToJson().find(R"("name":"a\"b\\c\u000a")"), std::string::npos);
}

TEST(SemanticTree, LargeListsKeepTheirSize) {
  SemanticTree tree;
  tree.Add({.id = 1,
            .role = Role::kOption,
            .set_position = 90'000'000'001,
            .set_size = 100'000'000'000});
  EXPECT_NE(tree.ToJson().find(R"("position":90000000001,"size":100000000000)"),
            std::string::npos);
}

}  // namespace
}  // namespace taffrail::ui
