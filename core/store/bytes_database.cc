#include "core/store/bytes_database.h"

#include <sqlite3.h>

#include <algorithm>
#include <cstring>
#include <map>
#include <string>
#include <utility>

namespace taffrail {
namespace {

constexpr char kVfs[] = "bytes";
constexpr int kMaxPath = 32;
constexpr int kMaxValueBytes = 16 << 20;

struct Bytes {
  const ReadBytes* read;
  uint64_t size;
};

// Those that are open, by their names. A worker, or a process, is one thread.
std::map<std::string, Bytes, std::less<>>& OpenBytes() {
  static std::map<std::string, Bytes, std::less<>> open;
  return open;
}

struct BytesFile : sqlite3_file {
  Bytes bytes;
};

Bytes& Of(sqlite3_file* file) { return static_cast<BytesFile*>(file)->bytes; }

int Close(sqlite3_file*) { return SQLITE_OK; }

int Read(sqlite3_file* file, void* to, int length, sqlite3_int64 offset) {
  std::span<char> left(static_cast<char*>(to), static_cast<size_t>(length));
  auto at = static_cast<uint64_t>(offset);
  while (!left.empty()) {
    StatusOr<size_t> read = (*Of(file).read)(at, left);
    if (!read.ok()) return SQLITE_IOERR_READ;
    if (*read == 0) break;
    left = left.subspan(*read);
    at += *read;
  }
  std::fill(left.begin(), left.end(), '\0');
  return left.empty() ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

int Write(sqlite3_file*, const void*, int, sqlite3_int64) {
  return SQLITE_READONLY;
}
int Truncate(sqlite3_file*, sqlite3_int64) { return SQLITE_READONLY; }
int Sync(sqlite3_file*, int) { return SQLITE_OK; }
int FileSize(sqlite3_file* file, sqlite3_int64* size) {
  *size = static_cast<sqlite3_int64>(Of(file).size);
  return SQLITE_OK;
}
int Lock(sqlite3_file*, int) { return SQLITE_OK; }
int CheckReservedLock(sqlite3_file*, int* reserved) {
  *reserved = 0;
  return SQLITE_OK;
}
int FileControl(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }
int SectorSize(sqlite3_file*) { return 4096; }
int DeviceCharacteristics(sqlite3_file*) { return SQLITE_IOCAP_IMMUTABLE; }

constexpr sqlite3_io_methods kMethods = {
    .iVersion = 1,
    .xClose = Close,
    .xRead = Read,
    .xWrite = Write,
    .xTruncate = Truncate,
    .xSync = Sync,
    .xFileSize = FileSize,
    .xLock = Lock,
    .xUnlock = Lock,
    .xCheckReservedLock = CheckReservedLock,
    .xFileControl = FileControl,
    .xSectorSize = SectorSize,
    .xDeviceCharacteristics = DeviceCharacteristics,
    // Version 1 ends here: no shared memory, no mapping.
    .xShmMap = nullptr,
    .xShmLock = nullptr,
    .xShmBarrier = nullptr,
    .xShmUnmap = nullptr,
    .xFetch = nullptr,
    .xUnfetch = nullptr,
};

int OpenFile(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags,
             int* out_flags) {
  file->pMethods = nullptr;
  const auto at = name == nullptr ? OpenBytes().end() : OpenBytes().find(name);
  if (at == OpenBytes().end() || !(flags & SQLITE_OPEN_MAIN_DB)) {
    return SQLITE_CANTOPEN;
  }
  Of(file) = at->second;
  file->pMethods = &kMethods;
  if (out_flags != nullptr) *out_flags = SQLITE_OPEN_READONLY;
  return SQLITE_OK;
}

int Delete(sqlite3_vfs*, const char*, int) { return SQLITE_READONLY; }

// There is no journal beside it.
int Access(sqlite3_vfs*, const char* name, int, int* result) {
  *result = OpenBytes().contains(name);
  return SQLITE_OK;
}

int FullPathname(sqlite3_vfs*, const char* name, int size, char* out) {
  sqlite3_snprintf(size, out, "%s", name);
  return SQLITE_OK;
}

// All that is not about files is the default's.
sqlite3_vfs* Registered() {
  static sqlite3_vfs vfs = [] {
    sqlite3_vfs made = *sqlite3_vfs_find(nullptr);
    made.pNext = nullptr;
    made.szOsFile = sizeof(BytesFile);
    made.mxPathname = kMaxPath;
    made.zName = kVfs;
    made.xOpen = OpenFile;
    made.xDelete = Delete;
    made.xAccess = Access;
    made.xFullPathname = FullPathname;
    return made;
  }();
  return &vfs;
}

std::string NameOf(const void* database) {
  char name[kMaxPath];
  sqlite3_snprintf(sizeof name, name, "%p", database);
  return name;
}

}  // namespace

BytesDatabase::BytesDatabase(ReadBytes read, uint64_t size)
    : read_(std::move(read)), size_(size) {
  OpenBytes()[NameOf(this)] = {&read_, size_};
}

BytesDatabase::~BytesDatabase() {
  db_.reset();
  OpenBytes().erase(NameOf(this));
}

StatusOr<std::unique_ptr<BytesDatabase>> BytesDatabase::Open(ReadBytes read,
                                                             uint64_t size) {
  if (sqlite3_vfs_find(kVfs) == nullptr &&
      sqlite3_vfs_register(Registered(), /*makeDflt=*/0) != SQLITE_OK) {
    return Internal("SQLite did not take the layer that reads bytes");
  }
  std::unique_ptr<BytesDatabase> bytes(
      new BytesDatabase(std::move(read), size));
  StatusOr<Database> db =
      Database::Open(NameOf(bytes.get()), OpenMode::kReadOnly, kVfs);
  if (!db.ok()) return db.status();
  sqlite3* const handle = db->handle();
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, kMaxValueBytes);
  TAFFRAIL_RETURN_IF_ERROR(
      db->Execute("PRAGMA cell_size_check=ON; PRAGMA cache_size=-16384;"));
  bytes->db_.emplace(*std::move(db));
  return bytes;
}

}  // namespace taffrail
