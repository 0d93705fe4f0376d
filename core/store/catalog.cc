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
  message TEXT NOT NULL);
PRAGMA user_version=1;
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
  bool rolled_back = hot && !HasHotJournal(path);
  return Catalog(*std::move(db), rolled_back);
}

StatusOr<std::vector<SourceEntry>> Catalog::Sources() {
  StatusOr<Statement> query = db_.Prepare(
      "SELECT id,name,size,modified_ms,state,message FROM source ORDER BY id");
  if (!query.ok()) return query.status();
  std::vector<SourceEntry> sources;
  StatusOr<bool> row = false;
  while ((row = query->Step()).ok() && *row) {
    sources.push_back({static_cast<uint32_t>(query->Int(0)),
                       std::string(query->Bytes(1)),
                       static_cast<uint64_t>(query->Int(2)), query->Int(3),
                       static_cast<SourceState>(query->Int(4)),
                       std::string(query->Bytes(5))});
  }
  if (!row.ok()) return row.status();
  return sources;
}

Status Catalog::Add(SourceEntry* source) {
  StatusOr<Statement> insert = db_.Prepare(
      "INSERT INTO source(name,size,modified_ms,state,message) "
      "VALUES(?1,?2,?3,?4,?5)");
  if (!insert.ok()) return insert.status();
  TAFFRAIL_RETURN_IF_ERROR(insert->BindText(1, source->name)
                               .Bind(2, static_cast<int64_t>(source->size))
                               .Bind(3, source->modified_ms)
                               .Bind(4, static_cast<int64_t>(source->state))
                               .BindText(5, source->message)
                               .Run());
  source->id = static_cast<uint32_t>(sqlite3_last_insert_rowid(db_.handle()));
  return {};
}

Status Catalog::Update(const SourceEntry& source) {
  StatusOr<Statement> update = db_.Prepare(
      "UPDATE source SET name=?2, state=?3, message=?4 WHERE id=?1");
  if (!update.ok()) return update.status();
  return update->Bind(1, source.id)
      .BindText(2, source.name)
      .Bind(3, static_cast<int64_t>(source.state))
      .BindText(4, source.message)
      .Run();
}

Status Catalog::Remove(uint32_t source_id) {
  StatusOr<Statement> remove = db_.Prepare("DELETE FROM source WHERE id=?1");
  if (!remove.ok()) return remove.status();
  return remove->Bind(1, source_id).Run();
}

}  // namespace taffrail
