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
  settings BLOB NOT NULL, explanation BLOB NOT NULL, hidden INTEGER NOT NULL);
PRAGMA user_version=2;
COMMIT;
)sql";

// In version 2 sources and templates were as they were found.
constexpr char kUpgradeFrom2[] = R"sql(
BEGIN;
ALTER TABLE source ADD COLUMN label TEXT NOT NULL DEFAULT '';
CREATE TABLE template_link(a INTEGER NOT NULL, b INTEGER NOT NULL);
CREATE TABLE template_pin(leaf INTEGER NOT NULL, pin INTEGER NOT NULL);
PRAGMA user_version=3;
COMMIT;
)sql";

// In version 3 files were replaced by none, and nothing was deleted by itself.
constexpr char kUpgradeFrom3[] = R"sql(
BEGIN;
CREATE TABLE unused_file(name TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE setting(name TEXT PRIMARY KEY, value INTEGER) WITHOUT ROWID;
ALTER TABLE source ADD COLUMN imported_ms INTEGER NOT NULL DEFAULT 0;
UPDATE source SET imported_ms = 1000 * unixepoch();
PRAGMA user_version=4;
COMMIT;
)sql";

// In version 4 nothing came out of case files.
constexpr char kUpgradeFrom4[] = R"sql(
BEGIN;
CREATE TABLE case_file(
  name TEXT NOT NULL, size INTEGER NOT NULL, modified_ms INTEGER NOT NULL,
  about BLOB NOT NULL, PRIMARY KEY(name, size, modified_ms)) WITHOUT ROWID;
PRAGMA user_version=5;
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
  if (*version < 3) TAFFRAIL_RETURN_IF_ERROR(db->Execute(kUpgradeFrom2));
  if (*version < 4) TAFFRAIL_RETURN_IF_ERROR(db->Execute(kUpgradeFrom3));
  if (*version < 5) TAFFRAIL_RETURN_IF_ERROR(db->Execute(kUpgradeFrom4));
  bool rolled_back = hot && !HasHotJournal(path);
  return Catalog(*std::move(db), rolled_back);
}

StatusOr<std::vector<SourceEntry>> Catalog::Sources() {
  StatusOr<Statement> query = db_.Prepare(
      "SELECT id,name,size,modified_ms,state,message,file_name,file_size,"
      "container,encoding,reading,settings,explanation,hidden,label,"
      "imported_ms FROM source ORDER BY id");
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
                       .label = text(14),
                       .imported_ms = query->Int(15)});
  }
  if (!row.ok()) return row.status();
  return sources;
}

