#include <gtest/gtest.h>
#include <sqlite3.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "core/base/numbers.h"
#include "core/engine/engine_fixture.h"
#include "core/parse/field_value.h"
#include "core/parse/severity.h"
#include "core/query/value.h"
#include "core/sql/log_functions.h"
#include "core/sql/logs_columns.h"
#include "core/sql/sql_time.h"

// SQL over the logs, compared with SQLite over a table of the same records.
namespace taffrail {
namespace {

using Row = std::vector<std::string>;

constexpr uint32_t kCancelledCode = 1;

// With its kind: 5 is not '5'.
std::string TextOf(const v1::TableRows::Cell& cell) {
  switch (cell.kind()) {
    case v1::TableRows::Cell::KIND_NONE:
      return "NULL";
    case v1::TableRows::Cell::KIND_TEXT:
      return "'" + cell.text() + "'";
    default:
      return cell.text();
  }
}

class EngineSqlTest : public EngineTest {
 protected:
  // Runs a statement to its end, or to its error.
  std::vector<Row> Sql(const std::string& statement, uint64_t max_rows = 0) {
    v1::Request request;
    request.mutable_sql()->set_statement(statement);
    request.mutable_sql()->set_max_rows(max_rows);
    progress_ = {};
    error_ = {};
    columns_.clear();
    const uint64_t id =
        cluster_->Start(request, [&](const v1::Response& response) {
          if (response.has_error() &&
              response.error().code() != kCancelledCode) {
            error_ = response.error();
          }
          if (response.has_table()) progress_ = response.table();
        });
    EXPECT_TRUE(cluster_->RunUntil([&] {
      return progress_.complete() || error_.code() != 0;
    })) << statement;
    for (const auto& column : progress_.columns()) {
      columns_.push_back(column.name());
    }
    std::vector<Row> rows;
    v1::Request page;
    page.mutable_table_rows()->set_table_id(id);
    page.mutable_table_rows()->set_count(5000);
    while (error_.code() == 0 && rows.size() < progress_.rows()) {
      page.mutable_table_rows()->set_first(rows.size());
      const StatusOr<v1::Response> response = cluster_->Call(page);
      if (!response.ok()) break;
      for (const auto& told : response->table_rows().rows()) {
        Row& row = rows.emplace_back();
        for (const auto& cell : told.cells()) row.push_back(TextOf(cell));
      }
    }
    Cancel(id);
    return rows;
  }

  v1::TableProgress progress_;
  v1::Error error_;
  std::vector<std::string> columns_;
};

std::string MixedLog(int lines, uint32_t seed) {
  std::mt19937 random(seed);
  std::string log;
  for (int i = 0; i < lines; ++i) {
    const std::string time =
        "2026-11-22T13:" + std::to_string(10 + i / 100 % 50) + ":" +
        std::to_string(10 + i % 50) + "." + std::to_string(100 + i % 900) + "Z";
    const std::string service = "svc" + std::to_string(random() % 4);
    const std::string level =
        std::vector<std::string>{"info", "warn", "error"}[random() % 3];
    const std::string user = "u" + std::to_string(random() % 9);
    switch (random() % 3) {
      case 0:
        log += "{\"time\":\"" + time + "\",\"level\":\"" + level +
               "\",\"service\":\"" + service + "\",\"msg\":\"order of " + user +
               "\",\"user\":\"" + user +
               "\",\"status\":" + std::to_string(200 + random() % 4 * 100) +
               ",\"ratio\":" + std::to_string(random() % 50) + "." +
               std::to_string(random() % 100) + ",\"http.path\":\"/a/" +
               std::to_string(random() % 5) +
               "\",\"ok\":" + (random() % 2 ? "true" : "false") + "}\n";
        break;
      case 1:
        log += "time=" + time + " level=" + level + " service=" + service +
               " msg=\"served it's\" user=" + user +
               " status=" + std::to_string(200 + random() % 4 * 100) +
               " took=" + std::to_string(random() % 90) + "us\n";
        break;
      default:
        log += "time=" + time + " level=" + level + " msg=late status=\"none " +
               std::to_string(random() % 3) + "\"\n";
    }
  }
  return log;
}

// A table of SQLite's own with the records as the inspector shows them.
class PlainTable {
 public:
  explicit PlainTable(const std::vector<v1::RecordDetail>& records) {
    sqlite3_open_v2(
        ":memory:", &db_,
        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY,
        nullptr);
    EXPECT_TRUE(AddLogFunctions(db_).ok());
    Run("CREATE TABLE logs(time, level, service, source, message, raw,"
        " time_ns, severity, user, status, ratio, took, ok, \"http.path\")");
    for (const v1::RecordDetail& record : records) Insert(record);
  }
  ~PlainTable() { sqlite3_close(db_); }
  PlainTable(const PlainTable&) = delete;
  PlainTable& operator=(const PlainTable&) = delete;

