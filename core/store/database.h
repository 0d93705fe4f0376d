#ifndef TAFFRAIL_CORE_STORE_DATABASE_H_
#define TAFFRAIL_CORE_STORE_DATABASE_H_

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/status.h"

namespace taffrail {

// A prepared statement. Bind from 1, columns from 0, as in SQLite. Bound text
// and blobs must stay alive until the next Reset(). Owned by whoever prepared
// it; must go before its Database.
class Statement {
 public:
  Statement& Bind(int index, int64_t value);
  Statement& BindText(int index, std::string_view text);
  Statement& BindBlob(int index, std::string_view bytes);

  // True: a row is there. False: done.
  StatusOr<bool> Step();
  // Runs to the end and resets.
  Status Run();
  void Reset();

  int64_t Int(int column) const;
  // Valid until the next Step or Reset.
  std::string_view Bytes(int column) const;

 private:
  friend class Database;
  struct Finalizer {
    void operator()(sqlite3_stmt* statement) const {
      sqlite3_finalize(statement);
    }
  };
  explicit Statement(sqlite3_stmt* statement) : statement_(statement) {}

  std::unique_ptr<sqlite3_stmt, Finalizer> statement_;
};

enum class OpenMode { kReadOnly, kReadWrite };

// One connection, exclusive: this process is the file's only user while it is
// open (natively another process that comes near is refused).
class Database {
 public:
  // `vfs` is the SQLite VFS to open it through; null is the default.
  static StatusOr<Database> Open(const std::string& path, OpenMode mode,
                                 const char* vfs = nullptr);

  Status Execute(const char* sql);
  StatusOr<Statement> Prepare(std::string_view sql);
  // The first column of the first row, or NotFound.
  StatusOr<int64_t> QueryInt(std::string_view sql);
  // Runs PRAGMA integrity_check: every problem it names, none when sound.
  StatusOr<std::vector<std::string>> IntegrityCheck();
  // False inside a transaction.
  bool autocommit() const { return sqlite3_get_autocommit(db_.get()) != 0; }
  sqlite3* handle() { return db_.get(); }
  const std::string& path() const { return path_; }

 private:
  struct Closer {
    void operator()(sqlite3* db) const { sqlite3_close_v2(db); }
  };
  Database(sqlite3* db, std::string path) : db_(db), path_(std::move(path)) {}

  std::unique_ptr<sqlite3, Closer> db_;
  std::string path_;
};

// What SQLite's last error on `db` means for the user. `path` ends the
// sentence.
Status DatabaseError(sqlite3* db, int code, std::string_view path);

// Whether a transaction on `path` was cut short and its journal will be rolled
// back when the database is next read.
bool HasHotJournal(const std::string& path);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_STORE_DATABASE_H_
