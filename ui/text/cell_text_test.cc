#include "ui/text/cell_text.h"

#include <gtest/gtest.h>

#include <string>

namespace taffrail::ui {
namespace {

using Cell = v1::TableRows::Cell;

std::string Text(Cell::Kind kind, int64_t number, double real = 0,
                 const std::string& field = "") {
  Cell cell;
  cell.set_kind(kind);
  cell.set_number(number);
  cell.set_real(real);
  cell.set_text(std::to_string(number));
  v1::TableProgress::Column column;
  column.set_field(field);
  return CellText(cell, column, TimeZone());
}

TEST(CellText, ComputedNumbersHaveThousandsAndCodesHaveNot) {
  EXPECT_EQ(Text(Cell::KIND_INT, 1234567), "1,234,567");
  EXPECT_EQ(Text(Cell::KIND_INT, -5000), "−5,000");
  EXPECT_EQ(Text(Cell::KIND_INT, 8080, 0, "port"), "8080");
}

TEST(CellText, FractionsAreRounded) {
  EXPECT_EQ(Text(Cell::KIND_DOUBLE, 0, 139.85812), "139.86");
  EXPECT_EQ(Text(Cell::KIND_DOUBLE, 0, 0.1), "0.1");
  EXPECT_EQ(Text(Cell::KIND_DOUBLE, 0, 1234567.8), "1,234,568");
  EXPECT_EQ(Text(Cell::KIND_DOUBLE, 0, -2.0), "−2");
  EXPECT_EQ(Text(Cell::KIND_DOUBLE, 0, 0), "0");
  EXPECT_EQ(Text(Cell::KIND_DOUBLE, 0, 0.00001), "1e-05");
}

TEST(CellText, DurationsHaveTheirOwnUnit) {
  EXPECT_EQ(Text(Cell::KIND_DURATION, 999), "999 ns");
  EXPECT_EQ(Text(Cell::KIND_DURATION, 1'234'567), "1.235 ms");
  EXPECT_EQ(Text(Cell::KIND_DURATION, 15'000'000'000), "15 s");
  EXPECT_EQ(Text(Cell::KIND_DURATION, 7'200'000'000'000), "2 h");
}

TEST(CellText, TimesAreInTheZoneAndNothingIsADash) {
  EXPECT_EQ(Text(Cell::KIND_TIME, 60'000'000'000), "1970-01-01 00:01:00");
  EXPECT_EQ(Text(Cell::KIND_NONE, 0), "–");
}

}  // namespace
}  // namespace taffrail::ui
