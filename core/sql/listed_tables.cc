#include "core/sql/listed_tables.h"

#include <cstdint>
#include <string>
#include <string_view>

#include "core/sql/sql_time.h"

namespace taffrail {
namespace {

// Inserts rows into one table.
class Inserter {
 public:
  Inserter(sqlite3* db, const char* sql) {
    sqlite3_prepare_v2(db, sql, -1, &insert_, nullptr);
  }
  ~Inserter() { sqlite3_finalize(insert_); }
  Inserter(const Inserter&) = delete;
  Inserter& operator=(const Inserter&) = delete;

  void Bind(std::string_view text) {
    sqlite3_bind_text(insert_, ++column_, text.data(),
                      static_cast<int>(text.size()), SQLITE_TRANSIENT);
  }
  void Bind(uint64_t number) {
    sqlite3_bind_int64(insert_, ++column_, static_cast<int64_t>(number));
  }
  void BindTime(bool there, int64_t ns) {
    if (there) return Bind(SqlTimeText(ns));
    sqlite3_bind_null(insert_, ++column_);
  }
  void Insert() {
    sqlite3_step(insert_);
    sqlite3_reset(insert_);
    column_ = 0;
  }

 private:
  sqlite3_stmt* insert_ = nullptr;
  int column_ = 0;
};

}  // namespace

Status AddListedTables(sqlite3* db, const v1::SqlRun& run) {
  constexpr const char* kTables =
      "CREATE TABLE sources(id INTEGER PRIMARY KEY, name, format, state,"
      " records, bytes, first_time, last_time);"
      "CREATE TABLE templates(id, template, records, wordings)";
  if (sqlite3_exec(db, kTables, nullptr, nullptr, nullptr) != SQLITE_OK) {
    return Internal(std::string("SQL's tables could not be made: ") +
                    sqlite3_errmsg(db));
  }
  Inserter sources(db, "INSERT INTO sources VALUES(?,?,?,?,?,?,?,?)");
  for (const v1::SqlSource& source : run.sources()) {
    sources.Bind(uint64_t{source.id()});
    sources.Bind(source.name());
    sources.Bind(source.format());
    sources.Bind(source.state());
    sources.Bind(source.records());
    sources.Bind(source.bytes());
    sources.BindTime(source.has_times(), source.first_ns());
    sources.BindTime(source.has_times(), source.last_ns());
    sources.Insert();
  }
  Inserter templates(db, "INSERT INTO templates VALUES(?,?,?,?)");
  for (const v1::SqlTemplate& known : run.templates()) {
    templates.Bind(known.id());
    templates.Bind(known.text());
    templates.Bind(known.records());
    templates.Bind(static_cast<uint64_t>(known.leaves_size()));
    templates.Insert();
  }
  return {};
}

}  // namespace taffrail
