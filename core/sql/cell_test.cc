#include "core/sql/cell.h"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <memory>
#include <random>
#include <vector>

#include "core/sql/cell_column.h"
#include "core/sql/record_scan.h"
#include "core/sql/test_database.h"

namespace taffrail {
namespace {

const std::vector<Cell>& Samples() {
  static const std::vector<Cell> samples = {
      Cell::Integer(0),
      Cell::Integer(5),
      Cell::Integer(-5),
      Cell::Integer(INT64_MAX),
      Cell::Integer(INT64_MIN),
      Cell::Integer((int64_t{1} << 53) + 1),
      Cell::Real(5),
      Cell::Real(4.999),
      Cell::Real(-0.0),
      Cell::Real(9007199254740992.0),
      Cell::Real(9223372036854775808.0),
      Cell::Real(-9223372036854775808.0),
      Cell::Real(1e300),
      Cell::Real(-INFINITY),
      Cell::Text(""),
      Cell::Text("5"),
      Cell::Text("a"),
      Cell::Text("A%b"),
      Cell::Text("ab")};
  return samples;
}

class SqliteCompares : public ::testing::Test {
 protected:
  SqliteCompares() : db_(OpenTestDatabase()) {}
  ~SqliteCompares() override { sqlite3_close(db_); }

  void Bind(sqlite3_stmt* statement, int at, const Cell& cell) {
    if (cell.kind == Cell::kInteger) {
      sqlite3_bind_int64(statement, at, cell.number);
    } else if (cell.kind == Cell::kReal) {
      sqlite3_bind_double(statement, at, cell.real());
    } else {
      sqlite3_bind_text(statement, at, cell.text.data(),
                        static_cast<int>(cell.text.size()), SQLITE_STATIC);
    }
  }
  bool Holds(const char* condition, const Cell& a, const Cell& b) {
    sqlite3_stmt* statement = nullptr;
    sqlite3_prepare_v2(db_, condition, -1, &statement, nullptr);
    Bind(statement, 1, a);
    Bind(statement, 2, b);
    EXPECT_EQ(sqlite3_step(statement), SQLITE_ROW);
    const bool holds = sqlite3_column_int(statement, 0) != 0;
    sqlite3_finalize(statement);
    return holds;
  }

  sqlite3* const db_;
};

TEST_F(SqliteCompares, CellsAsFiltersDo) {
  const std::pair<v1::SqlFilter::Op, const char*> ops[] = {
      {v1::SqlFilter::OP_EQUAL, "SELECT ?1 = ?2"},
      {v1::SqlFilter::OP_LESS, "SELECT ?1 < ?2"},
      {v1::SqlFilter::OP_LESS_EQUAL, "SELECT ?1 <= ?2"},
      {v1::SqlFilter::OP_GREATER, "SELECT ?1 > ?2"},
      {v1::SqlFilter::OP_GREATER_EQUAL, "SELECT ?1 >= ?2"},
      {v1::SqlFilter::OP_LIKE, "SELECT ?1 LIKE ?2"},
      {v1::SqlFilter::OP_GLOB, "SELECT ?1 GLOB ?2"}};
  for (const auto& [op, condition] : ops) {
    for (const Cell& value : Samples()) {
      v1::SqlFilter told;
      told.set_op(op);
      PutCell(told.mutable_values(), value);
      const CellFilter filter(told);
      for (const Cell& cell : Samples()) {
        // How a fraction is written is SQLite's affair: it looks again.
        if (op >= v1::SqlFilter::OP_LIKE &&
            (cell.kind == Cell::kReal || value.kind == Cell::kReal)) {
          continue;
        }
        EXPECT_EQ(filter.Holds(cell), Holds(condition, cell, value))
            << condition << " of " << cell.kind << " " << cell.number
            << cell.text << ", " << value.kind << " " << value.number
            << value.text;
      }
    }
  }
}

TEST(CellTest, EqualCellsHaveOneHash) {
  for (const Cell& a : Samples()) {
    for (const Cell& b : Samples()) {
      if (CompareCells(a, b) == 0) {
        EXPECT_EQ(HashOf(a), HashOf(b));
      }
    }
  }
}

TEST(CellTest, NothingHoldsOfNull) {
  for (int op = 0; op <= v1::SqlFilter::OP_NOT_NULL; ++op) {
    v1::SqlFilter told;
    told.set_op(static_cast<v1::SqlFilter::Op>(op));
    PutCell(told.mutable_values(), Cell::Integer(0));
    EXPECT_FALSE(CellFilter(told).Holds({}));
  }
}

ScannedRows RandomRows(std::mt19937& random, size_t count) {
  ScannedRows rows;
  rows.count = count;
  rows.columns.resize(3);
  for (size_t i = 0; i < count; ++i) {
    rows.keys.push_back({static_cast<int64_t>(random()),
                         static_cast<uint32_t>(random() % 9), random()});
    for (CellColumn& column : rows.columns) {
      const size_t pick = random() % (Samples().size() + 1);
      column.Add(pick < Samples().size() ? Samples()[pick] : Cell());
    }
  }
  return rows;
}

TEST(ScannedRowsTest, AreReadAsTheyWereWritten) {
  std::mt19937 random(1);
  const ScannedRows rows = RandomRows(random, 1000);
  std::string bytes;
  rows.Append(&bytes);
  const auto read = ScannedRows::Read(bytes);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->keys, rows.keys);
  for (size_t column = 0; column < rows.columns.size(); ++column) {
    for (size_t i = 0; i < rows.count; ++i) {
      const Cell a = rows.columns[column].at(i);
      const Cell b = read->columns[column].at(i);
      ASSERT_EQ(a.kind, b.kind);
      ASSERT_EQ(a.number * (a.kind != Cell::kText),
                b.number * (b.kind != Cell::kText));
      ASSERT_EQ(a.text, b.text);
    }
  }
}

TEST(ScannedRowsTest, BytesThatWereChangedAreReadAsSomethingOrRefused) {
  std::mt19937 random(2);
  std::string bytes;
  RandomRows(random, 20).Append(&bytes);
  for (int i = 0; i < 20'000; ++i) {
    std::string changed = bytes;
    for (int n = 0; n < 3; ++n) {
      changed[random() % changed.size()] = static_cast<char>(random());
    }
    changed.resize(changed.size() - random() % 3);
    if (const auto read = ScannedRows::Read(changed)) {
      for (const CellColumn& column : read->columns) {
        for (size_t row = 0; row < column.size(); ++row) {
          EXPECT_LE(column.at(row).text.size(), bytes.size());
        }
      }
    }
  }
}

}  // namespace
}  // namespace taffrail
