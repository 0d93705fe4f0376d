#include "core/store/database.h"

#include <cstring>

namespace taffrail {
namespace {

// A null pointer would bind NULL, which an empty text is not.
const char* NotNull(std::string_view bytes) {
  return bytes.data() == nullptr ? "" : bytes.data();
}

}  // namespace

Status DatabaseError(sqlite3* db, int code, std::string_view path) {
  std::string where = " (" + std::string(path) + ")";
  switch (code & 0xFF) {
    case SQLITE_FULL:
      return ResourceExhausted(
          "The space that may be used is full. Delete sources or free disk "
          "space, then go on" +
          where);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return DataLoss("The file is damaged: " +
                      std::string(db ? sqlite3_errmsg(db) : "") + where);
    case SQLITE_CANTOPEN:
      return NotFound("The file cannot be opened" + where);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return Unavailable("Another program is using the store" + where);
    default:
      return Internal("Storage failed: " +
                      std::string(db ? sqlite3_errmsg(db) : "no memory") +
                      where);
  }
}

Statement& Statement::Bind(int index, int64_t value) {
  sqlite3_bind_int64(statement_.get(), index, value);
  return *this;
}

Statement& Statement::BindText(int index, std::string_view text) {
  sqlite3_bind_text64(statement_.get(), index, NotNull(text), text.size(),
                      SQLITE_STATIC, SQLITE_UTF8);
  return *this;
}

Statement& Statement::BindBlob(int index, std::string_view bytes) {
  sqlite3_bind_blob64(statement_.get(), index, NotNull(bytes), bytes.size(),
                      SQLITE_STATIC);
  return *this;
}

StatusOr<bool> Statement::Step() {
  int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  sqlite3* db = sqlite3_db_handle(statement_.get());
  const char* path = sqlite3_db_filename(db, "main");
  return DatabaseError(db, code, path ? path : "");
}

Status Statement::Run() {
  StatusOr<bool> row = Step();
  while (row.ok() && *row) row = Step();
  Reset();
  return std::move(row).status();
}

void Statement::Reset() { sqlite3_reset(statement_.get()); }

int64_t Statement::Int(int column) const {
  return sqlite3_column_int64(statement_.get(), column);
}

std::string_view Statement::Bytes(int column) const {
  const void* bytes = sqlite3_column_blob(statement_.get(), column);
  int size = sqlite3_column_bytes(statement_.get(), column);
  return {static_cast<const char*>(bytes), static_cast<size_t>(size)};
}

StatusOr<Database> Database::Open(const std::string& path, OpenMode mode,
                                  const char* vfs) {
  int flags = mode == OpenMode::kReadOnly
                  ? SQLITE_OPEN_READONLY
                  : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  sqlite3* handle = nullptr;
  int code = sqlite3_open_v2(path.c_str(), &handle, flags, vfs);
  Database db(handle, path);
  if (code != SQLITE_OK) return DatabaseError(handle, code, path);
  // Exclusive before the first access: no shared locks, and the cache is kept
  // between transactions.
  TAFFRAIL_RETURN_IF_ERROR(
      db.Execute("PRAGMA locking_mode=EXCLUSIVE; PRAGMA page_size=16384;"));
  return db;
}

Status Database::Execute(const char* sql) {
  int code = sqlite3_exec(db_.get(), sql, nullptr, nullptr, nullptr);
  if (code == SQLITE_OK) return {};
  return DatabaseError(db_.get(), code, path_);
}

StatusOr<Statement> Database::Prepare(std::string_view sql) {
  sqlite3_stmt* statement = nullptr;
  int code =
      sqlite3_prepare_v3(db_.get(), sql.data(), static_cast<int>(sql.size()),
                         SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
  if (code != SQLITE_OK) return DatabaseError(db_.get(), code, path_);
  return Statement(statement);
}

StatusOr<int64_t> Database::QueryInt(std::string_view sql) {
  StatusOr<Statement> query = Prepare(sql);
  if (!query.ok()) return query.status();
  StatusOr<bool> row = query->Step();
  if (!row.ok()) return row.status();
  if (!*row) return NotFound("Nothing there for: " + std::string(sql));
  return query->Int(0);
}

StatusOr<std::vector<std::string>> Database::IntegrityCheck() {
  StatusOr<Statement> query = Prepare("PRAGMA integrity_check");
  if (!query.ok()) return query.status();
  std::vector<std::string> problems;
  while (true) {
    StatusOr<bool> row = query->Step();
    if (!row.ok()) return row.status();
    if (!*row) return problems;
    if (query->Bytes(0) != "ok") problems.emplace_back(query->Bytes(0));
  }
}

bool HasHotJournal(const std::string& path) {
  // The first bytes of a journal whose pages were synced; before that, and
  // after a commit, they are zero or gone (SQLite, file format §3).
  static constexpr unsigned char kMagic[] = {0xd9, 0xd5, 0x05, 0xf9,
                                             0x20, 0xa1, 0x63, 0xd7};
  sqlite3_vfs* vfs = sqlite3_vfs_find(nullptr);
  std::string journal = path + "-journal";
  // SQLite reads names as if URI parameters followed: end them twice.
  journal.append(2, '\0');
  int exists = 0;
  if (vfs->xAccess(vfs, journal.c_str(), SQLITE_ACCESS_EXISTS, &exists) !=
          SQLITE_OK ||
      !exists) {
    return false;
  }
  std::unique_ptr<char[]> memory(new char[vfs->szOsFile]());
  sqlite3_file* file = reinterpret_cast<sqlite3_file*>(memory.get());
  int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_MAIN_JOURNAL;
  if (vfs->xOpen(vfs, journal.c_str(), file, flags, nullptr) != SQLITE_OK) {
    return false;
  }
  unsigned char head[sizeof(kMagic)];
  int code = file->pMethods->xRead(file, head, sizeof(head), 0);
  file->pMethods->xClose(file);
  return code == SQLITE_OK && memcmp(head, kMagic, sizeof(kMagic)) == 0;
}

}  // namespace taffrail