  std::vector<Row> Run(const std::string& sql) {
    sqlite3_stmt* statement = nullptr;
    EXPECT_EQ(sqlite3_prepare_v2(db_, sql.c_str(), -1, &statement, nullptr),
              SQLITE_OK)
        << sqlite3_errmsg(db_) << " in " << sql;
    std::vector<Row> rows;
    while (sqlite3_step(statement) == SQLITE_ROW) {
      Row& row = rows.emplace_back();
      for (int i = 0; i < sqlite3_column_count(statement); ++i) {
        row.push_back(Text(statement, i));
      }
    }
    sqlite3_finalize(statement);
    return rows;
  }

 private:
  static std::string Text(sqlite3_stmt* statement, int i) {
    const int type = sqlite3_column_type(statement, i);
    if (type == SQLITE_NULL) return "NULL";
    if (type == SQLITE_FLOAT) {
      return ToText(Value::Real(sqlite3_column_double(statement, i)));
    }
    const std::string text(
        reinterpret_cast<const char*>(sqlite3_column_text(statement, i)));
    return type == SQLITE_TEXT ? "'" + text + "'" : text;
  }

  void Insert(const v1::RecordDetail& record) {
    sqlite3_stmt* insert = nullptr;
    sqlite3_prepare_v2(db_,
                       "INSERT INTO logs VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
                       -1, &insert, nullptr);
    const auto text = [&](int at, std::string_view bytes) {
      sqlite3_bind_text(insert, at, bytes.data(),
                        static_cast<int>(bytes.size()), SQLITE_TRANSIENT);
    };
    const auto severity = static_cast<uint8_t>(record.row().severity());
    text(1, SqlTimeText(record.row().key().time_ns()));
    if (severity > 0) text(2, LevelText(SeverityClass(severity)));
    if (!record.row().service().empty()) text(3, record.row().service());
    text(4, record.source_name());
    text(5, record.row().body());
    text(6, record.raw().substr(0, record.raw().size() - 1));
    sqlite3_bind_int64(insert, 7, record.row().key().time_ns());
    if (severity > 0) sqlite3_bind_int(insert, 8, severity);
    const std::vector<std::string> names = {"user", "status", "ratio",
                                            "took", "ok",     "http.path"};
    for (const v1::Field& field : record.fields()) {
      const auto at = std::find(names.begin(), names.end(), field.name());
      if (at == names.end()) continue;
      const int column = 9 + static_cast<int>(at - names.begin());
      switch (field.type()) {
        case v1::Field::TYPE_INT:
        case v1::Field::TYPE_DURATION:
          sqlite3_bind_int64(insert, column, *ParseInt<int64_t>(field.value()));
          break;
        case v1::Field::TYPE_DOUBLE:
          sqlite3_bind_double(insert, column, *ParseReal(field.value()));
          break;
        case v1::Field::TYPE_BOOL:
          sqlite3_bind_int(insert, column, field.value() == "true");
          break;
        default:
          text(column, field.value());
      }
    }
    EXPECT_EQ(sqlite3_step(insert), SQLITE_DONE);
    sqlite3_finalize(insert);
  }

