#include "ui/state/list_marks.h"

#include <gtest/gtest.h>

namespace taffrail::ui {
namespace {

using Ids = std::set<std::string>;

const std::vector<std::string> kIds = {"a", "b", "", "d", "e"};

TEST(ListMarks, AreOfRowsThatHaveAnId) {
  ListMarks marks;
  for (const std::string& id : kIds) marks.Toggle(id);
  EXPECT_EQ(marks.all(), (Ids{"a", "b", "d", "e"}));
  marks.Toggle("b");
  EXPECT_EQ(marks.all(), (Ids{"a", "d", "e"}));
}

TEST(ListMarks, AStrokeGivesBackWhatItLeaves) {
  ListMarks marks;
  marks.Toggle("a");
  marks.Extend(kIds, 1, 4);
  EXPECT_EQ(marks.all(), (Ids{"a", "b", "d", "e"}));
  marks.Extend(kIds, 4, 3);
  EXPECT_EQ(marks.all(), (Ids{"a", "b", "d"}));
  marks.Extend(kIds, 3, 0);
  EXPECT_EQ(marks.all(), (Ids{"a", "b"}));
  marks.EndStroke();
  marks.Extend(kIds, 4, 3);
  EXPECT_EQ(marks.all(), (Ids{"a", "b", "d", "e"}));
}

TEST(ListMarks, OfRowsThatWentAreForgotten) {
  ListMarks marks;
  marks.Extend(kIds, 0, 4);
  marks.Keep({"e", "b", "f"});
  EXPECT_EQ(marks.all(), (Ids{"b", "e"}));
}

}  // namespace
}  // namespace taffrail::ui
