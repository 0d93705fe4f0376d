#include "core/store/partition_schema.h"

#include <string>

#include "core/store/partition.h"

namespace taffrail {
namespace {

constexpr char kSchema[] = R"sql(
CREATE TABLE meta(key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE service(id INTEGER PRIMARY KEY, name BLOB NOT NULL);
CREATE TABLE coverage(
  source INTEGER, start INTEGER, "end" INTEGER, records INTEGER,
  t0 INTEGER, t1 INTEGER, split_records INTEGER, lines INTEGER,
  PRIMARY KEY(source, start)) WITHOUT ROWID;
CREATE TABLE block(
  id INTEGER PRIMARY KEY, t0 INTEGER, t1 INTEGER, n INTEGER, zone BLOB);
CREATE TABLE block_columns(id INTEGER PRIMARY KEY, data BLOB);
CREATE TABLE block_text(id INTEGER PRIMARY KEY, data BLOB);
CREATE VIRTUAL TABLE term USING fts5(
  body, content='', columnsize=0, detail=none, tokenize='logsplit');
INSERT INTO term(term, rank) VALUES('pgsz', 16300);
INSERT INTO meta VALUES('sealed', 0), ('text_bytes', 0);
)sql";

// In version 1 a record was a line, and a long line in pieces was several.
constexpr char kUpgradeFrom1[] = R"sql(
BEGIN;
ALTER TABLE coverage RENAME COLUMN split_lines TO split_records;
ALTER TABLE coverage ADD COLUMN lines INTEGER;
UPDATE coverage SET lines = CASE split_records WHEN 0 THEN records ELSE -1 END;
PRAGMA user_version=2;
COMMIT;
)sql";

// In version 2 attributes were only in the text.
constexpr char kAttributeTables[] = R"sql(
CREATE TABLE attribute(
  id INTEGER PRIMARY KEY, name BLOB NOT NULL, kind INTEGER, records INTEGER,
  literal INTEGER);
CREATE TABLE attribute_values(id INTEGER PRIMARY KEY, data BLOB);
CREATE TABLE attribute_column(id INTEGER PRIMARY KEY, data BLOB);
)sql";

// In version 3 templates were only in the text.
constexpr char kTemplateTables[] = R"sql(
CREATE TABLE template_leaf(
  id INTEGER PRIMARY KEY, hash INTEGER NOT NULL, masked BLOB NOT NULL);
CREATE TABLE template_use(
  source INTEGER, leaf INTEGER, records INTEGER, first INTEGER,
  PRIMARY KEY(source, leaf)) WITHOUT ROWID;
CREATE TABLE template_column(id INTEGER PRIMARY KEY, data BLOB);
)sql";

// In version 4 each chunk's transaction put its blocks into the index.
constexpr char kAllIndexed[] = R"sql(
INSERT INTO meta VALUES(
  'indexed_blocks', (SELECT coalesce(max(id), 0) FROM block));
)sql";

}  // namespace

Status CreatePartitionSchema(Database& db) {
  const std::string schema =
      std::string("BEGIN;") + kSchema + kAttributeTables + kTemplateTables +
      "PRAGMA user_version=" + std::to_string(kPartitionSchemaVersion) +
      ";COMMIT;";
  return db.Execute(schema.c_str());
}

StatusOr<int64_t> PartitionVersion(Database& db) {
  StatusOr<int64_t> version = db.QueryInt("PRAGMA user_version");
  if (version.ok() && *version > kPartitionSchemaVersion) {
    return FailedPrecondition(
        "A newer Taffrail wrote this file. Reload the page to get the newest "
        "version (" +
        db.path() + ")");
  }
  return version;
}

Status UpgradePartitionSchema(Database& db, int64_t version) {
  if (version == 1) TAFFRAIL_RETURN_IF_ERROR(db.Execute(kUpgradeFrom1));
  if (version == 0 || version == kPartitionSchemaVersion) return {};
  const std::string upgrade =
      std::string("BEGIN;") + (version < 3 ? kAttributeTables : "") +
      (version < 4 ? kTemplateTables : "") + kAllIndexed +
      "PRAGMA user_version=" + std::to_string(kPartitionSchemaVersion) +
      "; COMMIT;";
  return db.Execute(upgrade.c_str());
}

}  // namespace taffrail