  sqlite3* db_ = nullptr;
};

// A condition on the columns of `logs`, called `table`.
std::string RandomCondition(std::mt19937& random, const std::string& table,
                            int depth) {
  const auto pick = [&](const std::vector<std::string>& of) {
    return of[random() % of.size()];
  };
  if (depth > 0 && random() % 3 == 0) {
    return "(" + RandomCondition(random, table, depth - 1) +
           pick({" AND ", " OR ", " AND NOT "}) +
           RandomCondition(random, table, depth - 1) + ")";
  }
  const std::string compare =
      pick({" = ", " < ", " <= ", " > ", " >= ", " <> ", " IS "});
  const std::string t = table + ".";
  switch (random() % 14) {
    case 0:
      return t + "level" + pick({" = ", " <> ", " > "}) +
             pick({"'error'", "'info'", "'loud'", "'ERROR'"});
    case 1:
      return t + "service" + compare + pick({"'svc1'", "'svc3'", "'SVC1'"});
    case 2:
      return t + "status" + compare +
             pick({"200", "'none 1'", "300.0", "'200'"});
    case 3:
      return t + "ratio" + compare + std::to_string(random() % 50);
    case 4:
      return t + "took" + compare + std::to_string(random() % 90 * 1000);
    case 5:
      return t + "time" + compare +
             "'2026-11-22 13:" + std::to_string(10 + random() % 50) +
             pick({"", ":20", ":15.5"}) + "'";
    case 6:
      return t + "user IN ('u1', 'u" + std::to_string(random() % 12) +
             "', NULL)";
    case 7:
      return t + "message LIKE " + pick({"'%ORDER%'", "'served%'", "'%u_'"});
    case 8:
      return t + pick({"user", "took", "service"}) +
             pick({" IS NULL", " IS NOT NULL"});
    case 9:
      return t + "\"http.path\" GLOB '/a/[1-3]'";
    case 10:
      return t + "time_ns" + compare + "1795352400000000000 + " +
             std::to_string(random() % 3000) + " * 1000000000";
    case 11:
      return "upper(" + t + "user) = 'U" + std::to_string(random() % 9) + "'";
    case 12:
      return t + "ok = " + pick({"0", "1", "'true'"});
    default:
      return t + "severity BETWEEN 10 AND " + std::to_string(random() % 20);
  }
}

TEST_F(EngineSqlTest, StatementsFindWhatSqliteFindsInATableOfTheRecords) {
  ASSERT_TRUE(Import("a.log", MixedLog(1500, 1), 20'000).ok());
  Reopen();
  ASSERT_TRUE(Import("b.log", MixedLog(1000, 2), 50'000).ok());
  const std::vector<v1::RecordDetail> records = AllRecords();
  ASSERT_EQ(records.size(), 2500u);
  PlainTable plain(records);
  std::mt19937 random(4);
  size_t found = 0;
  for (int i = 0; i < 400; ++i) {
    const std::string where = RandomCondition(random, "a", 2);
    std::string sql;
    bool ordered = false;
    switch (random() % 6) {
      case 0:
        sql =
            "SELECT count(*), sum(a.took), min(a.time), p50(a.took) FROM "
            "logs a WHERE " +
            where;
        break;
      case 1:
        sql =
            "SELECT a.service, a.level, count(*) AS n, max(a.ratio) FROM "
            "logs a WHERE " +
            where + " GROUP BY a.service, a.level";
        break;
      case 2:
        sql = "SELECT a.time, a.message, a.user FROM logs a WHERE " + where;
        break;
      case 3:
        // Times are not all different: the rest of the order is theirs.
        sql = "SELECT a.time_ns FROM logs a WHERE " + where +
              " ORDER BY a.time" + (random() % 2 ? " DESC" : "") + " LIMIT " +
              std::to_string(random() % 1200);
        ordered = true;
        break;
      case 4:
        sql =
            "SELECT a.user, count(*) FROM logs a JOIN logs b ON a.user = "
            "b.user AND a.status = b.status WHERE " +
            where + " AND b.level = 'error' GROUP BY 1";
        break;
      default:
        sql = "SELECT a.raw FROM logs a WHERE " + where +
              " AND EXISTS (SELECT 1 FROM logs b WHERE b.user = a.user AND " +
              RandomCondition(random, "b", 0) + ")";
    }
    std::vector<Row> actual = Sql(sql);
    EXPECT_EQ(error_.message(), "") << sql;
    std::vector<Row> expected = plain.Run(sql);
    if (!ordered) {
      std::sort(actual.begin(), actual.end());
      std::sort(expected.begin(), expected.end());
    }
    ASSERT_EQ(actual, expected) << sql;
    found += actual.size();
  }
  EXPECT_GT(found, 1000u);
}

TEST_F(EngineSqlTest, AStarIsTheMainColumnsWithAllFieldsAsJson) {
  ASSERT_TRUE(Import("a.log",
                     "{\"time\":\"2026-11-22T13:00:00.5Z\",\"level\":\"warn\","
                     "\"service\":\"pay\",\"msg\":\"no \\\"funds\\\"\","
                     "\"order\":{\"id\":7},\"ok\":true,\"took\":\"1.5ms\"}\n")
                  .ok());
  const std::vector<Row> rows = Sql("SELECT * FROM logs");
  EXPECT_EQ(columns_,
            (Row{"time", "level", "service", "source", "message", "fields"}));
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0],
            (Row{"'2026-11-22 13:00:00.500'", "'warn'", "'pay'", "'a.log'",
                 "'no \"funds\"'",
                 "'{\"order.id\":7,\"ok\":true,\"took\":\"1.5ms\"}'"}));
  EXPECT_EQ(Sql("SELECT \"order.id\", fields ->> '$.\"order.id\"', "
                "strftime('%H', time), bin(time, '1m') FROM logs"),
            (std::vector<Row>{{"7", "7", "'13'", "'2026-11-22 13:00:00'"}}));
}

TEST_F(EngineSqlTest, MatchTakesTheQueryLanguage) {
  ASSERT_TRUE(Import("a.log", SampleLog(5000)).ok());
  EXPECT_EQ(Sql("SELECT count(*) FROM logs WHERE logs MATCH 'level:error "
                "service:svc1 (took OR nothing)'"),
            (std::vector<Row>{
                {std::to_string(Matches("level:error service:svc1"))}}));
  Sql("SELECT * FROM logs WHERE logs MATCH 'a) OR (b'");
  EXPECT_EQ(error_.message().substr(0, 7), "MATCH: ");
}

TEST_F(EngineSqlTest, WhatOnlyTheNewestRecordsAreNeededForReadsNoMore) {
  ASSERT_TRUE(Import("a.log", SampleLog(30'000), 100'000).ok());
  const std::vector<Row> rows =
      Sql("SELECT message FROM logs ORDER BY time DESC LIMIT 3");
  EXPECT_EQ(rows, (std::vector<Row>{{"'request 29999 took 99 ms'"},
                                    {"'request 29998 took 98 ms'"},
                                    {"'request 29997 took 97 ms'"}}));
  EXPECT_LT(progress_.records(), 5000u);
  EXPECT_EQ(Sql("SELECT message FROM logs ORDER BY time LIMIT 1"),
            (std::vector<Row>{{"'request 0 took 0 ms'"}}));
  EXPECT_LT(progress_.records(), 5000u);
  // Without a limit of its own it has that of the result.
  EXPECT_EQ(Sql("SELECT time FROM logs", 2000).size(), 2000u);
  ASSERT_EQ(progress_.notes_size(), 1);
  EXPECT_EQ(progress_.notes(0), "The first 2,000 rows: there are more");
  EXPECT_EQ(Sql("SELECT count(*) FROM logs"), (std::vector<Row>{{"30000"}}));
}

TEST_F(EngineSqlTest, MistakesAreToldWithTheirPlace) {
  ASSERT_TRUE(Import("a.log", MixedLog(50, 1)).ok());
  Sql("SELECT tim FROM logs");
  EXPECT_TRUE(error_.message().starts_with("no such column: tim"));
  EXPECT_TRUE(error_.has_column());
  EXPECT_EQ(error_.column(), 7u);
  Sql("SELECT http.path FROM logs");
  EXPECT_EQ(error_.message(),
            "A name with dots stands in quotes: \"http.path\"");
  Sql("DELETE FROM sources");
  EXPECT_EQ(error_.message(), "Statements can only read: SELECT … FROM logs …");
  Sql("SELECT 1; SELECT 2");
  EXPECT_TRUE(error_.message().starts_with("One statement at a time"));
  Sql(" -- nothing");
  EXPECT_TRUE(error_.message().starts_with("There is no statement"));
}

TEST_F(EngineSqlTest, SourcesAndTemplatesAreTables) {
  ASSERT_TRUE(Import("a.log", SampleLog(500)).ok());
  EXPECT_EQ(Sql("SELECT name, state, records FROM sources"),
            (std::vector<Row>{{"'a.log'", "'complete'", "500"}}));
  EXPECT_EQ(Sql("SELECT t.template, count(*) = t.records FROM logs JOIN "
                "templates t ON logs.template = t.id GROUP BY t.id"),
            (std::vector<Row>{{"'request <*> took <*>'", "1"}}));
  EXPECT_EQ(Sql("SELECT count(*) FROM logs WHERE template = (SELECT id FROM "
                "templates)"),
            (std::vector<Row>{{"500"}}));
}

TEST_F(EngineSqlTest, AScanSurvivesTheDeathOfAShard) {
  ASSERT_TRUE(Import("a.log", SampleLog(20'000), 50'000).ok());
  size_t bytes = 0;
  for (int i = 0; i < 20'000; ++i) {
    bytes += ("request " + std::to_string(i) + " took " +
              std::to_string(i % 100) + " ms")
                 .size();
  }
  for (int step = 0; step < 40; ++step) {
    v1::Request request;
    request.mutable_sql()->set_statement(
        "SELECT sum(length(message)), count(*) FROM logs");
    v1::TableProgress progress;
    const uint64_t id = cluster_->Start(request, [&](const v1::Response& r) {
      if (r.has_table()) progress = r.table();
    });
    for (int i = 0; i < step; ++i) cluster_->StepOnce(0);
    cluster_->RestartShard(static_cast<uint32_t>(step) % 2);
    ASSERT_TRUE(cluster_->RunUntil([&] { return progress.complete(); }));
    v1::Request page;
    page.mutable_table_rows()->set_table_id(id);
    page.mutable_table_rows()->set_count(1);
    const auto row = cluster_->Call(page)->table_rows().rows(0);
    EXPECT_EQ(row.cells(1).text(), "20000");
    EXPECT_EQ(row.cells(0).text(), std::to_string(bytes));
    Cancel(id);
  }
}

TEST_F(EngineSqlTest, AStatementCanBeCancelledAtAnyStep) {
  ASSERT_TRUE(Import("a.log", SampleLog(3000), 20'000).ok());
  for (int step = 0; step < 60; ++step) {
    v1::Request request;
    request.mutable_sql()->set_statement("SELECT * FROM logs");
    const uint64_t id = cluster_->Start(request, {});
    for (int i = 0; i < step; ++i) cluster_->StepOnce(0);
    Cancel(id);
  }
  EXPECT_EQ(Sql("SELECT 1"), (std::vector<Row>{{"1"}}));
}

}  // namespace
}  // namespace taffrail
