#include "ui/state/row_export.h"

#include <gtest/gtest.h>

#include "ui/state/fake_engine.h"

namespace taffrail::ui {
namespace {

class MemorySink final : public FileSink {
 public:
  void AddToFile(std::string_view bytes) override { added += bytes; }
  void SaveAdded(std::string_view name) override {
    saved = std::string(name) + ": " + added;
  }
  void DropAdded() override { added.clear(); }

  std::string added;
  std::string saved;
};

class RowExportTest : public testing::Test {
 protected:
  uint64_t SearchId() {
    return engine_.Last([](auto& r) { return r.has_search(); }).id();
  }
  uint64_t ExportId() {
    return engine_.Last([](auto& r) { return r.has_export_rows(); }).id();
  }
  void Start() {
    export_.Start("error", std::nullopt, v1::ExportRowsRequest::FORMAT_TEXT,
                  "a.log");
  }
  v1::ExportRowsRequest Asked() {
    return engine_.Last([](auto& r) { return r.has_export_rows(); })
        .export_rows();
  }
  void Found() {
    v1::Response found;
    found.mutable_search()->set_complete(true);
    engine_.Answer(SearchId(), found, /*done=*/false);
  }
  void Piece(const std::string& bytes, uint64_t rows) {
    v1::Response piece;
    piece.mutable_export_piece()->set_bytes(bytes);
    piece.mutable_export_piece()->set_rows(rows);
    piece.mutable_export_piece()->set_all_rows(2);
    engine_.Answer(ExportId(), piece, /*done=*/false);
  }

  FakeEngine engine_;
  Notices notices_;
  MemorySink file_;
  RowExport export_{engine_.client(), notices_, file_};
};

TEST_F(RowExportTest, SavesWhatASearchOfItsOwnFinds) {
  Start();
  EXPECT_TRUE(export_.running());
  EXPECT_EQ(ExportId(), 0u);
  Found();
  Piece("a\n", 1);
  Piece("b\n", 2);
  EXPECT_EQ(export_.rows(), 2u);
  EXPECT_EQ(file_.saved, "");
  engine_.Answer(ExportId(), {});
  EXPECT_EQ(file_.saved, "a.log: a\nb\n");
  EXPECT_FALSE(export_.running());
  EXPECT_TRUE(engine_.sent().back().has_cancel());
  EXPECT_EQ(notices_.all()[0].text, "2 records saved as a.log.");
}

TEST_F(RowExportTest, CancelledItSavesNothing) {
  Start();
  Found();
  Piece("a\n", 1);
  export_.Cancel();
  EXPECT_FALSE(export_.running());
  EXPECT_EQ(file_.saved, "");
  EXPECT_EQ(file_.added, "");
  EXPECT_TRUE(notices_.all().empty());
}

TEST_F(RowExportTest, WhatFailsIsToldOfAndSavesNothing) {
  Start();
  Found();
  Piece("a\n", 1);
  engine_.Fail(ExportId(), 14, "The disk is gone");
  EXPECT_FALSE(export_.running());
  EXPECT_EQ(file_.saved, "");
  EXPECT_EQ(notices_.all()[0].text, "Nothing was saved: The disk is gone");
}

TEST_F(RowExportTest, ACaseSaysWhatWasSearchedAndTheNote) {
  export_.Start("error", TimeRange{1, 2}, v1::ExportRowsRequest::FORMAT_CASE,
                "a.taffrail", "noon");
  Found();
  EXPECT_EQ(Asked().about().note(), "noon");
  ASSERT_EQ(Asked().about().views_size(), 1);
  EXPECT_EQ(Asked().about().views(0).query(), "error");
  EXPECT_TRUE(Asked().about().views(0).has_range());
  EXPECT_EQ(Asked().about().views(0).to_ns(), 2);
}

}  // namespace
}  // namespace taffrail::ui
