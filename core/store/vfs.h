#ifndef TAFFRAIL_CORE_STORE_VFS_H_
#define TAFFRAIL_CORE_STORE_VFS_H_

#include <cstdint>
#include <string_view>

#include "core/base/status.h"

namespace taffrail {

// The seam between SQLite and where a file's bytes really are: OPFS access
// handles in a browser (wasm/), memory otherwise and in tests. Files are opened
// asynchronously by the host beforehand; here they are only found. A file
// exists if its size is above zero.
//
// Slots are small integers. All calls come from the worker that owns the files.
class FileBackend {
 public:
  // What Read and Write return instead of a length.
  static constexpr int kFailed = -1;
  static constexpr int kQuotaExceeded = -2;

  virtual ~FileBackend() = default;
  // The slot of a file that is open, or -1.
  virtual int Find(std::string_view name) = 0;
  // The number of bytes read: fewer than `length` only at the end of the file.
  virtual int Read(int slot, void* to, int length, int64_t offset) = 0;
  // The number of bytes written.
  virtual int Write(int slot, const void* from, int length, int64_t offset) = 0;
  virtual bool Truncate(int slot, int64_t size) = 0;
  virtual bool Flush(int slot) = 0;
  virtual int64_t Size(int slot) = 0;
};

// Registers an SQLite VFS named `name`, and makes it the default, over
// `backend`, which must outlive every database opened through it. Neither may
// be used by two threads at once.
//
// What it does for the backend: it keeps each file's size, and gathers adjacent
// writes into runs of up to 1 MiB, written at the latest when SQLite syncs or
// closes the file. Small writes are what costs in a browser. When space has run
// out, a run that cannot be written is kept, so that SQLite can still read its
// journal and roll back. What it does for SQLite: a journal left by a killed
// worker is always rolled back, since no reserved lock is ever reported (a
// reserved lock makes SQLite take a hot journal for a live one; there is one
// owner, so it never is).
Status RegisterVfs(const char* name, FileBackend& backend);

}  // namespace taffrail

#endif  // TAFFRAIL_CORE_STORE_VFS_H_
