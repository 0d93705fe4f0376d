#include "core/cli/table_format.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace taffrail {
namespace {

using Cell = v1::TableRows::Cell;

void AddCell(v1::TableRows::Row* row, Cell::Kind kind, int64_t number,
             const std::string& text) {
  Cell* cell = row->add_cells();
  cell->set_kind(kind);
  cell->set_number(number);
  cell->set_text(text);
}

class TableFormat : public ::testing::Test {
 protected:
  TableFormat() {
    for (const char* name : {"time", "service", "p95(took)", "count"}) {
      v1::TableProgress::Column* column = table_.add_columns();
      column->set_name(name);
      column->set_numeric(table_.columns_size() > 2);
    }
    rows_.resize(2);
    AddCell(&rows_[0], Cell::KIND_TIME, 0, "1970-01-01T00:00:00Z");
    AddCell(&rows_[0], Cell::KIND_TEXT, 0, "cart, \"é\"");
    AddCell(&rows_[0], Cell::KIND_DURATION, 1'234'567, "1.234567ms");
    AddCell(&rows_[0], Cell::KIND_INT, 7, "7");
    AddCell(&rows_[1], Cell::KIND_TIME, 60'000'000'000, "1970-01-01T00:01:00Z");
    AddCell(&rows_[1], Cell::KIND_NONE, 0, "");
    AddCell(&rows_[1], Cell::KIND_NONE, 0, "");
    AddCell(&rows_[1], Cell::KIND_INT, 12000, "12000");
  }
  v1::TableProgress table_;
  std::vector<v1::TableRows::Row> rows_;
};

TEST_F(TableFormat, TextHasColumnsAndNumbersAtTheRight) {
  EXPECT_EQ(FormatTable(table_, rows_, RowFormat::kText, TimeZone()),
            "time                            service    p95(took)  count\n"
            "1970-01-01T00:00:00.000000000Z  cart, \"é\"    1.235ms      7\n"
            "1970-01-01T00:01:00.000000000Z  -                  -  12000\n");
}

TEST_F(TableFormat, JsonHasNumbersAndNothingIsNull) {
  EXPECT_EQ(FormatTable(table_, rows_, RowFormat::kNdjson, TimeZone()),
            "{\"time\":0,\"service\":\"cart, \\\"é\\\"\",\"p95(took)\":"
            "\"1.234567ms\",\"count\":7}\n"
            "{\"time\":60000000000,\"service\":null,\"p95(took)\":null,"
            "\"count\":12000}\n");
}

TEST_F(TableFormat, CsvQuotesWhatNeedsIt) {
  EXPECT_EQ(FormatTable(table_, rows_, RowFormat::kCsv, TimeZone()),
            "time,service,p95(took),count\n"
            "1970-01-01T00:00:00.000000000Z,\"cart, \"\"é\"\"\",1.234567ms,7\n"
            "1970-01-01T00:01:00.000000000Z,,,12000\n");
}

}  // namespace
}  // namespace taffrail
