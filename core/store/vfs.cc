#include "core/store/vfs.h"

#include <sqlite3.h>

#include <algorithm>
#include <cstring>
#include <ctime>
#include <memory>
#include <new>
#include <string>

namespace taffrail {
namespace {

constexpr int kRunBytes = 1 << 20;
constexpr int kSectorBytes = 4096;
constexpr int kMaxPath = 256;

// One open file. SQLite allocates szOsFile bytes for it and never constructs:
// Open() does, Close() destroys.
struct VfsFile : sqlite3_file {
  FileBackend* backend;
  int slot;
  int64_t size;
  // Bytes [run_start, run_start + run.size()) that the backend has not got yet.
  int64_t run_start = 0;
  std::string run;

  int64_t RunEnd() const {
    return run_start + static_cast<int64_t>(run.size());
  }
  int64_t VisibleSize() const {
    return run.empty() ? size : std::max(size, RunEnd());
  }
};

VfsFile* Self(sqlite3_file* file) { return static_cast<VfsFile*>(file); }

int Drain(VfsFile* file) {
  if (file->run.empty()) return SQLITE_OK;
  int length = static_cast<int>(file->run.size());
  int written = file->backend->Write(file->slot, file->run.data(), length,
                                     file->run_start);
  if (written == FileBackend::kQuotaExceeded ||
      (written >= 0 && written < length)) {
    return SQLITE_FULL;
  }
  if (written < 0) return SQLITE_IOERR_WRITE;
  file->size = file->VisibleSize();
  file->run.clear();
  return SQLITE_OK;
}

int Close(sqlite3_file* base) {
  VfsFile* file = Self(base);
  int result = Drain(file);
  std::destroy_at(&file->run);
  return result;
}

int Read(sqlite3_file* base, void* to, int length, sqlite3_int64 offset) {
  VfsFile* file = Self(base);
  int read = file->backend->Read(file->slot, to, length, offset);
  if (read < 0) return SQLITE_IOERR_READ;
  char* bytes = static_cast<char*>(to);
  memset(bytes + read, 0, length - read);
  // Not drained: when space has run out, the journal must still be readable.
  int64_t from = std::max<int64_t>(offset, file->run_start);
  int64_t end = std::min<int64_t>(offset + length, file->RunEnd());
  if (from < end) {
    memcpy(bytes + (from - offset), file->run.data() + (from - file->run_start),
           end - from);
  }
  bool whole = offset + length <= file->VisibleSize();
  return whole ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

int Write(sqlite3_file* base, const void* from, int length,
          sqlite3_int64 offset) {
  VfsFile* file = Self(base);
  bool adjacent = !file->run.empty() && offset == file->RunEnd() &&
                  file->run.size() + length <= kRunBytes;
  if (!adjacent) {
    if (int result = Drain(file); result != SQLITE_OK) return result;
    file->run_start = offset;
  }
  file->run.append(static_cast<const char*>(from), length);
  return SQLITE_OK;
}

int Truncate(sqlite3_file* base, sqlite3_int64 size) {
  VfsFile* file = Self(base);
  // Not drained: what is cut off needs no space.
  if (file->RunEnd() > size) {
    file->run.resize(std::max<int64_t>(size - file->run_start, 0));
  }
  if (!file->backend->Truncate(file->slot, size)) return SQLITE_IOERR_TRUNCATE;
  file->size = size;
  return SQLITE_OK;
}

int Sync(sqlite3_file* base, int) {
  VfsFile* file = Self(base);
  if (int result = Drain(file); result != SQLITE_OK) return result;
  return file->backend->Flush(file->slot) ? SQLITE_OK : SQLITE_IOERR_FSYNC;
}

int FileSize(sqlite3_file* base, sqlite3_int64* size) {
  *size = Self(base)->VisibleSize();
  return SQLITE_OK;
}

int Lock(sqlite3_file*, int) { return SQLITE_OK; }
int Unlock(sqlite3_file*, int) { return SQLITE_OK; }
int CheckReservedLock(sqlite3_file*, int* reserved) {
  *reserved = 0;
  return SQLITE_OK;
}
int FileControl(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }
int SectorSize(sqlite3_file*) { return kSectorBytes; }
int DeviceCharacteristics(sqlite3_file*) {
  return SQLITE_IOCAP_UNDELETABLE_WHEN_OPEN | SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

constexpr sqlite3_io_methods kMethods = {
    .iVersion = 1,
    .xClose = Close,
    .xRead = Read,
    .xWrite = Write,
    .xTruncate = Truncate,
    .xSync = Sync,
    .xFileSize = FileSize,
    .xLock = Lock,
    .xUnlock = Unlock,
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

FileBackend& Backend(sqlite3_vfs* vfs) {
  return *static_cast<FileBackend*>(vfs->pAppData);
}

int Open(sqlite3_vfs* vfs, const char* name, sqlite3_file* base, int flags,
         int* out_flags) {
  base->pMethods = nullptr;
  // Temporary files stay in memory (SQLITE_TEMP_STORE=3).
  if (!(flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_MAIN_JOURNAL))) {
    return SQLITE_CANTOPEN;
  }
  int slot = name == nullptr ? -1 : Backend(vfs).Find(name);
  if (slot < 0) return SQLITE_CANTOPEN;
  VfsFile* file = Self(base);
  file->backend = &Backend(vfs);
  file->slot = slot;
  file->size = file->backend->Size(slot);
  if (file->size < 0) return SQLITE_CANTOPEN;
  file->run_start = 0;
  new (&file->run) std::string();
  file->pMethods = &kMethods;
  if (out_flags != nullptr) *out_flags = flags;
  return SQLITE_OK;
}

int Delete(sqlite3_vfs* vfs, const char* name, int) {
  int slot = Backend(vfs).Find(name);
  if (slot < 0) return SQLITE_OK;
  bool done = Backend(vfs).Truncate(slot, 0) && Backend(vfs).Flush(slot);
  return done ? SQLITE_OK : SQLITE_IOERR_DELETE;
}

int Access(sqlite3_vfs* vfs, const char* name, int, int* result) {
  int slot = Backend(vfs).Find(name);
  *result = slot >= 0 && Backend(vfs).Size(slot) > 0;
  return SQLITE_OK;
}

int FullPathname(sqlite3_vfs*, const char* name, int size, char* out) {
  sqlite3_snprintf(size, out, "%s", name);
  return SQLITE_OK;
}

// SQLite wants some bytes for names of temporary files, which are never made.
int Randomness(sqlite3_vfs*, int size, char* out) {
  static uint64_t state = 0x9E3779B97F4A7C15;
  for (int i = 0; i < size; ++i) {
    state = state * 6364136223846793005 + 1442695040888963407;
    out[i] = static_cast<char>(state >> 56);
  }
  return size;
}

int Sleep(sqlite3_vfs*, int) { return 0; }

int CurrentTimeInt64(sqlite3_vfs*, sqlite3_int64* julian_ms) {
  constexpr int64_t kUnixEpochJulianMs = 210866760000000;
  *julian_ms =
      static_cast<int64_t>(std::time(nullptr)) * 1000 + kUnixEpochJulianMs;
  return SQLITE_OK;
}

int CurrentTime(sqlite3_vfs* vfs, double* julian_days) {
  sqlite3_int64 ms = 0;
  CurrentTimeInt64(vfs, &ms);
  *julian_days = static_cast<double>(ms) / 86400000.0;
  return SQLITE_OK;
}

int GetLastError(sqlite3_vfs*, int, char*) { return 0; }

// Filled by RegisterVfs. Once per process or worker and never taken back, as
// SQLite's own are: it has to outlive every connection.
sqlite3_vfs registered_vfs;

}  // namespace

Status RegisterVfs(const char* name, FileBackend& backend) {
  sqlite3_vfs& vfs = registered_vfs;
  if (vfs.zName != nullptr) sqlite3_vfs_unregister(&vfs);
  vfs = {};
  vfs.iVersion = 2;
  vfs.szOsFile = sizeof(VfsFile);
  vfs.mxPathname = kMaxPath;
  vfs.zName = name;
  vfs.pAppData = &backend;
  vfs.xOpen = Open;
  vfs.xDelete = Delete;
  vfs.xAccess = Access;
  vfs.xFullPathname = FullPathname;
  vfs.xRandomness = Randomness;
  vfs.xSleep = Sleep;
  vfs.xCurrentTime = CurrentTime;
  vfs.xGetLastError = GetLastError;
  vfs.xCurrentTimeInt64 = CurrentTimeInt64;
  if (sqlite3_vfs_register(&vfs, 1) != SQLITE_OK) {
    return Internal("SQLite did not take the file layer");
  }
  return {};
}

}  // namespace taffrail

#ifdef __EMSCRIPTEN__
// SQLITE_OS_OTHER: there is no system layer, and SQLite does not start without
// a VFS. RegisterVfs brings the only one.
extern "C" int sqlite3_os_init() {
  return sqlite3_vfs_register(&taffrail::registered_vfs, 1);
}
extern "C" int sqlite3_os_end() { return SQLITE_OK; }
#endif
