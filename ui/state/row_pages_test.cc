#include "ui/state/row_pages.h"

#include <gtest/gtest.h>

namespace taffrail::ui {
namespace {

v1::RowsPage PageOf(uint64_t first, int count) {
  v1::RowsPage page;
  page.set_first(first);
  for (int i = 0; i < count; ++i) {
    page.add_rows()->mutable_key()->set_offset(first + i);
  }
  return page;
}

TEST(RowPages, AsksForTheVisiblePagesFirst) {
  RowPages pages;
  EXPECT_EQ(pages.NextWanted(390, 410, 10'000), 1u);
  pages.MarkRequested(1, 10'000);
  EXPECT_EQ(pages.NextWanted(390, 410, 10'000), 2u);
  pages.MarkRequested(2, 10'000);
  EXPECT_EQ(pages.NextWanted(390, 410, 10'000), 3u);
  pages.MarkRequested(3, 10'000);
  EXPECT_EQ(pages.NextWanted(390, 410, 10'000), 0u);
  pages.MarkRequested(0, 10'000);
  EXPECT_EQ(pages.NextWanted(390, 410, 10'000), std::nullopt);
}

TEST(RowPages, KeepsAPageThatIsBeingRenewed) {
  RowPages pages;
  pages.MarkRequested(0, 100);
  pages.Put(0, PageOf(0, 100));
  EXPECT_EQ(pages.NextWanted(0, 20, 150), 0u);
  pages.MarkRequested(0, 150);
  ASSERT_NE(pages.Find(5), nullptr);
  EXPECT_EQ(pages.Find(5)->key.offset, 5u);
  EXPECT_EQ(pages.Find(120), nullptr);
}

TEST(RowPages, FailedPageIsAskedForAgainOnlyAfterAChange) {
  RowPages pages;
  pages.MarkRequested(0, 100);
  pages.MarkFailed(0);
  EXPECT_EQ(pages.NextWanted(0, 20, 100), std::nullopt);
  EXPECT_EQ(pages.NextWanted(0, 20, 101), 0u);
}

TEST(RowPages, DropsWhatWasLookedAtLongAgo) {
  RowPages pages;
  for (uint64_t page = 0; page < 2 * RowPages::kMaxPages; ++page) {
    const uint64_t first = page * RowPages::kPageRows;
    pages.NextWanted(first, first + 10, 1'000'000);
    pages.MarkRequested(page, 1'000'000);
    pages.Put(page, PageOf(first, RowPages::kPageRows));
  }
  EXPECT_EQ(pages.Find(0), nullptr);
  const uint64_t last = (2 * RowPages::kMaxPages - 1) * RowPages::kPageRows;
  EXPECT_NE(pages.Find(last), nullptr);
}

TEST(RowPages, NothingIsWantedOfAnEmptySearch) {
  RowPages pages;
  EXPECT_EQ(pages.NextWanted(0, 40, 0), std::nullopt);
}

}  // namespace
}  // namespace taffrail::ui
