#include "core/store/catalog.h"

#include <utility>

namespace taffrail {
namespace {

// AUTOINCREMENT: a removed source's id is never given again, since partitions
// may still hold its records.
constexpr char kSchema[] = R"sql(
BEGIN;
CREATE TABLE source(
  id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL,
  size INTEGER NOT NULL, modified_ms INTEGER NOT NULL, state INTEGER NOT NULL,
  message TEXT NOT NULL, file_name TEXT NOT NULL, file_size INTEGER NOT NULL,
  container TEXT NOT NULL, encoding INTEGER NOT NULL, reading BLOB NOT NULL,
  settings BLOB NOT NULL, explanation BLOB NOT NULL, hidden INTEGER NOT NULL,
  label TEXT NOT NULL);
PRAGMA user_version=3;
COMMIT;
)sql";

// In version 1 every source was a file of plain text.
constexpr char kUpgradeFrom1[] = R"sql(
BEGIN;
ALTER TABLE source ADD COLUMN file_name TEXT NOT NULL DEFAULT '';
ALTER TABLE source ADD COLUMN file_size INTEGER NOT NULL DEFAULT 0;
ALTER TABLE source ADD COLUMN container TEXT NOT NULL DEFAULT '';
ALTER TABLE source ADD COLUMN encoding INTEGER NOT NULL DEFAULT 0;
ALTER TABLE source ADD COLUMN reading BLOB NOT NULL DEFAULT x'';
ALTER TABLE source ADD COLUMN settings BLOB NOT NULL DEFAULT x'';
ALTER TABLE source ADD COLUMN explanation BLOB NOT NULL DEFAULT x'';
ALTER TABLE source ADD COLUMN hidden INTEGER NOT NULL DEFAULT 0;
UPDATE source SET file_name = name, file_size = size;
PRAGMA user_version=2;
COMMIT;
)sql";

constexpr char kUpgradeFrom2[] = R"sql(
BEGIN;
ALTER TABLE source ADD COLUMN label TEXT NOT NULL DEFAULT '';
PRAGMA user_version=3;
COMMIT;
)sql";

}  // namespace

StatusOr<Catalog> Catalog::Open(const std::string& path) {
  bool hot = HasHotJournal(path);
  StatusOr<Database> db = Database::Open(path, OpenMode::kReadWrite);
  if (!db.ok()) return db.status();
  StatusOr<int64_t> version = db->QueryInt("PRAGMA user_version");
  if (!version.ok()) return version.status();
  if (*version > kCatalogSchemaVersion) {
    return FailedPrecondition(
        "A newer Taffrail wrote this store. Reload the page to get the newest "
        "version; nothing was changed");
  }
  TAFFRAIL_RETURN_IF_ERROR(
      db->Execute("PRAGMA journal_mode=TRUNCATE; PRAGMA synchronous=FULL;"
                  "PRAGMA cache_size=-1024;"));
  if (*version == 0) TAFFRAIL_RETURN_IF_ERROR(db->Execute(kSchema));
  if (*version == 1) TAFFRAIL_RETURN_IF_ERROR(db->Execute(kUpgradeFrom1));
  if (*version == 1 || *version == 2) {
    TAFFRAIL_RETURN_IF_ERROR(db->Execute(kUpgradeFrom2));
  }
  bool rolled_back = hot && !HasHotJournal(path);
  return Catalog(*std::move(db), rolled_back);
}

StatusOr<std::vector<SourceEntry>> Catalog::Sources() {
  StatusOr<Statement> query = db_.Prepare(
      "SELECT id,name,size,modified_ms,state,message,file_name,file_size,"
      "container,encoding,reading,settings,explanation,hidden,label "
      "FROM source ORDER BY id");
  if (!query.ok()) return query.status();
  std::vector<SourceEntry> sources;
  StatusOr<bool> row = false;
  while ((row = query->Step()).ok() && *row) {
    const auto text = [&](int column) {
      return std::string(query->Bytes(column));
    };
    sources.push_back({.id = static_cast<uint32_t>(query->Int(0)),
                       .name = text(1),
                       .size = static_cast<uint64_t>(query->Int(2)),
                       .modified_ms = query->Int(3),
                       .state = static_cast<SourceState>(query->Int(4)),
                       .message = text(5),
                       .file_name = text(6),
                       .file_size = static_cast<uint64_t>(query->Int(7)),
                       .container = text(8),
                       .encoding = static_cast<uint8_t>(query->Int(9)),
                       .reading = text(10),
                       .settings = text(11),
                       .explanation = text(12),
                       .visibility = static_cast<Visibility>(query->Int(13)),
                       .label = text(14)});
  }
  if (!row.ok()) return row.status();
  return sources;
}

Status Catalog::Add(SourceEntry* source) {
  StatusOr<Statement> insert = db_.Prepare(
      "INSERT INTO source(name,size,modified_ms,state,message,"
      "file_name,file_size,container,encoding,reading,settings,"
      "explanation,hidden,label) "
      "VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14)");
  if (!insert.ok()) return insert.status();
  TAFFRAIL_RETURN_IF_ERROR(
      insert->BindText(1, source->name)
          .Bind(2, static_cast<int64_t>(source->size))
          .Bind(3, source->modified_ms)
          .Bind(4, static_cast<int64_t>(source->state))
          .BindText(5, source->message)
          .BindText(6, source->file_name)
          .Bind(7, static_cast<int64_t>(source->file_size))
          .BindText(8, source->container)
          .Bind(9, source->encoding)
          .BindBlob(10, source->reading)
          .BindBlob(11, source->settings)
          .BindBlob(12, source->explanation)
          .Bind(13, static_cast<int64_t>(source->visibility))
          .BindText(14, source->label)
          .Run());
  source->id = static_cast<uint32_t>(sqlite3_last_insert_rowid(db_.handle()));
  return {};
}

Status Catalog::Update(const SourceEntry& source) {
  StatusOr<Statement> update = db_.Prepare(
      "UPDATE source SET name=?2, size=?3, state=?4, message=?5, reading=?6, "
      "settings=?7, explanation=?8, hidden=?9, label=?10 WHERE id=?1");
  if (!update.ok()) return update.status();
  return update->Bind(1, source.id)
      .BindText(2, source.name)
      .Bind(3, static_cast<int64_t>(source.size))
      .Bind(4, static_cast<int64_t>(source.state))
      .BindText(5, source.message)
      .BindBlob(6, source.reading)
      .BindBlob(7, source.settings)
      .BindBlob(8, source.explanation)
      .Bind(9, static_cast<int64_t>(source.visibility))
      .BindText(10, source.label)
      .Run();
}

Status Catalog::Remove(uint32_t source_id) {
  StatusOr<Statement> remove = db_.Prepare("DELETE FROM source WHERE id=?1");
  if (!remove.ok()) return remove.status();
  return remove->Bind(1, source_id).Run();
}

}  // namespace taffrail