Status Catalog::Add(SourceEntry* source) {
  StatusOr<Statement> insert = db_.Prepare(
      "INSERT INTO source(name,size,modified_ms,state,message,"
      "file_name,file_size,container,encoding,reading,settings,"
      "explanation,hidden,label,imported_ms) "
      "VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15)");
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
          .Bind(15, source->imported_ms)
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

StatusOr<TemplateEdits> Catalog::Edits() {
  TemplateEdits edits;
  StatusOr<Statement> links =
      db_.Prepare("SELECT a, b FROM template_link ORDER BY rowid");
  if (!links.ok()) return links.status();
  StatusOr<bool> row = false;
  while ((row = links->Step()).ok() && *row) {
    edits.links.emplace_back(static_cast<LeafId>(links->Int(0)),
                             static_cast<LeafId>(links->Int(1)));
  }
  if (!row.ok()) return row.status();
  StatusOr<Statement> pins = db_.Prepare("SELECT leaf, pin FROM template_pin");
  if (!pins.ok()) return pins.status();
  while ((row = pins->Step()).ok() && *row) {
    edits.pins[static_cast<LeafId>(pins->Int(0))] =
        static_cast<uint64_t>(pins->Int(1));
  }
  if (!row.ok()) return row.status();
  return edits;
}

Status Catalog::SetEdits(const TemplateEdits& edits) {
  return Transact([&] { return WriteEdits(edits); });
}

Status Catalog::Transact(const std::function<Status()>& write) {
  TAFFRAIL_RETURN_IF_ERROR(db_.Execute("BEGIN"));
  Status status = write();
  if (status.ok()) status = db_.Execute("COMMIT");
  // Some failures (a full disk) have rolled back already.
  if (!db_.autocommit()) (void)db_.Execute("ROLLBACK").ok();
  return status;
}

Status Catalog::WriteEdits(const TemplateEdits& edits) {
  TAFFRAIL_RETURN_IF_ERROR(
      db_.Execute("DELETE FROM template_link; DELETE FROM template_pin"));
  StatusOr<Statement> link =
      db_.Prepare("INSERT INTO template_link VALUES(?1, ?2)");
  if (!link.ok()) return link.status();
  for (const auto& [a, b] : edits.links) {
    TAFFRAIL_RETURN_IF_ERROR(link->Bind(1, static_cast<int64_t>(a))
                                 .Bind(2, static_cast<int64_t>(b))
                                 .Run());
  }
  StatusOr<Statement> pin =
      db_.Prepare("INSERT INTO template_pin VALUES(?1, ?2)");
  if (!pin.ok()) return pin.status();
  for (const auto& [leaf, number] : edits.pins) {
    TAFFRAIL_RETURN_IF_ERROR(pin->Bind(1, static_cast<int64_t>(leaf))
                                 .Bind(2, static_cast<int64_t>(number))
                                 .Run());
  }
  return {};
}

StatusOr<Retention> Catalog::GetRetention() {
  StatusOr<int64_t> days = db_.QueryInt(
      "SELECT coalesce(max(value), 0) FROM setting WHERE name='max_days'");
  if (!days.ok()) return days.status();
  StatusOr<int64_t> bytes = db_.QueryInt(
      "SELECT coalesce(max(value), 0) FROM setting WHERE name='max_bytes'");
  if (!bytes.ok()) return bytes.status();
  return Retention{*days, *bytes};
}

Status Catalog::SetRetention(const Retention& retention) {
  StatusOr<Statement> set = db_.Prepare(
      "INSERT OR REPLACE INTO setting VALUES"
      "('max_days', ?1), ('max_bytes', ?2)");
  if (!set.ok()) return set.status();
  return set->Bind(1, retention.max_days).Bind(2, retention.max_bytes).Run();
}

StatusOr<std::vector<std::string>> Catalog::UnusedFiles() {
  StatusOr<Statement> query = db_.Prepare("SELECT name FROM unused_file");
  if (!query.ok()) return query.status();
  std::vector<std::string> names;
  StatusOr<bool> row = false;
  while ((row = query->Step()).ok() && *row) {
    names.emplace_back(query->Bytes(0));
  }
  if (!row.ok()) return row.status();
  return names;
}

Status Catalog::ChangeUnusedFiles(const std::vector<std::string>& add,
                                  const std::vector<std::string>& remove) {
  return Transact([&] { return WriteUnusedFiles(add, remove); });
}

Status Catalog::WriteUnusedFiles(const std::vector<std::string>& add,
                                 const std::vector<std::string>& remove) {
  StatusOr<Statement> insert =
      db_.Prepare("INSERT OR IGNORE INTO unused_file VALUES(?1)");
  if (!insert.ok()) return insert.status();
  for (const std::string& name : add) {
    TAFFRAIL_RETURN_IF_ERROR(insert->BindText(1, name).Run());
  }
  StatusOr<Statement> erase =
      db_.Prepare("DELETE FROM unused_file WHERE name=?1");
  if (!erase.ok()) return erase.status();
  for (const std::string& name : remove) {
    TAFFRAIL_RETURN_IF_ERROR(erase->BindText(1, name).Run());
  }
  return {};
}

StatusOr<std::vector<CaseEntry>> Catalog::Cases() {
  StatusOr<Statement> query =
      db_.Prepare("SELECT name, size, modified_ms, about FROM case_file");
  if (!query.ok()) return query.status();
  std::vector<CaseEntry> cases;
  StatusOr<bool> row = false;
  while ((row = query->Step()).ok() && *row) {
    cases.push_back({{std::string(query->Bytes(0)),
                      static_cast<uint64_t>(query->Int(1)), query->Int(2)},
                     std::string(query->Bytes(3))});
  }
  if (!row.ok()) return row.status();
  return cases;
}

Status Catalog::AddCase(const CaseEntry& entry) {
  StatusOr<Statement> add =
      db_.Prepare("INSERT OR REPLACE INTO case_file VALUES(?1,?2,?3,?4)");
  if (!add.ok()) return add.status();
  return add->BindText(1, entry.file.name)
      .Bind(2, static_cast<int64_t>(entry.file.size))
      .Bind(3, entry.file.modified_ms)
      .BindBlob(4, entry.about)
      .Run();
}

Status Catalog::RemoveCase(const FileId& file) {
  StatusOr<Statement> remove = db_.Prepare(
      "DELETE FROM case_file WHERE name=?1 AND size=?2 AND modified_ms=?3");
  if (!remove.ok()) return remove.status();
  return remove->BindText(1, file.name)
      .Bind(2, static_cast<int64_t>(file.size))
      .Bind(3, file.modified_ms)
      .Run();
}

Status Catalog::Remove(uint32_t source_id) {
  StatusOr<Statement> remove = db_.Prepare("DELETE FROM source WHERE id=?1");
  if (!remove.ok()) return remove.status();
  return remove->Bind(1, source_id).Run();
}

}  // namespace taffrail
